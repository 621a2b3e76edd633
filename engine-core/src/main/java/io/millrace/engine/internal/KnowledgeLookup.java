// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.internal.isolation.Answer;
import io.millrace.engine.internal.isolation.Shield;
import io.millrace.engine.internal.isolation.UnusableAnswerException;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.model.KnowledgeArticle;
import io.millrace.plugin.port.KnowledgeBase;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the knowledge base, and turns articles into the facts that policies read. Thread-safe. */
final class KnowledgeLookup {
  static final String KNOWN_ERROR = "knownError";
  static final String WORKAROUND = "workaround";
  static final String WORKAROUND_TEXT = "workaroundText";
  static final String ARTICLES = "knowledge";

  private static final Logger LOG = LoggerFactory.getLogger(KnowledgeLookup.class);
  private static final List<String> NAMES =
      List.of(KNOWN_ERROR, WORKAROUND, WORKAROUND_TEXT, ARTICLES);

  /** So many articles somebody looks at; so long a way out somebody reads. */
  private static final int MOST = 10;

  private static final int LONGEST = 10_000;

  private final KnowledgeBase port;
  private final Shield shield;
  private final Duration budget;

  KnowledgeLookup(KnowledgeBase port, Shield shield, Duration budget) {
    this.port = port;
    this.shield = shield;
    this.budget = budget;
  }

  /**
   * Puts what is found beneath what is known.
   *
   * @param found what is known by demand; changed
   */
  void enrich(String tenant, List<Demand> demands, Map<String, ToldFacts> found) {
    List<Demand> asked =
        demands.stream()
            .map(one -> one.withFacts(Objects.requireNonNull(found.get(one.id())).all()))
            .toList();
    Answer<Map<String, Facts>> answer =
        shield.ask(budget, () -> facts(asked, port.search(tenant, asked)));
    Map<String, Facts> told = answer.value();
    if (told == null) {
      LOG.warn(
          "Expected the knowledge base to tell articles, but {}. The demands are accepted without"
              + " them.",
          answer.reason(),
          answer.cause());
    }
    Facts otherwise = told == null ? marks(answer.reason()) : Facts.none();
    found.forEach(
        (id, known) -> {
          if (!known.addBeneath(told == null ? otherwise : told.getOrDefault(id, otherwise))) {
            known.addBeneath(marks("there is no room for what it tells"));
          }
        });
  }

  /** Marks that say why what it could know is not known. */
  static Facts marks(String reason) {
    Facts.Builder marks = Facts.builder();
    NAMES.forEach(name -> marks.missing(name, "knowledge base: " + reason));
    return marks.build();
  }

  private static Map<String, Facts> facts(
      List<Demand> asked, @Nullable Map<String, List<KnowledgeArticle>> answer) {
    if (answer == null) {
      throw new UnusableAnswerException("it is null");
    }
    Map<String, Facts> facts = new LinkedHashMap<>();
    try {
      for (Demand demand : asked) {
        List<KnowledgeArticle> articles = answer.get(demand.id());
        if (articles != null) {
          facts.put(demand.id(), facts(articles.stream().limit(MOST).toList()));
        }
      }
    } catch (UnusableAnswerException e) {
      throw e;
    } catch (RuntimeException e) { // wrong types, null inside, a list that fails
      throw new UnusableAnswerException(FailureText.of(e, LONGEST));
    }
    return facts;
  }

  private static Facts facts(List<KnowledgeArticle> articles) {
    Facts.Builder facts = Facts.builder();
    if (!articles.isEmpty()) {
      facts.put(ARTICLES, articles.stream().map(KnowledgeArticle::id).toList());
    }
    articles.stream()
        .filter(KnowledgeArticle::knownError)
        .findFirst()
        .ifPresent(error -> knownError(facts, error));
    return facts.build();
  }

  private static void knownError(Facts.Builder facts, KnowledgeArticle error) {
    String workaround = error.workaround();
    facts.put(KNOWN_ERROR, error.id()).put(WORKAROUND, workaround != null);
    if (workaround != null) {
      if (workaround.length() > LONGEST) {
        throw new UnusableAnswerException(
            "a workaround has "
                + workaround.length()
                + " characters, and at most "
                + LONGEST
                + " do");
      }
      facts.put(WORKAROUND_TEXT, workaround);
    }
  }
}
