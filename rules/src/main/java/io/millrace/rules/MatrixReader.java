package io.millrace.rules;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.millrace.model.InvalidInputException;
import io.millrace.rules.PriorityMatrix.Orientation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one priority matrix and collects every problem. Used once, by one thread. */
final class MatrixReader {
  private static final int MAX_BYTES = 256 * 1024;
  private static final Set<String> SETTINGS =
      Set.of("matrix", "most-important", "impact-fallback", "urgency-fallback");
  private static final String GRID = "impact/urgency";

  private final Path file;
  private final List<PackProblem> problems = new ArrayList<>();
  private final Map<String, String> settings = new HashMap<>();
  private final Map<String, Integer> settingLines = new HashMap<>();
  private final List<String> impacts = new ArrayList<>();
  private final List<List<String>> cells = new ArrayList<>();
  private final Map<String, Integer> rowLines = new HashMap<>();
  private @Nullable List<String> urgencies;

  MatrixReader(Path file) {
    this.file = file;
  }

  PriorityMatrix read() {
    String text = decode(bytes());
    try (CsvReader<CsvRecord> records = csv(text)) {
      records.forEach(this::accept);
    } catch (CsvParseException | IOException e) {
      problem(0, "Expected a CSV file, but " + e.getMessage(), "close every quote that is opened");
    }
    if (problems.isEmpty() && settings.isEmpty() && urgencies == null) {
      problem(0, "Expected a matrix, but the file is empty.", "copy the example in the docs");
      throw failed();
    }
    String name = required("matrix", "add a line like 'matrix,house'");
    Orientation orientation = orientation();
    List<String> columns = checkedUrgencies();
    if (impacts.isEmpty() && urgencies != null) {
      problem(
          0,
          "Expected a row for each impact, but there is none.",
          "add rows below the grid's first line");
    }
    String impactFallback = fallback("impact-fallback", impacts);
    String urgencyFallback = fallback("urgency-fallback", columns);
    if (!problems.isEmpty()) {
      throw failed();
    }
    return build(name, orientation, columns, impactFallback, urgencyFallback);
  }

  private PriorityMatrix build(
      String name,
      Orientation orientation,
      List<String> columns,
      String impactFallback,
      String urgencyFallback) {
    try {
      return new PriorityMatrix(
          name, orientation, impacts, columns, cells, impactFallback, urgencyFallback);
    } catch (InvalidInputException e) {
      String[] parts = String.valueOf(e.getMessage()).split("\nMaybe ", 2);
      String advice =
          parts.length > 1 ? parts[1].substring(0, parts[1].length() - 1) : "correct it";
      problem(0, parts[0], advice);
      throw new PackLoadException(what(), problems, e);
    }
  }

