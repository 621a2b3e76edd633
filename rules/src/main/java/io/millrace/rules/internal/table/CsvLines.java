// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV file (RFC 4180, UTF-8 with or without a byte order mark) that nobody has checked:
 * within the limits of {@link CsvForm}, and without fields that a spreadsheet would run as a
 * formula. Lines that are empty or begin with {@code #} are left out.
 */
public final class CsvLines {
  private final CsvForm form;
  private final FileProblems problems;
  private final List<Line> lines = new ArrayList<>();

  private CsvLines(CsvForm form, FileProblems problems) {
    this.form = form;
    this.problems = problems;
  }

  /**
   * A line that holds something.
   *
   * @param number where it begins, counted from 1
   * @param fields its fields without blanks at the ends; never all empty
   */
  public record Line(int number, List<String> fields) {

    /** A field; empty if the line is shorter. */
    public String field(int index) {
      return index < fields.size() ? fields.get(index) : "";
    }

    /** How many fields there are up to the last that is not empty: spreadsheets add empty ones. */
    public int width() {
      int width = fields.size();
      while (width > 0 && fields.get(width - 1).isEmpty()) {
        width--;
      }
      return width;
    }
  }

  /** The lines in order, or null if the file cannot be read as CSV, which is a problem then. */
  public static @Nullable List<Line> read(byte[] content, CsvForm form, FileProblems problems) {
    return new CsvLines(form, problems).read(content);
  }

  private @Nullable List<Line> read(byte[] content) {
    if (content.length > form.maxBytes()) {
      problems.add(
          0,
          "Expected at most " + form.maxBytes() + " bytes, but the file is longer.",
          "pass the " + form.word() + "'s file, not a log");
      return null;
    }
    String text = decode(content);
    if (text == null) {
      return null;
    }
    try (CsvReader<CsvRecord> records = csv(text)) {
      for (CsvRecord row : records) {
        if (!accept((int) row.getStartingLineNumber(), row.getFields())) {
          return null;
        }
      }
    } catch (CsvParseException | IOException e) {
      int line = lines.isEmpty() ? 1 : lines.get(lines.size() - 1).number() + 1;
      problems.add(
          line,
          "Expected lines of CSV, but from here on they cannot be read: " + rootMessage(e) + ".",
          "close every quote that is opened, and double a quote within quotes");
      return null;
    }
    return lines;
  }

  private @Nullable String decode(byte[] content) {
    ByteBuffer in = ByteBuffer.wrap(content);
    CharBuffer out = CharBuffer.allocate(content.length);
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .decode(in, out, true);
    if (result.isError()) {
      problems.add(
          lineOf(content, in.position()),
          "Expected UTF-8, but a byte is not.",
          "save the file as UTF-8");
      return null;
    }
    String text = out.flip().toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static int lineOf(byte[] content, int position) {
    int line = 1;
    for (int i = 0; i < position; i++) {
      boolean end = content[i] == '\n' || content[i] == '\r' && content[i + 1] != '\n';
      line += end ? 1 : 0;
    }
    return line;
  }

  private static CsvReader<CsvRecord> csv(String text) {
    return CsvReader.builder()
        .commentStrategy(CommentStrategy.SKIP)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .ofCsvRecord(text);
  }

  /** Whether to go on. */
  private boolean accept(int number, List<String> raw) {
    List<String> fields = new ArrayList<>(raw.size());
    boolean empty = true;
    for (int i = 0; i < raw.size(); i++) {
      String field = Fields.stripped(raw.get(i));
      fields.add(field);
      if (!raw.get(i).isEmpty()) {
        empty &= field.isEmpty();
        Fields.check(number, i + 1, raw.get(i), form, problems);
      }
    }
    if (empty) {
      return true;
    }
    Line line = new Line(number, fields);
    lines.add(line);
    return fits(line);
  }

  private boolean fits(Line line) {
    if (line.width() > CsvForm.MAX_COLUMNS) {
      problems.add(
          line.number(),
          "Expected at most "
              + CsvForm.MAX_COLUMNS
              + " fields in a line, but there are "
              + line.width()
              + ".",
          "split the " + form.word());
      return false;
    }
    if (lines.size() > CsvForm.MAX_LINES) {
      problems.add(
          line.number(),
          "Expected at most " + CsvForm.MAX_LINES + " lines, but there are more.",
          "split the " + form.word());
      return false;
    }
    return true;
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = String.valueOf(root.getMessage());
    return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
  }
}
