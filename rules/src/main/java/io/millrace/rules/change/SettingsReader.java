// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import io.millrace.rules.PackProblem;
import io.millrace.rules.PackSource;
import io.millrace.rules.change.CsvRows.Row;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the tables of guardrails and collects every problem. Used once, by one thread. */
final class SettingsReader extends AbstractTableReader {
  static final String MODES = "tables/guardrails.csv";
  static final String WAIVERS = "tables/waivers.csv";

  private static final List<String> MODE_COLUMNS = List.of("guardrail", "mode");
  private static final List<String> WAIVER_COLUMNS =
      List.of("guardrail", "fact", "value", "owner", "reason", "expires");

  private final GuardrailSettings base;

  SettingsReader(GuardrailSettings base, PackSource pack, List<PackProblem> problems) {
    super(pack, problems);
    this.base = base;
  }

  GuardrailSettings read() {
    GuardrailSettings.Builder settings = base.toBuilder();
    table(MODES, MODE_COLUMNS, false, row -> setting(settings, row), row -> mode(settings, row));
    if (pack.has(WAIVERS)) {
      List<Waiver> waivers = new ArrayList<>(base.waivers());
      table(WAIVERS, WAIVER_COLUMNS, true, this::noSetting, row -> waiver(waivers, row));
      settings.waivers(waivers);
    }
    new QuestionsReader(pack, problems).read(settings);
    return settings.build();
  }

  private void noSetting(Row row) {
    problem(
        row.line(),
        "Expected the line '"
            + String.join(",", WAIVER_COLUMNS)
            + "' first, but got '"
            + row.field(0)
            + "'.",
        "add it above the rows");
  }

  private void setting(GuardrailSettings.Builder settings, Row row) {
    String name = row.field(1);
    boolean isList = row.field(0).equals("list");
    boolean fits = isList ? row.fields().size() >= 2 : row.fields().size() == 3;
    if (!List.of("limit", "list", "approver").contains(row.field(0))
        || !fits
        || row.fields().stream().anyMatch(String::isEmpty)) {
      problem(
          row.line(),
          "Expected 'limit,<name>,<number>', 'list,<name>,<text>,...', 'approver,<name>,<role>' or "
              + "the line 'guardrail,mode', but got "
              + row.fields()
              + ".",
          "correct the line");
    } else if (isNew(row, row.field(0) + " '" + name + "'") && isKnown(row, name)) {
      check(row.line(), () -> set(settings, row, name));
    }
  }

  /** A misspelt limit would be no limit: only names that the settings have can be set. */
  private boolean isKnown(Row row, String name) {
    Set<String> names =
        switch (row.field(0)) {
          case "limit" -> base.limits().keySet();
          case "list" -> base.lists().keySet();
          default -> base.approvers().keySet();
        };
    if (!names.contains(name)) {
      problem(
          row.line(),
          "Expected a known "
              + row.field(0)
              + " ("
              + String.join(", ", names)
              + "), but got '"
              + name
              + "'.",
          "correct the name, or have the host add it to its settings first");
    }
    return names.contains(name);
  }

  private void set(GuardrailSettings.Builder settings, Row row, String name) {
    switch (row.field(0)) {
      case "limit" -> {
        Double number = decimal(row.field(2));
        if (number == null) {
          problem(
              row.line(),
              "Expected the limit '"
                  + name
                  + "' to be a number such as 50 or 0.5, but it is '"
                  + row.field(2)
                  + "'.",
              "write digits, with a point if need be");
        } else {
          Settings.limits(Map.of(name, number));
          settings.limit(name, number);
        }
      }
      case "list" -> {
        List<String> texts = row.fields().subList(2, row.fields().size());
        Settings.lists(Map.of(name, texts));
        settings.list(name, texts);
      }
      default -> {
        Settings.approvers(Map.of(name, row.field(2)));
        settings.approver(name, row.field(2));
      }
    }
  }

  private void mode(GuardrailSettings.Builder settings, Row row) {
    Optional<Mode> mode = Mode.find(row.field(1));
    if (mode.isEmpty()) {
      problem(
          row.line(),
          "Expected the mode of '"
              + row.field(0)
              + "' to be off, shadow, warn or enforce, but it "
              + "is '"
              + row.field(1)
              + "'.",
          "write one of these");
    }
    check(
        row.line(),
        () -> {
          Settings.requireGuardrail(row.field(0));
          if (isNew(row, "guardrail '" + row.field(0) + "'")) {
            mode.ifPresent(value -> settings.mode(row.field(0), value));
          }
        });
  }

  private void waiver(List<Waiver> waivers, Row row) {
    try {
      OffsetDateTime expires = OffsetDateTime.parse(row.field(5));
      check(
          row.line(),
          () ->
              waivers.add(
                  new Waiver(
                      row.field(0),
                      row.field(1),
                      row.field(2),
                      row.field(3),
                      row.field(4),
                      expires.toInstant())));
    } catch (DateTimeException e) {
      problem(
          row.line(),
          "Expected the waiver for '"
              + row.field(0)
              + "' to expire at an instant, but it is '"
              + row.field(5)
              + "'.",
          "write it with a zone, such as 2026-12-20T00:00:00Z");
    }
  }

  private static @Nullable Double decimal(String text) {
    return text.matches("[0-9]{1,9}(\\.[0-9]{1,6})?") ? Double.valueOf(text) : null;
  }
}
