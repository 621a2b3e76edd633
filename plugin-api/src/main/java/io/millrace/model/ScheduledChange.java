// SPDX-License-Identifier: Apache-2.0
package io.millrace.model;

import io.millrace.api.HostCalls;
import java.time.Instant;
import java.util.Set;

/**
 * A change that has a time: planned or running, not cancelled. Immutable.
 *
 * @param id the change's id, as the host names it; never blank
 * @param items the configuration items that it changes, in a stable order
 * @param from its planned start
 * @param to its planned end, after the start
 */
@HostCalls
public record ScheduledChange(String id, Set<String> items, Instant from, Instant to) {

  /**
   * Checks the values and copies the items.
   *
   * @throws InvalidInputException if an id is blank, or the end is not after the start
   */
  public ScheduledChange {
    Names.requireName("change", id);
    Names.requireOrder("change", id, from, to);
    items = Names.copy("configuration item", items);
  }
}
