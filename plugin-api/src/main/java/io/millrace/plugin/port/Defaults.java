// SPDX-License-Identifier: Apache-2.0
package io.millrace.plugin.port;

import io.millrace.model.ConfigurationItem;
import io.millrace.model.ScheduledChange;
import io.millrace.model.TrackRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The ports of hosts that have nothing to tell. */
final class Defaults {
  static final ConfigurationGraph GRAPH =
      (tenant, ids) -> {
        Map<String, ConfigurationItem> items = new LinkedHashMap<>();
        ids.forEach(id -> items.put(id, ConfigurationItem.of(id)));
        return items;
      };
  static final ChangeCalendar CALENDAR = (tenant, concerned, from, to) -> List.of();
  static final ChangeHistory HISTORY = new NoHistory();
  static final DemandIds IDS = (tenant, demand) -> ContentId.of(demand);
  static final People PEOPLE = (tenant, ids, at) -> Map.of();

  private Defaults() {}

  private static final class NoHistory implements ChangeHistory {
    @Override
    public List<ScheduledChange> scheduled(
        String tenant, Set<String> items, Instant from, Instant to) {
      return List.of();
    }

    @Override
    public TrackRecord ofTeam(String tenant, String team, Instant from, Instant to) {
      return TrackRecord.none();
    }

    @Override
    public TrackRecord ofModel(String tenant, String model, Instant from, Instant to) {
      return TrackRecord.none();
    }
  }
}
