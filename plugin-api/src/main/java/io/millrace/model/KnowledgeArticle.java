// SPDX-License-Identifier: Apache-2.0
package io.millrace.model;

import io.millrace.api.HostCalls;
import org.jspecify.annotations.Nullable;

/**
 * What a knowledge base has to say about a demand. Immutable.
 *
 * @param id the host's id of the article; never blank
 * @param title one line for people to read
 * @param knownError whether it describes a known error: a problem whose cause is known and whose
 *     solution is not there yet
 * @param workaround how people can go on meanwhile; null if there is no way
 */
@HostCalls
public record KnowledgeArticle(
    String id, String title, boolean knownError, @Nullable String workaround) {

  /** Checks the id. */
  public KnowledgeArticle {
    Names.requireName("knowledge article", id);
    Names.requireText("title of the knowledge article", title);
    if (workaround != null) {
      Names.requireText("workaround of the knowledge article", workaround);
    }
  }

  /** An article that is no known error. */
  public static KnowledgeArticle of(String id, String title) {
    return new KnowledgeArticle(id, title, false, null);
  }
}
