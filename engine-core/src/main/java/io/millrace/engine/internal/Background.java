// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.internal.store.BackgroundMapper;
import io.millrace.engine.internal.store.WorkItemRow;
import io.millrace.model.ClassOfService;
import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What policies see of a work item besides its facts: their own earlier answers, and what the
 * engine has counted. A fact that the host gave under one of the names counts instead. Not
 * thread-safe.
 */
final class Background {
  private static final String EXPEDITE = "expedite";
  private static final String EXPEDITE_OPEN = "expediteOpen";
  private static final double HOUR = Duration.ofHours(1).toMillis();

  private final BackgroundMapper store;
  private final WorkItemRow row;
  private final Map<DecisionPoint, Map<String, String>> taken = new LinkedHashMap<>();
  private @Nullable Map<DecisionPoint, Map<String, String>> stored;

  /**
   * @param isNew whether the store knows nothing of the work item yet
   */
  Background(BackgroundMapper store, WorkItemRow row, boolean isNew) {
    this.store = store;
    this.row = row;
    this.stored = isNew ? Map.of() : null;
  }

  /** The background of a demand that is about to come in. */
  static Map<String, String> ofDemand(Facts facts, int expedited) {
    return wantsExpediteOpen(facts) ? Map.of(EXPEDITE_OPEN, Integer.toString(expedited)) : Map.of();
  }

  /** Whether policies may want to know how many work items are expedited. */
  static boolean wantsExpediteOpen(Facts facts) {
    return facts.has(EXPEDITE) && !facts.has(EXPEDITE_OPEN);
  }

  /** How many open work items of a tenant are expedited, besides one. */
  static int expedited(BackgroundMapper store, WorkItemRow row) {
    return store.countOpen(row.tenant, ClassOfService.EXPEDITE.ordinal(), row.itemKey);
  }

  /** Takes on an answer of this transaction. */
  void take(Decision decision) {
    taken.put(decision.point(), decision.outputs());
  }

  /** Takes on whether a step is blocked, to count how long. */
  void blocked(boolean now, Instant at) {
    Instant since = row.blockedSince;
    if (now && since == null) {
      row.blockedSince = at;
    } else if (!now && since != null) {
      row.blockedMillis += Duration.between(since, at).toMillis();
      row.blockedSince = null;
    }
  }

  /**
   * What decisions see that are about to be taken; answers that they replace are left out.
   *
   * @param asked the points that are about to be asked, each of which sees the earlier ones anyway
   */
  Map<String, String> seenBy(Collection<DecisionPoint> asked, Facts facts, Instant at) {
    Map<String, String> seen = answers(asked);
    put(seen, facts, "reassignments", Integer.toString(row.reassignments));
    put(seen, facts, "reopened", Integer.toString(row.reopened));
    put(seen, facts, "blockedHours", blockedHours(at));
    if (wantsExpediteOpen(facts) && asked.contains(DecisionPoint.CLASS_OF_SERVICE)) {
      seen.put(EXPEDITE_OPEN, Integer.toString(expedited(store, row)));
    }
    return seen;
  }

  /** The earlier answers on which the pull order goes. */
  Map<String, String> answers() {
    return answers(List.of());
  }

  private Map<String, String> answers(Collection<DecisionPoint> asked) {
    Map<DecisionPoint, Map<String, String>> latest = new LinkedHashMap<>(stored());
    latest.putAll(taken);
    Map<String, String> answers = new LinkedHashMap<>();
    latest.forEach(
        (point, outputs) -> {
          if (!asked.contains(point)) {
            outputs.forEach((name, value) -> answers.put(point.variable(name), value));
          }
        });
    if (row.team != null && !asked.contains(DecisionPoint.ROUTING)) {
      answers.put(DecisionPoint.ROUTING.variable("team"), row.team); // people pass items on
    }
    return answers;
  }

  private Map<DecisionPoint, Map<String, String>> stored() {
    Map<DecisionPoint, Map<String, String>> known = stored;
    if (known == null) {
      Map<DecisionPoint, Map<String, String>> read = new LinkedHashMap<>();
      store
          .answersOf(row.itemKey)
          .forEach(
              answers ->
                  read.put(new DecisionPoint(answers.point()), Codec.readTexts(answers.outputs())));
      known = read;
      stored = read;
    }
    return known;
  }

  private String blockedHours(Instant at) {
    Instant since = row.blockedSince;
    long millis = row.blockedMillis + (since == null ? 0 : Duration.between(since, at).toMillis());
    return Double.toString(Math.floor(millis / HOUR * 100) / 100);
  }

  private static void put(Map<String, String> seen, Facts facts, String name, String value) {
    if (!facts.has(name)) {
      seen.put(name, value);
    }
  }
}
