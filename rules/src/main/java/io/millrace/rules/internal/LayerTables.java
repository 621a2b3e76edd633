// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.rules.PackManifest;
import io.millrace.rules.PackProblem;
import io.millrace.rules.PackSource;
import io.millrace.rules.PriorityMatrix;
import io.millrace.rules.change.GuardrailSettings;
import io.millrace.rules.internal.table.DecisionTable;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Takes the tables of a layer over: the first setting of a file says what it holds. */
final class LayerTables {
  private static final int FIRST_LINES = 4_096;

  /** What tables of guardrails begin with: they are known by their paths. */
  private static final Set<String> GUARDRAIL_SETTINGS =
      Set.of("limit", "list", "approver", "guardrail", "band", "fact");

  private final PackAssembly assembly;
  private final List<PackProblem> problems;
  private final Map<String, String> paths = new HashMap<>();

  LayerTables(PackAssembly assembly, List<PackProblem> problems) {
    this.assembly = assembly;
    this.problems = problems;
  }

  void add(PackSource source, PackManifest manifest) {
    guardrails(source);
    GuardrailSettings.TABLES.stream()
        .filter(source::has)
        .forEach(path -> refuseIfLocked(path, path));
    for (String path : source.paths("tables", ".csv")) {
      if (GuardrailSettings.TABLES.contains(path)) {
        continue;
      }
      byte[] content = source.bytes(path);
      switch (firstSetting(content)) {
        case "matrix" -> matrix(path, content, manifest.id());
        case "table" -> table(path, content, manifest.id());
        default -> unknown(path, firstSetting(content));
      }
    }
  }

  private void guardrails(PackSource source) {
    if (GuardrailSettings.TABLES.stream().noneMatch(source::has)) {
      return;
    }
    int before = problems.size();
    GuardrailSettings settings = assembly.options().guardrails().with(source, problems);
    if (problems.size() == before) {
      assembly.options(assembly.options().toBuilder().guardrails(settings).build());
    }
  }

  private void unknown(String path, String first) {
    boolean guardrails = GUARDRAIL_SETTINGS.contains(first.toLowerCase(Locale.ROOT));
    problems.add(
        new PackProblem(
            path,
            1,
            "Expected the file to begin with 'table,<name>' or 'matrix,<name>', but it does not.",
            guardrails
                ? "name a table of guardrails " + String.join(" or ", GuardrailSettings.TABLES)
                : "add that line above the others"));
  }

  private void matrix(String path, byte[] content, String layer) {
    PriorityMatrix matrix = PriorityMatrix.read(path, content, problems);
    if (matrix != null) {
      once("matrix", "matrix", path);
      refuseIfLocked(path, Locks.MATRIX);
      assembly.options(assembly.options().toBuilder().matrix(matrix).build());
      assembly.matrixFrom(layer);
    }
  }

  private void table(String path, byte[] content, String layer) {
    DecisionTable table = DecisionTable.read(path, content, problems);
    if (table == null) {
      return;
    }
    once("table " + table.name(), "table '" + table.name() + "'", path);
    refuseIfLocked(path, table.name());
    List<String> outputs = assembly.outputs().get(table.point());
    if (outputs == null) {
      String known =
          String.join(", ", assembly.outputs().keySet().stream().map(Object::toString).toList());
      problem(
          path,
          "Expected the table's point to be one of "
              + known
              + ", but it is '"
              + table.point()
              + "'.",
          "correct the line 'point,...', or declare the point in pack.yaml");
      return;
    }
    for (String output : table.outputs()) {
      if (!outputs.contains(output)) {
        problem(
            path,
            "Expected outputs of '"
                + table.point()
                + "' ("
                + String.join(", ", outputs)
                + "), but a column gives '"
                + output
                + "'.",
            "correct the column's name");
      }
    }
    assembly.table(table, layer);
  }

  private void refuseIfLocked(String path, String name) {
    if (assembly.locks().has(name)) {
      problems.add(assembly.locks().problem(path, 0, name));
    }
  }

  private void once(String key, String what, String path) {
    String earlier = paths.putIfAbsent(key, path);
    if (earlier != null) {
      problem(
          path,
          "Expected one " + what + " in the pack, but " + earlier + " holds it already.",
          "delete or rename one of them");
    }
  }

  private void problem(String path, String problem, String advice) {
    problems.add(new PackProblem(path, 0, problem, advice));
  }

  /** The first field of the first line that is neither blank nor a comment. */
  private static String firstSetting(byte[] content) {
    int length = Math.min(content.length, FIRST_LINES);
    String start = new String(content, 0, length, StandardCharsets.UTF_8);
    return start
        .lines()
        .map(line -> line.replace("\uFEFF", "").strip())
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .findFirst()
        .map(line -> line.split(",", 2)[0].replace("\"", "").strip())
        .orElse("");
  }
}
