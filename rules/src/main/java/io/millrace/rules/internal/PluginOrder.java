// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.model.ClassOfService;
import io.millrace.model.Facts;
import io.millrace.plugin.port.PullOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plugin's pull order. What it does not know how to place comes last. */
record PluginOrder(String label, PullOrder order) implements PullEntry {
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_TEXT = 120;

  @Override
  public List<Part> parts(DefaultItem item) {
    PluginCall.Outcome<List<Part>> outcome = PluginCall.of(() -> parts(order.key(view(item))));
    List<Part> parts = outcome.value();
    return parts == null ? List.of(last(outcome.trouble())) : parts;
  }

  private Part last(String trouble) {
    String wording = "unknown, for the pull order " + trouble;
    return new Part(label, PullKey.UNKNOWN, wording, Map.of());
  }

  private List<Part> parts(PullOrder.@Nullable Key key) {
    if (key == null) {
      throw new PluginCall.Nonsense("gave nothing");
    }
    int count = key.parts().size();
    if (count == 0 || count > PullOrder.Key.MAX_PARTS) {
      throw new PluginCall.Nonsense("gave a key of " + count + " parts");
    }
    return key.parts().stream().map(this::part).toList();
  }

  private Part part(PullOrder.Part part) {
    String name = part.name();
    if (name.isBlank() || !OneLine.of(name, LONGEST_NAME).equals(name) || name.contains(": ")) {
      throw new PluginCall.Nonsense("gave a part without a proper name");
    }
    String key = PullKey.sortable(part.value(), part.highestFirst());
    return new Part(label + "/" + name, key, OneLine.of(part.text(), LONGEST_TEXT), Map.of());
  }

  private static PullOrder.Item view(DefaultItem item) {
    Facts facts = item.facts();
    double rank = item.number("priority_rank", Double.NaN);
    return new PullOrder.Item(
        facts.text("id", ""),
        classOf(facts.text("class_of_service_class", "")),
        item.has("priority_level") ? facts.text("priority_level", "") : null,
        Double.isNaN(rank) ? null : (int) rank,
        Derived.instant(facts.text("openedAt", "")),
        Derived.instant(facts.text("dueAt", "")),
        facts,
        item.at());
  }

  private static @Nullable ClassOfService classOf(String name) {
    String upper = name.strip().toUpperCase(Locale.ROOT);
    return Arrays.stream(ClassOfService.values())
        .filter(one -> one.name().equals(upper))
        .findFirst()
        .orElse(null);
  }
}
