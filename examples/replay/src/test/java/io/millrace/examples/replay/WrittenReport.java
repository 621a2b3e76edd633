// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A {@code report.json} that a replay wrote.
 *
 * @param json its content
 */
record WrittenReport(JsonNode json) {
  private static final List<String> OF_THE_RUN =
      List.of("items_per_second", "elapsed_seconds", "peak_heap_mb", "resumed");

  static WrittenReport in(Path folder) throws IOException {
    return new WrittenReport(new ObjectMapper().readTree(folder.resolve("report.json").toFile()));
  }

  /** A figure by its path, such as {@code lead_hours/mean}. */
  double number(String path) {
    JsonNode node = json.at("/" + path);
    if (!node.isNumber()) {
      throw new AssertionError("No number at " + path + ": " + node);
    }
    return node.doubleValue();
  }

  long count(String path) {
    return Math.round(number(path));
  }

  String text(String path) {
    return json.at("/" + path).asText();
  }

  /** How often a rule was applied, by the note's id. */
  long note(String id) {
    long count = 0;
    for (JsonNode note : json.path("notes")) {
      count += note.path("id").asText().equals(id) ? note.path("count").asLong() : 0;
    }
    return count;
  }

  Map<String, Long> priorityCells() {
    Map<String, Long> cells = new TreeMap<>();
    json.path("priority_cells")
        .properties()
        .forEach(cell -> cells.put(cell.getKey(), cell.getValue().asLong()));
    return cells;
  }

  /** A step's figures. */
  JsonNode step(String key) {
    for (JsonNode step : json.path("steps")) {
      if (step.path("step").asText().equals(key)) {
        return step;
      }
    }
    throw new AssertionError("No step " + key + " in " + json.path("steps"));
  }

  /** All that does not depend on the machine and on how often it was interrupted. */
  JsonNode figures() {
    ObjectNode copy = json.deepCopy();
    copy.remove(OF_THE_RUN);
    return copy;
  }
}
