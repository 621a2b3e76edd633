// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One thing that decides which of two work items is pulled first. An item about which the criterion
 * knows nothing comes after those about which it does.
 */
public enum PullCriterion {
  /** Expedite, fixed date, standard, intangible, and last what is deferred. */
  CLASS_OF_SERVICE("class-of-service", "class_of_service_class", false),
  /** The most important priority first. */
  PRIORITY("priority", "priority_rank", false),
  /** The greatest harm of a delay first. */
  TRIAGE("triage", "triage_rank", false),
  /** The highest cost of delay first, in money per week. */
  COST_OF_DELAY("cost-of-delay", "costOfDelay", true),
  /** The highest cost of delay per week of work first (weighted shortest job first, CD3). */
  WSJF("wsjf", "wsjf", true),
  /** The highest value first: revenue, financial impact or return. */
  ECONOMIC_VALUE("economic-value", "value", true),
  /** The highest avoidable penalty first. */
  ECONOMIC_PENALTY("economic-penalty", "penalty", true),
  /** The highest entitlement first: platinum, gold, silver, bronze. */
  ENTITLEMENT("entitlement", "entitlement", false),
  /** Must, should, could, won't. */
  MOSCOW("moscow", "moscow", false),
  /** The earliest due date first. */
  DUE_DATE("due-date", "dueAt", false),
  /** The oldest first. */
  FIRST_IN_FIRST_OUT("first-in-first-out", "openedAt", false),
  /** The newest first. */
  LAST_IN_FIRST_OUT("last-in-first-out", "openedAt", true),
  /** The shortest first, by its expected duration. */
  SHORTEST_FIRST("shortest-first", "durationDays", false),
  /** The longest first, by its expected duration. */
  LONGEST_FIRST("longest-first", "durationDays", true),
  /** What the least loaded team can take first, by its items in work per person. */
  WORKLOAD("workload", "teamLoad", false),
  /** What a free specialist can take first. */
  RESOURCE_AVAILABILITY("resource-availability", "specialistFree", true);

  private final String label;
  private final String fact;
  private final boolean highestFirst;

  PullCriterion(String label, String fact, boolean highestFirst) {
    this.label = label;
    this.fact = fact;
    this.highestFirst = highestFirst;
  }

  /** Its name in packs, such as {@code first-in-first-out}. */
  public String label() {
    return label;
  }

  /** The fact that it reads. */
  public String fact() {
    return fact;
  }

  /** Whether the highest number or the latest instant comes first. */
  public boolean isHighestFirst() {
    return highestFirst;
  }

  /** The criterion of that label; empty if there is none. */
  public static Optional<PullCriterion> find(String label) {
    return Arrays.stream(values()).filter(one -> one.label.equals(label)).findFirst();
  }

  /** All labels, in the order of declaration. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(PullCriterion::label).toList();
  }
}
