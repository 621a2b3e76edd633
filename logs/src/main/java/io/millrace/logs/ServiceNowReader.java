package io.millrace.logs;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Pattern RECORD_LINE =
      Pattern.compile("start(?:ed|ing) (?:in|at) line (\\d{1,18})");

  private final Problems problems;
  private final Attributes attributes;
  private final ReadOptions options;
  private final char separator;
  private final ServiceNowTime time;

  ServiceNowReader(Problems problems, Attributes attributes, ReadOptions options, char separator) {
    this.problems = problems;
    this.attributes = attributes;
    this.options = options;
    this.separator = separator;
    this.time = new ServiceNowTime(options.zone());
  }

  @Override
  public void read(StrictReader in, Consumer<RawEvent> sink) throws IOException {
    Iterator<CsvRecord> records = open(in).iterator();
    CsvRecord first = next(records, in);
    if (first == null) {
      return;
    }
    Map<String, Integer> columns = header(first);
    Map<String, Integer> kept = new LinkedHashMap<>(columns);
    kept.keySet().removeAll(NO_ATTRIBUTE);
    long ordinal = 0;
    CsvRecord csv;
    while ((csv = next(records, in)) != null) {
      ServiceNowRow row = new ServiceNowRow(csv, columns, problems, time);
      RawEvent event = row.toEvent(ordinal++, good -> attributesOf(good, kept));
      if (event == null) {
        problems.rejectRow();
      } else {
        sink.accept(event);
      }
    }
  }

  private CsvReader<CsvRecord> open(StrictReader in) {
    int field = options.maxFieldChars();
    int room = Math.max(field, 1 << 14);
    return CsvReader.builder()
        .fieldSeparator(separator)
        .skipEmptyLines(true)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .maxBufferSize(2 * room)
        .build(
            CsvRecordHandler.builder()
                .maxFields(1_000)
                .maxFieldSize(field)
                .maxRecordSize(4 * room)
                .build(),
            in);
  }

  private @Nullable CsvRecord next(Iterator<CsvRecord> records, StrictReader in)
      throws IOException {
    try {
      return records.hasNext() ? records.next() : null;
    } catch (UncheckedIOException | CsvParseException e) {
      in.rethrowFailure();
      Throwable deepest = e;
      while (deepest.getCause() != null) {
        deepest = deepest.getCause();
      }
      throw problems.fatal(
          recordLine(e, in.line()),
          0,
          null,
          "to begin a record of CSV",
          "it cannot be read: " + Problems.sentence(String.valueOf(deepest.getMessage())),
          "look for a quotation mark that is not closed, or a field longer than "
              + options.maxFieldChars()
              + " characters, at that line");
    }
  }

  /** The parser tells the line where the record began only in its text. */
  private static long recordLine(RuntimeException e, long otherwise) {
    Matcher matcher = RECORD_LINE.matcher(String.valueOf(e.getMessage()));
    return matcher.find() ? Long.parseLong(matcher.group(1)) : otherwise;
  }

  private Map<String, Integer> header(CsvRecord csv) {
    Map<String, Integer> columns = new LinkedHashMap<>();
    for (int i = 0; i < csv.getFieldCount(); i++) {
      String name = csv.getField(i).strip();
      if (columns.putIfAbsent(name, i) != null) {
        throw problems.fatal(
            csv.getStartingLineNumber(),
            i + 1,
            name,
            "to be named once",
            "the header names it before",
            "remove or rename one of the two columns");
      }
    }
    List<String> missing = REQUIRED.stream().filter(name -> !columns.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw problems.fatal(
          csv.getStartingLineNumber(),
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

  private byte[] attributesOf(CsvRecord csv, Map<String, Integer> kept) {
    Map<String, String> values = new LinkedHashMap<>();
    kept.forEach(
        (name, index) -> {
          String value = csv.getField(index).strip();
          if (!ServiceNowRow.isMissing(value)) {
            values.put(name, value);
          }
        });
    return attributes.pack(values);
  }
}
