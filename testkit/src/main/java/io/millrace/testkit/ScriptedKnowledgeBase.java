// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.model.Demand;
import io.millrace.model.KnowledgeArticle;
import io.millrace.plugin.port.KnowledgeBase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A knowledge base of what a test told it, by demand. Thread-safe. */
public final class ScriptedKnowledgeBase implements KnowledgeBase {
  private final Map<String, List<KnowledgeArticle>> articles = new ConcurrentHashMap<>();
  private volatile boolean failing;

  /** Creates an empty one. */
  public ScriptedKnowledgeBase() {}

  /** Finds these articles for a demand from now on, whoever's it is. */
  public ScriptedKnowledgeBase knows(String demand, KnowledgeArticle... found) {
    articles.put(demand, List.of(found));
    return this;
  }

  /** Fails at every call from now on, or does so no longer. */
  public ScriptedKnowledgeBase failing(boolean value) {
    failing = value;
    return this;
  }

  @Override
  public Map<String, List<KnowledgeArticle>> search(String tenant, List<Demand> demands) {
    if (failing) {
      throw new IllegalStateException("the knowledge base was told to fail");
    }
    Map<String, List<KnowledgeArticle>> found = new LinkedHashMap<>();
    for (Demand demand : demands) {
      List<KnowledgeArticle> known = articles.get(demand.id());
      if (known != null) {
        found.put(demand.id(), known);
      }
    }
    return found;
  }
}
