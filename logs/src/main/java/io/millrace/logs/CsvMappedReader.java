// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a ticket log in CSV whose columns a mapping explains. Not thread-safe. */
final class CsvMappedReader implements EventReader {
  private static final int MAX_SHOWN = 30;

  private final Problems problems;
  private final Attributes attributes;
  private final ReadOptions options;
  private final CsvMapping mapping;
  private final char separator;
  private final TimeText times;

  CsvMappedReader(
      Problems problems,
      Attributes attributes,
      ReadOptions options,
      CsvMapping mapping,
      char detected) {
    this.problems = problems;
    this.attributes = attributes;
    this.options = options;
    this.mapping = mapping;
    Character given = mapping.separator();
    this.separator = given == null ? detected : given;
    ZoneId zone = mapping.zone();
    this.times = TimeText.of(mapping.pattern(), zone == null ? options.zone() : zone);
  }

  @Override
  public void read(StrictReader in, Consumer<RawEvent> sink) throws IOException {
    CsvRecords records = new CsvRecords(problems, options, separator, in);
    CsvRecord header = records.next();
    if (header == null) {
      return;
    }
    Map<String, Integer> columns = records.columns(header);
    long line = header.getStartingLineNumber();
    requireColumns(columns, line);
    Map<String, Integer> kept = attributePlaces(columns, line);
    long ordinal = 0;
    CsvRecord row;
    while ((row = records.next()) != null) {
      CsvFields fields = new CsvFields(row, columns, problems, times, mapping.missing());
      RawEvent event = toEvent(fields, ordinal++, kept);
      if (event == null) {
        problems.rejectRow();
      } else {
        sink.accept(event);
      }
    }
  }

  private void requireColumns(Map<String, Integer> columns, long line) {
    List<String> absent =
        mapping.columns().values().stream()
            .filter(column -> !columns.containsKey(column))
            .distinct()
            .toList();
    if (!absent.isEmpty()) {
      throw problems.fatal(
          line,
          0,
          null,
          "to be a header with the columns that the mapping '" + mapping.name() + "' names",
          (absent.size() == 1 ? "column '" : "columns '")
              + String.join("', '", absent)
              + (absent.size() == 1 ? "' is" : "' are")
              + " not among "
              + columns.keySet().stream()
                  .limit(MAX_SHOWN)
                  .map(Problems::quote)
                  .collect(Collectors.joining(", "))
              + (columns.size() > MAX_SHOWN ? ", ..." : ""),
          "write the columns as the header has them, and check what separates its fields");
    }
  }

  /** Which attribute comes from which place, in the order of the file. */
  private Map<String, Integer> attributePlaces(Map<String, Integer> columns, long line) {
    Map<String, Integer> places = new LinkedHashMap<>();
    columns.forEach(
        (column, index) -> {
          if (!mapping.columns().containsValue(column)) {
            if (!column.isEmpty() && !mapping.ignored().contains(column)) {
              requireFree(column, index, line);
              places.put(column, index);
            }
            return;
          }
          mapping
              .columns()
              .forEach(
                  (meaning, name) -> {
                    if (name.equals(column) && meaning.isAttribute()) {
                      places.put(meaning.word(), index);
                    }
                  });
        });
    return places;
  }

  /** A column must not have the name of an attribute that another column is mapped to. */
  private void requireFree(String column, int index, long line) {
    mapping
        .columns()
        .forEach(
            (meaning, mapped) -> {
              if (meaning.isAttribute() && meaning.word().equals(column)) {
                throw problems.fatal(
                    line,
                    index + 1,
                    column,
                    "to be the one that the mapping '" + mapping.name() + "' means",
                    "it takes '" + column + "' from column '" + mapped + "'",
                    "add '" + column + "' to the columns that the mapping ignores");
              }
            });
  }

  /** The row as an event; null if it has problems. */
  private @Nullable RawEvent toEvent(CsvFields row, long ordinal, Map<String, Integer> kept) {
    if (!row.fitsHeader()) {
      return null;
    }
    String item = row.id(column(CsvColumn.ID), "to be the item's id");
    String stateColumn = mapping.columns().get(CsvColumn.STATE);
    String state = stateColumn == null ? "" : row.required(stateColumn, "to name a state");
    boolean timed = mapping.columns().containsKey(CsvColumn.TIME);
    Instant at = row.requiredTime(column(timed ? CsvColumn.TIME : CsvColumn.OPENED));
    Instant openedAt = timed ? time(row, CsvColumn.OPENED) : at;
    Instant resolvedAt = time(row, CsvColumn.RESOLVED);
    Instant closedAt = time(row, CsvColumn.CLOSED);
    if (!row.good() || at == null) {
      return null;
    }
    return new RawEvent(
        ordinal,
        row.line(),
        ordinal,
        item,
        at,
        state,
        optional(row, CsvColumn.TEAM),
        optional(row, CsvColumn.PERSON),
        openedAt,
        resolvedAt,
        closedAt,
        attributes.pack(row.values(kept)));
  }

  private String column(CsvColumn meaning) {
    return Objects.requireNonNull(mapping.columns().get(meaning), "checked by the mapping");
  }

  private @Nullable Instant time(CsvFields row, CsvColumn meaning) {
    String column = mapping.columns().get(meaning);
    return column == null ? null : row.time(column);
  }

  private @Nullable String optional(CsvFields row, CsvColumn meaning) {
    String column = mapping.columns().get(meaning);
    return column == null ? null : row.optional(column);
  }
}
