// SPDX-License-Identifier: Apache-2.0
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
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The records of a CSV file with limits on their size. Not thread-safe. */
final class CsvRecords {
  private static final int MAX_COLUMN_NAME = 255;
  private static final Pattern RECORD_LINE =
      Pattern.compile("start(?:ed|ing) (?:in|at) line (\\d{1,18})");

  private final Problems problems;
  private final ReadOptions options;
  private final StrictReader in;
  private final Iterator<CsvRecord> records;

  CsvRecords(Problems problems, ReadOptions options, char separator, StrictReader in) {
    this.problems = problems;
    this.options = options;
    this.in = in;
    this.records = open(separator).iterator();
  }

  private CsvReader<CsvRecord> open(char separator) {
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

  /** The next record; null at the end. */
  @Nullable CsvRecord next() throws IOException {
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

  /** The places of the columns by name, in the order of the file. */
  Map<String, Integer> columns(CsvRecord header) {
    Map<String, Integer> columns = new LinkedHashMap<>();
    for (int i = 0; i < header.getFieldCount(); i++) {
      String name = header.getField(i).strip();
      if (name.length() > MAX_COLUMN_NAME) {
        throw problems.fatal(
            header.getStartingLineNumber(),
            i + 1,
            null,
            "to be a column's name of at most " + MAX_COLUMN_NAME + " characters",
            "it has " + name.length(),
            "look whether the file begins with a header, and what separates its fields");
      }
      if (columns.putIfAbsent(name, i) != null) {
        throw problems.fatal(
            header.getStartingLineNumber(),
            i + 1,
            name,
            "to be named once",
            "the header names it before",
            "remove or rename one of the two columns");
      }
    }
    return columns;
  }
}
