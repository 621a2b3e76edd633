// SPDX-License-Identifier: Apache-2.0
package io.millrace.plugin.port;

import io.millrace.api.HostImplements;
import io.millrace.model.Demand;

/**
 * Names demand that is submitted without an id. The same demand has to get the same id, whoever
 * asks and whenever: submitting it again must find the first work item and not make a second one.
 * So it follows from what the demand says, best from the id that its source gave it.
 *
 * <p>Called on the submitting thread, before anything else is asked and outside the transaction,
 * several at once; has no time budget, and waits for nothing. What it throws reaches the submitter,
 * and nothing is accepted.
 */
@FunctionalInterface
@HostImplements
public interface DemandIds {

  /**
   * An id for a demand.
   *
   * @param tenant the tenant of the demand
   * @param demand a demand without an id
   * @return the id: 1 to 255 characters
   */
  String idFor(String tenant, Demand demand);

  /**
   * The default: the text of the fact {@code sourceId} after the name of the source, such as {@code
   * monitoring-4711}; without that fact, a digest of everything that the demand says.
   */
  static DemandIds fromContent() {
    return Defaults.IDS;
  }
}
