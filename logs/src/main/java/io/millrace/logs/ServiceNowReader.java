// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the audit log of ServiceNow incidents. Not thread-safe. */
final class ServiceNowReader implements EventReader {
  static final List<String> REQUIRED =
      List.of(
          "number",
          "incident_state",
          "sys_mod_count",
          "opened_at",
          "sys_updated_at",
          "impact",
          "urgency",
          "priority",
          "assignment_group",
          "assigned_to",
          "resolved_at",
          "closed_at");

  /**
   * Columns that are no attributes: they have a place of their own, repeat the state, or tell in
   * every row what was only known in the end.
   */
  private static final Set<String> NO_ATTRIBUTE =
      Set.of(
          "number",
          "incident_state",
          "sys_mod_count",
          "opened_at",
          "sys_updated_at",
          "assignment_group",
          "assigned_to",
          "resolved_at",
          "closed_at",
          "active",
          "sys_created_at",
          "sys_created_by",
          "sys_updated_by",
          "closed_code",
          "resolved_by",
          "");

  private static final Set<String> MISSING = Set.of("?");

  private final Problems problems;
  private final Attributes attributes;
  private final ReadOptions options;
  private final char separator;
  private final TimeText times;

  ServiceNowReader(Problems problems, Attributes attributes, ReadOptions options, char separator) {
    this.problems = problems;
    this.attributes = attributes;
    this.options = options;
    this.separator = separator;
    this.times = TimeText.serviceNow(options.zone());
  }

  @Override
  public void read(StrictReader in, Consumer<RawEvent> sink) throws IOException {
    CsvRecords records = new CsvRecords(problems, options, separator, in);
    CsvRecord header = records.next();
    if (header == null) {
      return;
    }
    Map<String, Integer> columns = columns(records, header);
    Map<String, Integer> kept = new LinkedHashMap<>(columns);
    kept.keySet().removeAll(NO_ATTRIBUTE);
    long ordinal = 0;
    CsvRecord row;
    while ((row = records.next()) != null) {
      CsvFields fields = new CsvFields(row, columns, problems, times, MISSING);
      RawEvent event = toEvent(fields, ordinal++, kept);
      if (event == null) {
        problems.rejectRow();
      } else {
        sink.accept(event);
      }
    }
  }

  private Map<String, Integer> columns(CsvRecords records, CsvRecord header) {
    Map<String, Integer> columns = records.columns(header);
    List<String> missing = REQUIRED.stream().filter(name -> !columns.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw problems.fatal(
          header.getStartingLineNumber(),
          0,
          null,
          "to be a header with the columns " + String.join(", ", REQUIRED),
          (missing.size() == 1 ? "column '" : "columns '")
              + String.join("', '", missing)
              + (missing.size() == 1 ? "' is missing" : "' are missing"),
          "export the incident audit log again with these columns, or name the format of the log");
    }
    return columns;
  }

  /** The row as an event; null if it has problems. */
  private @Nullable RawEvent toEvent(CsvFields row, long ordinal, Map<String, Integer> kept) {
    if (!row.fitsHeader()) {
      return null;
    }
    String item = row.id("number", "to be the incident's number");
    String state = row.required("incident_state", "to name a state");
    Instant at = row.requiredTime("sys_updated_at");
    long hint = row.count("sys_mod_count");
    Instant openedAt = row.time("opened_at");
    Instant resolvedAt = row.time("resolved_at");
    Instant closedAt = row.time("closed_at");
    if (!row.good() || at == null) {
      return null;
    }
    return new RawEvent(
        ordinal,
        row.line(),
        hint,
        item,
        at,
        state,
        row.optional("assignment_group"),
        row.optional("assigned_to"),
        openedAt,
        resolvedAt,
        closedAt,
        attributes.pack(row.values(kept)));
  }
}
