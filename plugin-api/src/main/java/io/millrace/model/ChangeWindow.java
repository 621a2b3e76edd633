// SPDX-License-Identifier: Apache-2.0
package io.millrace.model;

import io.millrace.api.HostCalls;
import java.time.Instant;
import java.util.Set;

/**
 * A time that matters to changes. Immutable; a window holds its start and not its end.
 *
 * @param name how people know it, such as {@code year-end freeze}; never blank
 * @param type what it means to a change
 * @param from its start
 * @param to its end, after the start
 * @param concerns the ids of the configuration items and services that it is about; empty for all
 */
@HostCalls
public record ChangeWindow(String name, Type type, Instant from, Instant to, Set<String> concerns) {

  /** What a window means to a change. */
  @HostCalls
  public enum Type {
    /** Nothing is to be changed. */
    FREEZE,
    /** Changes are welcome: users expect interruptions. */
    MAINTENANCE,
    /** Few people are at work. */
    HOLIDAY
  }

  /**
   * Checks the values and copies what it concerns.
   *
   * @throws InvalidInputException if a name is blank, or the end is not after the start
   */
  public ChangeWindow {
    Names.requireName("change window", name);
    Names.requireOrder("change window", name, from, to);
    concerns = Names.copy("configuration item or service", concerns);
  }

  /** A window that concerns everything. */
  public static ChangeWindow forAll(String name, Type type, Instant from, Instant to) {
    return new ChangeWindow(name, type, from, to, Set.of());
  }

  /** Whether the window and the interval have an instant in common. */
  public boolean overlaps(Instant start, Instant end) {
    return from.isBefore(end) && start.isBefore(to);
  }

  /** Whether it is about one of these configuration items and services. */
  public boolean concernsAny(Set<String> ids) {
    return concerns.isEmpty() || concerns.stream().anyMatch(ids::contains);
  }
}
