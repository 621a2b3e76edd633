// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.model.ScheduledChange;
import io.millrace.model.TrackRecord;
import io.millrace.plugin.port.ChangeHistory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A history of what a test told it; track records are the same for every period. Thread-safe. */
public final class ScriptedChangeHistory implements ChangeHistory {
  private final List<ScheduledChange> changes = new CopyOnWriteArrayList<>();
  private final Map<String, TrackRecord> teams = new ConcurrentHashMap<>();
  private final Map<String, TrackRecord> models = new ConcurrentHashMap<>();
  private volatile boolean failing;

  /** Creates a history without changes. */
  public ScriptedChangeHistory() {}

  /** Knows this change from now on, whoever's it is. */
  public ScriptedChangeHistory knows(ScheduledChange change) {
    changes.add(change);
    return this;
  }

  /** Knows how the changes of a team went. */
  public ScriptedChangeHistory team(String team, int finished, int failed) {
    teams.put(team, new TrackRecord(finished, failed));
    return this;
  }

  /** Knows how the changes of a change model went. */
  public ScriptedChangeHistory model(String model, int finished, int failed) {
    models.put(model, new TrackRecord(finished, failed));
    return this;
  }

  /** Fails at every call from now on, or does so no longer. */
  public ScriptedChangeHistory failing(boolean value) {
    failing = value;
    return this;
  }

  @Override
  public List<ScheduledChange> scheduled(
      String tenant, Set<String> items, Instant from, Instant to) {
    fail();
    return changes.stream()
        .filter(change -> change.from().isBefore(to) && from.isBefore(change.to()))
        .filter(change -> change.items().stream().anyMatch(items::contains))
        .toList();
  }

  @Override
  public TrackRecord ofTeam(String tenant, String team, Instant from, Instant to) {
    fail();
    return teams.getOrDefault(team, TrackRecord.none());
  }

  @Override
  public TrackRecord ofModel(String tenant, String model, Instant from, Instant to) {
    fail();
    return models.getOrDefault(model, TrackRecord.none());
  }

  private void fail() {
    if (failing) {
      throw new IllegalStateException("the change history was told to fail");
    }
  }
}
