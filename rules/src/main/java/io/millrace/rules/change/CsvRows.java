// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.millrace.rules.PackProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a CSV file that is hostile until checked: bounded, UTF-8, without control characters.
 */
final class CsvRows {
  private static final int MAX_BYTES = 256 * 1024;
  private static final int MAX_ROWS = 10_000;
  private static final int MAX_FIELD = 1_000;

  private final String file;
  private final List<PackProblem> problems;
  private final List<Row> rows = new ArrayList<>();

  private CsvRows(String file, List<PackProblem> problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * A row.
   *
   * @param line the line on which it starts, counted from 1
   * @param fields its fields without blanks at the ends, and without empty ones at the end
   */
  record Row(int line, List<String> fields) {
    String field(int index) {
      return index < fields.size() ? fields.get(index) : "";
    }
  }

  static List<Row> read(String file, byte[] content, List<PackProblem> problems) {
    CsvRows reader = new CsvRows(file, problems);
    reader.parse(content);
    return reader.rows;
  }

  private void parse(byte[] content) {
    if (content.length > MAX_BYTES) {
      problem(0, "Expected at most 256 KiB, but the file is longer.", "pass settings, not a log");
      return;
    }
    String text = decode(content);
    try (CsvReader<CsvRecord> records = csv(text)) {
      for (CsvRecord one : records) {
        accept(one);
        if (rows.size() > MAX_ROWS) {
          problem(0, "Expected at most 10,000 rows, but there are more.", "split the file");
          return;
        }
      }
    } catch (CsvParseException | IOException e) {
      problem(0, "Expected a CSV file, but " + e.getMessage(), "close every quote that is opened");
    }
  }

  private void accept(CsvRecord one) {
    int line = (int) one.getStartingLineNumber();
    List<String> fields = new ArrayList<>();
    for (String field : one.getFields()) {
      fields.add(field.strip());
      if (field.length() > MAX_FIELD) {
        String column = "column " + fields.size();
        problem(
            line,
            "Expected at most 1,000 characters in " + column + ", but got more.",
            "shorten it");
        return;
      }
      if (field.chars().anyMatch(Character::isISOControl)) {
        problem(
            line,
            "Expected plain text, but column " + fields.size() + " holds a control character.",
            "delete line breaks and tabs within the field");
        return;
      }
    }
    while (!fields.isEmpty() && fields.get(fields.size() - 1).isEmpty()) {
      fields.remove(fields.size() - 1);
    }
    if (!fields.isEmpty()) {
      rows.add(new Row(line, fields));
    }
  }

  private String decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .decode(in, out, true);
    if (result.isError()) {
      int line = 1;
      for (int i = 0; i < in.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      problem(line, "Expected UTF-8, but a byte is not.", "save the file as UTF-8");
      return "";
    }
    String text = out.flip().toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private void problem(int line, String problem, String advice) {
    problems.add(new PackProblem(file, line, problem, advice));
  }

  private static CsvReader<CsvRecord> csv(String text) {
    return CsvReader.builder()
        .commentStrategy(CommentStrategy.SKIP)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .ofCsvRecord(text);
  }
}
