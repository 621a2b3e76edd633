// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import io.millrace.model.Facts;
import io.millrace.model.ScheduledChange;
import io.millrace.model.TrackRecord;
import io.millrace.plugin.port.ChangeHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Other changes at the same time, and how earlier ones went. */
final class HistoryFacts {
  static final Set<String> NAMES =
      Set.of(
          "conflicts",
          "conflictingChanges",
          "teamChanges",
          "teamSuccessRate",
          "modelChanges",
          "modelSuccessRate");

  /** Without a history, there are no other changes. */
  static final Facts NONE =
      Facts.builder().put("conflicts", 0L).put("teamChanges", 0L).put("modelChanges", 0L).build();

  private static final int MOST_LISTED = 100;

  private HistoryFacts() {}

  /**
   * Asks the history.
   *
   * @param period how far back track records go
   */
  static Facts ask(ChangeHistory history, Plan plan, Duration period) {
    Facts.Builder facts = Facts.builder();
    conflicts(facts, history, plan);
    Instant since = plan.at().minus(period);
    String team = plan.text("team");
    if (team.isEmpty()) {
      facts.missing("teamChanges", "the change names no team");
    } else {
      record(facts, "team", history.ofTeam(plan.tenant(), team, since, plan.at()));
    }
    String model = plan.text("changeModel");
    if (!model.isEmpty()) {
      record(facts, "model", history.ofModel(plan.tenant(), model, since, plan.at()));
    }
    return facts.build();
  }

  private static void conflicts(Facts.Builder facts, ChangeHistory history, Plan plan) {
    Instant from = plan.from();
    Instant to = plan.to();
    if (from == null || to == null) {
      facts.missing("conflicts", plan.whyNoTime());
    } else if (plan.items().isEmpty()) {
      facts.missing("conflicts", "the change names no configuration item");
    } else {
      List<String> others =
          history.scheduled(plan.tenant(), plan.items(), from, to).stream()
              .filter(one -> one.from().isBefore(to) && from.isBefore(one.to()))
              .filter(one -> one.items().stream().anyMatch(plan.items()::contains))
              .map(ScheduledChange::id)
              .filter(id -> !id.equals(plan.text("id")))
              .distinct()
              .sorted()
              .toList();
      facts.put("conflicts", (long) others.size());
      facts.put("conflictingChanges", others.subList(0, Math.min(MOST_LISTED, others.size())));
    }
  }

  private static void record(Facts.Builder facts, String whose, TrackRecord record) {
    facts.put(whose + "Changes", (long) record.changes());
    if (record.changes() > 0) {
      double percent = Math.round(record.successPercent() * 10) / 10.0;
      boolean isWhole = percent == Math.rint(percent);
      facts.put(whose + "SuccessRate", isWhole ? (Object) (long) percent : (Object) percent);
    }
  }
}
