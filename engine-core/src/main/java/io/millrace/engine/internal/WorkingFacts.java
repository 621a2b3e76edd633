// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.model.Facts;
import io.millrace.plugin.port.WorkingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is counted in working time: how long a work item has been open, how long it has until it is
 * due, and how much of the time between is used up. Hours and percent, as of the wall clock.
 * Thread-safe.
 */
final class WorkingFacts {
  private static final Logger LOG = LoggerFactory.getLogger(WorkingFacts.class);
  private static final double HOUR = Duration.ofHours(1).toMillis();

  private static final int LONGEST = 200;

  private final @Nullable WorkingTime calendar;

  /**
   * @param calendar knows the working time; null if nobody does
   */
  WorkingFacts(@Nullable WorkingTime calendar) {
    this.calendar = calendar;
  }

  /** Whether somebody knows the working time. */
  boolean isThere() {
    return calendar != null;
  }

  /**
   * The facts that can be worked out; a fact that the host gave under one of the names counts
   * instead.
   *
   * @param known what is known of the work item, with {@code openedAt}
   */
  Map<String, String> of(String tenant, Facts known, Instant at) {
    WorkingTime time = calendar;
    if (time == null) {
      return Map.of();
    }
    try {
      return count(time, tenant, known, at);
    } catch (Throwable e) {
      if (e instanceof VirtualMachineError && !(e instanceof StackOverflowError)) {
        throw e;
      }
      LOG.warn(
          "The working time of tenant '{}' is left out of a decision, for its calendar failed: {}",
          tenant,
          FailureText.of(e, LONGEST));
      return Map.of();
    }
  }

  private static Map<String, String> count(
      WorkingTime time, String tenant, Facts known, Instant at) {
    Map<String, String> facts = new LinkedHashMap<>();
    String service = known.findText("service").orElse(null);
    Instant opened = known.findInstant("openedAt").orElse(null);
    Instant due = known.findInstant("dueAt").orElse(null);
    double age = opened == null ? Double.NaN : hours(time, tenant, service, opened, at);
    double left = due == null ? Double.NaN : hours(time, tenant, service, at, due);
    put(facts, known, "workingAge", age);
    put(facts, known, "workingTimeToDue", left);
    if (opened != null && due != null) {
      double agreed = hours(time, tenant, service, opened, due);
      put(facts, known, "workingDueUsed", agreed > 0 ? 100 * (agreed - left) / agreed : Double.NaN);
    }
    return facts;
  }

  /** The hours from one instant to another; negative if the other comes first. */
  private static double hours(
      WorkingTime time, String tenant, @Nullable String service, Instant from, Instant to) {
    if (to.isBefore(from)) {
      return -hours(time, tenant, service, to, from);
    }
    return time.between(tenant, service, from, to).toMillis() / HOUR;
  }

  private static void put(Map<String, String> facts, Facts known, String name, double value) {
    if (!Double.isNaN(value) && !known.has(name)) {
      facts.put(name, Double.toString(Math.floor(value * 100) / 100));
    }
  }
}
