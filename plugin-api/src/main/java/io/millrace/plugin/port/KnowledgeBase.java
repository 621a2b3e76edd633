// SPDX-License-Identifier: Apache-2.0
package io.millrace.plugin.port;

import io.millrace.api.HostImplements;
import io.millrace.model.Demand;
import io.millrace.model.KnowledgeArticle;
import java.util.List;
import java.util.Map;

/**
 * Finds articles and known errors for demand. What it finds becomes facts: {@code knownError}, the
 * id of the best known error; {@code workaround}, whether that has one; {@code workaroundText};
 * {@code knowledge}, the ids of the best ten articles. What the host said of these facts itself
 * counts instead.
 *
 * <p>Called once per submission, before the transaction and after the {@linkplain FactSource fact
 * sources}, with every demand of that submission, on a thread of Millrace's own and several at
 * once. Returned values are read while the time budget runs, which is that of fact sources. A call
 * that throws, outlasts it or gives an unusable answer loses nothing: the demand is accepted, and
 * the facts are marked missing with the reason. Late calls are interrupted. After failures in a row
 * it is not asked for a while.
 */
@FunctionalInterface
@HostImplements
public interface KnowledgeBase {

  /**
   * Looks for articles.
   *
   * @param tenant the tenant of all the demands
   * @param demands in the order of submission, with what the fact sources know; never empty
   * @return articles by demand id, the best first; a demand that is not in the map has none
   */
  Map<String, List<KnowledgeArticle>> search(String tenant, List<Demand> demands);
}
