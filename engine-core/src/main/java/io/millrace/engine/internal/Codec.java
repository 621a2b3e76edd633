// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.Receipt;
import io.millrace.engine.WorkItem;
import io.millrace.engine.internal.store.Json;
import io.millrace.engine.internal.store.StorableText;
import io.millrace.model.ClassOfService;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.Kind;
import io.millrace.model.Reason;
import io.millrace.model.StepRun;
import io.millrace.model.StepState;
import io.millrace.model.WorkItemState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The stored JSON form of values. Field names are part of the store: never reuse one. */
final class Codec {
  private static final int LONGEST_QUOTE = 1_000;

  private Codec() {}

  static String write(Facts facts) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("values", facts.values());
    if (!facts.missing().isEmpty()) {
      tree.put("missing", facts.missing());
    }
    return Json.write(tree);
  }

  static Facts readFacts(String json) {
    Map<String, @Nullable Object> tree = Json.readObject(json);
    Map<String, Object> values = new LinkedHashMap<>();
    object(tree, "values").forEach((name, value) -> values.put(name, value == null ? "" : value));
    return new Facts(values, texts(tree, "missing"));
  }

  static String write(List<Reason> reasons) {
    List<Map<String, @Nullable Object>> list = new ArrayList<>(reasons.size());
    for (Reason reason : reasons) {
      Map<String, @Nullable Object> tree = new LinkedHashMap<>();
      tree.put("output", reason.output());
      tree.put("value", reason.value());
      tree.put("rule", reason.rule());
      tree.put("strength", reason.strength());
      tree.put("text", reason.text());
      if (reason.cell() != null) {
        tree.put("cell", reason.cell());
      }
      tree.put("facts", shortened(reason.facts()));
      tree.put("decided", reason.decided());
      list.add(tree);
    }
    return Json.write(list);
  }

  /** Reasons quote the facts that they read; the decision's inputs keep them whole. */
  private static Map<String, String> shortened(Map<String, String> facts) {
    Map<String, String> quotes = new LinkedHashMap<>(facts);
    quotes.replaceAll(
        (name, value) ->
            value.length() <= LONGEST_QUOTE
                ? value
                : StorableText.of(value, LONGEST_QUOTE) + "...");
    return quotes;
  }

  static List<Reason> readReasons(String json) {
    List<Reason> reasons = new ArrayList<>();
    for (Map<String, @Nullable Object> tree : Json.readObjects(json)) {
      reasons.add(
          new Reason(
              text(tree, "output"),
              text(tree, "value"),
              text(tree, "rule"),
              (int) number(tree, "strength"),
              text(tree, "text"),
              optional(tree, "cell"),
              texts(tree, "facts"),
              Boolean.TRUE.equals(tree.get("decided"))));
    }
    return reasons;
  }

  static Map<String, String> readTexts(String json) {
    return texts(Map.of("all", Json.readObject(json)), "all");
  }

  static String write(Receipt receipt) {
    WorkItem item = receipt.item();
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("tenant", item.tenant());
    tree.put("id", item.id());
    tree.put("title", item.title());
    tree.put("kind", item.kind().name());
    tree.put("category", item.category());
    tree.put("priority", item.priority());
    tree.put("class", item.classOfService().name());
    tree.put("team", item.team());
    tree.put("stream", item.stream());
    tree.put("state", item.state().name());
    tree.put("openedAt", item.openedAt());
    tree.put("resolvedAt", item.resolvedAt());
    tree.put("closedAt", item.closedAt());
    tree.put("outcome", item.outcome());
    tree.put("sequence", item.sequence());
    List<Map<String, @Nullable Object>> runs = new ArrayList<>();
    for (StepRun run : item.openSteps()) {
      Map<String, @Nullable Object> step = new LinkedHashMap<>();
      step.put("id", run.id());
      step.put("stream", run.stream());
      step.put("step", run.step());
      step.put("state", run.state().name());
      step.put("team", run.team());
      step.put("assignee", run.assignee());
      runs.add(step);
    }
    tree.put("steps", runs);
    tree.put("decisions", receipt.decisions());
    return Json.write(tree);
  }

  static Receipt readRepeated(String json) {
    Map<String, @Nullable Object> tree = Json.readObject(json);
    List<StepRun> runs = new ArrayList<>();
    for (Map<String, @Nullable Object> step : objects(tree, "steps")) {
      runs.add(
          new StepRun(
              UUID.fromString(text(step, "id")),
              text(step, "stream"),
              text(step, "step"),
              StepState.valueOf(text(step, "state")),
              optional(step, "team"),
              optional(step, "assignee")));
    }
    WorkItem item =
        new WorkItem(
            text(tree, "tenant"),
            text(tree, "id"),
            text(tree, "title"),
            Kind.valueOf(text(tree, "kind")),
            optional(tree, "category"),
            optional(tree, "priority"),
            ClassOfService.valueOf(text(tree, "class")),
            optional(tree, "team"),
            text(tree, "stream"),
            WorkItemState.valueOf(text(tree, "state")),
            Instant.parse(text(tree, "openedAt")),
            instant(tree, "resolvedAt"),
            instant(tree, "closedAt"),
            optional(tree, "outcome"),
            number(tree, "sequence"),
            runs);
    Map<DecisionPoint, UUID> decisions = new LinkedHashMap<>();
    texts(tree, "decisions")
        .forEach((point, id) -> decisions.put(new DecisionPoint(point), UUID.fromString(id)));
    return new Receipt(item, decisions, true);
  }

  private static String text(Map<String, @Nullable Object> tree, String name) {
    return String.valueOf(tree.get(name));
  }

  private static @Nullable String optional(Map<String, @Nullable Object> tree, String name) {
    Object value = tree.get(name);
    return value == null ? null : value.toString();
  }

  private static @Nullable Instant instant(Map<String, @Nullable Object> tree, String name) {
    Object value = tree.get(name);
    return value == null ? null : Instant.parse(value.toString());
  }

  private static long number(Map<String, @Nullable Object> tree, String name) {
    return tree.get(name) instanceof Number number ? number.longValue() : 0;
  }

  private static Map<String, String> texts(
      Map<String, ? extends @Nullable Object> tree, String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    object(tree, name).forEach((key, value) -> texts.put(key, String.valueOf(value)));
    return texts;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> object(
      Map<String, ? extends @Nullable Object> tree, String name) {
    return tree.get(name) instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, @Nullable Object>> objects(
      Map<String, @Nullable Object> tree, String name) {
    return tree.get(name) instanceof List<?> list
        ? (List<Map<String, @Nullable Object>>) list
        : List.of();
  }
}