  private byte[] bytes() {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        problem(
            0,
            "Expected at most " + MAX_BYTES + " bytes, but the file is longer.",
            "pass the matrix's file, not a log");
        throw failed();
      }
      return bytes;
    } catch (NoSuchFileException e) {
      problem(0, "Expected a file, but there is none at '" + file + "'.", "check the path");
      throw new PackLoadException(what(), problems, e);
    } catch (IOException e) {
      problem(
          0,
          "Expected a readable file, but reading '" + file + "' failed: " + e.getMessage() + ".",
          "check that it is a file and that this process may read it");
      throw new PackLoadException(what(), problems, e);
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
      throw failed();
    }
    String text = out.flip().toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static CsvReader<CsvRecord> csv(String text) {
    return CsvReader.builder()
        .commentStrategy(CommentStrategy.SKIP)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .ofCsvRecord(text);
  }

  private void accept(CsvRecord row) {
    int line = (int) row.getStartingLineNumber();
    List<String> fields = row.getFields().stream().map(String::strip).toList();
    if (fields.stream().allMatch(String::isEmpty)) {
      return;
    }
    if (urgencies != null) {
      acceptRow(line, fields);
    } else if (fields.get(0).replace(" ", "").toLowerCase(Locale.ROOT).equals(GRID)) {
      acceptColumns(line, fields);
    } else {
      acceptSetting(line, fields);
    }
  }

  private void acceptSetting(int line, List<String> fields) {
    String key = fields.get(0);
    if (!SETTINGS.contains(key)) {
      problem(
          line,
          "Expected a setting ("
              + String.join(", ", SETTINGS.stream().sorted().toList())
              + ") or the grid's first line, but got '"
              + key
              + "'.",
          "correct the name, or begin the grid with 'impact / urgency'");
      return;
    }
    Integer earlier = settingLines.putIfAbsent(key, line);
    if (earlier != null) {
      problem(
          line,
          "Expected the setting '" + key + "' once, but it is on line " + earlier + " already.",
          "delete one of them");
      return;
    }
    String value = fields.size() > 1 ? fields.get(1) : "";
    if (value.isEmpty() || fields.stream().skip(2).anyMatch(field -> !field.isEmpty())) {
      problem(
          line,
          "Expected the setting '"
              + key
              + "' to have one value, but it has "
              + (value.isEmpty() ? "none" : "more")
              + ".",
          "write '" + key + ",value', with quotes around a value that holds a comma");
    }
    settings.put(key, value);
  }

  private void acceptColumns(int line, List<String> fields) {
    List<String> columns = new ArrayList<>(fields.subList(1, fields.size()));
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      String label = columns.get(i);
      if (label.isEmpty() || seen.put(label.toLowerCase(Locale.ROOT), i) != null) {
        problem(
            line,
            "Expected each urgency once, but column "
                + (i + 2)
                + " is "
                + (label.isEmpty() ? "blank." : "'" + label + "' again."),
            "give each column a label of its own");
      }
    }
    if (columns.isEmpty()) {
      problem(line, "Expected urgencies, but the line has none.", "add one label for each column");
    }
    urgencies = columns;
  }

  private void acceptRow(int line, List<String> fields) {
    String impact = fields.get(0);
    int columns = checkedUrgencies().size();
    Integer earlier = rowLines.putIfAbsent(impact.toLowerCase(Locale.ROOT), line);
    if (impact.isEmpty()) {
      problem(line, "Expected an impact, but the first field is blank.", "label the row");
    } else if (earlier != null) {
      problem(
          line,
          "Expected one row for impact '" + impact + "', but line " + earlier + " has it already.",
          "delete one of the rows");
    }
    if (fields.size() - 1 > columns) {
      problem(
          line,
          "Expected "
              + columns
              + " levels for impact '"
              + impact
              + "', but got "
              + (fields.size() - 1)
              + ".",
          "remove the surplus, or add the missing urgency to the grid's first line");
    }
    List<String> levels = new ArrayList<>();
    for (int i = 1; i <= columns; i++) {
      levels.add(level(line, impact, i - 1, i < fields.size() ? fields.get(i) : ""));
    }
    impacts.add(impact);
    cells.add(levels);
  }

  private String level(int line, String impact, int column, String level) {
    String where = "impact '" + impact + "', urgency '" + checkedUrgencies().get(column) + "'";
    if (level.isEmpty()) {
      problem(
          line,
          "Expected a level for " + where + ", but the cell is missing.",
          "fill it: every combination needs a level");
    } else if (PriorityMatrix.number(level) < 0) {
      problem(
          line,
          "Expected the level for " + where + " to hold a number, but it is '" + level + "'.",
          "write levels like '2 - High' or '2'");
    }
    return level;
  }

  private List<String> checkedUrgencies() {
    if (urgencies == null) {
      problem(
          0,
          "Expected a grid, but there is no line that begins with 'impact / urgency'.",
          "add the grid below the settings");
      return List.of();
    }
    return urgencies;
  }

  private Orientation orientation() {
    String value =
        required(
            "most-important", "add a line 'most-important,lowest' or 'most-important,highest'");
    if (value.equals("highest")) {
      return Orientation.HIGHEST_FIRST;
    }
    if (!value.equals("lowest") && !value.isEmpty()) {
      problem(
          settingLines.getOrDefault("most-important", 0),
          "Expected most-important to be 'lowest' or 'highest', but it is '" + value + "'.",
          "write 'lowest' if number 1 is the most important");
    }
    return Orientation.LOWEST_FIRST;
  }

  private String fallback(String key, List<String> labels) {
    String value = settings.get(key);
    if (value == null) {
      return labels.isEmpty() ? "" : labels.get(labels.size() / 2);
    }
    if (!labels.contains(value)) {
      problem(
          settingLines.getOrDefault(key, 0),
          "Expected " + key + " to be one of " + labels + ", but it is '" + value + "'.",
          "write a label exactly as the grid has it");
    }
    return value;
  }

  private String required(String key, String advice) {
    String value = settings.get(key);
    if (value == null) {
      problem(0, "Expected the setting '" + key + "', but it is missing.", advice);
      return "";
    }
    return value;
  }

  private void problem(int line, String problem, String advice) {
    Path name = file.getFileName();
    problems.add(
        new PackProblem(name == null ? file.toString() : name.toString(), line, problem, advice));
  }

  private PackLoadException failed() {
    return new PackLoadException(what(), problems);
  }

  private String what() {
    return "priority matrix '" + file + "'";
  }
}
