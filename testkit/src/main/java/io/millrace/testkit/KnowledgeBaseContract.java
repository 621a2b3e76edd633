// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.model.Demand;
import io.millrace.model.KnowledgeArticle;
import io.millrace.plugin.port.KnowledgeBase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What Millrace relies on in a {@link KnowledgeBase}. Extend it in the plugin's tests, and say
 * where the knowledge base comes from and a demand for which it has articles. JUnit 5 runs the
 * tests; each makes a knowledge base of its own.
 */
public abstract class KnowledgeBaseContract {
  /** For subclasses. */
  protected KnowledgeBaseContract() {}

  /** The knowledge base to test, ready for use. */
  protected abstract KnowledgeBase knowledgeBase();

  /** A demand for which it has at least one article. */
  protected abstract Demand known();

  /** A demand for which it has nothing. */
  protected Demand unknown() {
    return Demand.builder("millrace-contract-unknown").title("nobody wrote of this").build();
  }

  /** The tenant of both demands. */
  protected String tenant() {
    return "default";
  }

  @Test
  void shouldFindArticles() {
    List<KnowledgeArticle> articles = search(List.of(known())).get(known().id());

    assertNotNull(articles, "Expected articles for '" + known().id() + "', but there are none.");
    assertFalse(articles.isEmpty(), "Expected articles for '" + known().id() + "'.");
    articles.forEach(article -> assertNotNull(article, "Expected no null among the articles."));
  }

  @Test
  void shouldNameEachArticleOnce() {
    List<String> ids =
        search(List.of(known())).getOrDefault(known().id(), List.of()).stream()
            .map(KnowledgeArticle::id)
            .toList();

    assertEquals(ids.stream().distinct().toList(), ids, "Expected each article once.");
  }

  @Test
  void shouldFindNothingForAnUnknownDemand() {
    List<KnowledgeArticle> articles =
        search(List.of(unknown())).getOrDefault(unknown().id(), List.of());

    assertTrue(articles.isEmpty(), "Expected no article, but got " + articles + ".");
  }

  @Test
  void shouldAnswerForSeveralDemandsAtOnceAsForEachAlone() {
    Map<String, List<KnowledgeArticle>> together = search(List.of(unknown(), known()));

    assertEquals(
        search(List.of(known())).get(known().id()),
        together.get(known().id()),
        "Expected the same articles whether a demand comes alone or with others.");
    assertTrue(
        Set.of(known().id(), unknown().id()).containsAll(together.keySet()),
        "Expected articles for the demands asked about, but got " + together.keySet() + ".");
  }

  @Test
  void shouldServeSeveralThreadsAtOnce() throws Exception {
    KnowledgeBase knowledge = knowledgeBase();
    PortChecks.onSeveralThreads(() -> knowledge.search(tenant(), List.of(known())));
  }

  private Map<String, List<KnowledgeArticle>> search(List<Demand> demands) {
    KnowledgeBase knowledge = knowledgeBase();
    return PortChecks.inTime(() -> knowledge.search(tenant(), demands));
  }
}
