// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import io.millrace.rules.PriorityMatrix.Orientation;
import io.millrace.rules.internal.table.CsvForm;
import io.millrace.rules.internal.table.CsvLines;
import io.millrace.rules.internal.table.CsvLines.Line;
import io.millrace.rules.internal.table.FileProblems;
import io.millrace.rules.internal.table.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one priority matrix and collects every problem. Used once, by one thread. */
final class MatrixReader {
  private static final Set<String> KEYS =
      Set.of(
          "matrix",
          "form",
          "most-important",
          "axis-most-important",
          "impact-fallback",
          "urgency-fallback",
          "cell-fallback",
          "alias",
          "impact",
          "urgency",
          "range");

  private final FileProblems problems;
  private final Settings settings;
  private final MatrixGrid grid;
  private final AdditiveForm additive;
  private final MatrixAliases aliases;

  private MatrixReader(FileProblems problems) {
    this.problems = problems;
    this.settings = new Settings(KEYS, "'impact / urgency'", problems);
    this.grid = new MatrixGrid(problems);
    this.additive = new AdditiveForm(problems);
    this.aliases = new MatrixAliases(problems);
  }

  /** Reads a file, or throws every problem. */
  static PriorityMatrix read(Path file) {
    Path last = file.getFileName();
    String name = last == null ? file.toString() : last.toString();
    String what = "priority matrix '" + file + "'";
    List<PackProblem> problems = new ArrayList<>();
    PriorityMatrix matrix = read(name, bytes(file, name, what), problems);
    if (matrix == null) {
      throw new PackLoadException(what, problems);
    }
    return matrix;
  }

  /** Reads the content of a file; null if it has a problem. */
  static @Nullable PriorityMatrix read(String name, byte[] content, List<PackProblem> problems) {
    return new MatrixReader(new FileProblems(name, problems)).read(content);
  }

  private static byte[] bytes(Path file, String name, String what) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(CsvForm.MATRIX.maxBytes() + 1);
    } catch (NoSuchFileException e) {
      String problem = "Expected a file, but there is none at '" + file + "'.";
      throw new PackLoadException(
          what, List.of(new PackProblem(name, 0, problem, "check the path")), e);
    } catch (IOException e) {
      String problem =
          "Expected a readable file, but reading '" + file + "' failed: " + e.getMessage() + ".";
      String advice = "check that it is a file and that this process may read it";
      throw new PackLoadException(what, List.of(new PackProblem(name, 0, problem, advice)), e);
    }
  }

  private @Nullable PriorityMatrix read(byte[] content) {
    List<Line> lines = CsvLines.read(content, CsvForm.MATRIX, problems);
    if (lines == null) {
      return null;
    }
    if (lines.isEmpty()) {
      problems.add(0, "Expected a matrix, but the file is empty.", "copy the example in the docs");
      return null;
    }
    lines.forEach(this::accept);
    return matrix();
  }

  private @Nullable PriorityMatrix matrix() {
    String name = settings.required("matrix", "add a line like 'matrix,house'");
    Orientation orientation = orientation();
    Orientation axisOrientation = find("axis-most-important", orientation);
    String cellFallback = cellFallback();
    MatrixLabels labels = labels();
    String impactFallback = fallback("impact-fallback", labels.impacts());
    String urgencyFallback = fallback("urgency-fallback", labels.urgencies());
    Map<String, String> impactAliases = aliases.of("impact", labels.impacts());
    Map<String, String> urgencyAliases = aliases.of("urgency", labels.urgencies());
    if (problems.any()) {
      return null;
    }
    return new PriorityMatrix(
        name,
        orientation,
        labels.impacts(),
        labels.urgencies(),
        labels.cells(),
        impactFallback,
        urgencyFallback,
        cellFallback,
        axisOrientation,
        impactAliases,
        urgencyAliases);
  }

  private void accept(Line line) {
    if (grid.hasBegun()) {
      grid.accept(line, settings.find("cell-fallback") != null);
    } else if (MatrixGrid.isFirst(line)) {
      grid.begin(line);
    } else if (AdditiveForm.KEYS.contains(line.field(0))) {
      additive.accept(line);
    } else if (line.field(0).equals("alias")) {
      aliases.accept(line);
    } else {
      settings.accept(line);
    }
  }

  private MatrixLabels labels() {
    String form = settings.find("form");
    if (form != null && !Set.of("grid", "additive", "").contains(form)) {
      problems.add(
          settings.line("form"),
          "Expected form to be 'grid' or 'additive', but it is '" + form + "'.",
          "leave the line out for a grid");
    }
    if ("additive".equals(form)) {
      if (grid.hasBegun()) {
        problems.add(
            grid.firstLine(),
            "Expected no grid in the additive form, but here is one.",
            "delete the grid, or the line 'form,additive'");
      }
      return additive.labels(settings.find("cell-fallback") != null);
    }
    if (additive.firstLine() > 0) {
      problems.add(
          additive.firstLine(),
          "Expected weights and ranges in the additive form only, but the form is a grid.",
          "add a line 'form,additive', or delete the line");
    }
    return grid.labels();
  }

  private Orientation orientation() {
    settings.required(
        "most-important", "add a line 'most-important,lowest' or 'most-important,highest'");
    return find("most-important", Orientation.LOWEST_FIRST);
  }

  private Orientation find(String key, Orientation otherwise) {
    String value = settings.find(key);
    if (value == null || value.isEmpty()) {
      return otherwise;
    }
    if (value.equals("highest")) {
      return Orientation.HIGHEST_FIRST;
    }
    if (!value.equals("lowest")) {
      problems.add(
          settings.line(key),
          "Expected " + key + " to be 'lowest' or 'highest', but it is '" + value + "'.",
          "write 'lowest' if number 1 is the most important");
    }
    return Orientation.LOWEST_FIRST;
  }

  private String cellFallback() {
    String value = settings.find("cell-fallback");
    if (value == null || value.isEmpty()) {
      return "";
    }
    if (PriorityMatrix.number(value) < 0) {
      problems.add(
          settings.line("cell-fallback"),
          "Expected cell-fallback to be a level that holds a number, but it is '" + value + "'.",
          "write levels like '2 - High' or '2'");
    }
    return value;
  }

  private String fallback(String key, List<String> labels) {
    String value = settings.find(key);
    if (value == null) {
      return labels.isEmpty() ? "" : labels.get(labels.size() / 2);
    }
    if (!labels.contains(value)) {
      problems.add(
          settings.line(key),
          "Expected " + key + " to be one of " + labels + ", but it is '" + value + "'.",
          "write a label exactly as the grid has it");
    }
    return value;
  }
}
