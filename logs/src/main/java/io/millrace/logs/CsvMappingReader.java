// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import io.millrace.model.InvalidInputException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads a mapping of columns from YAML; notes every problem with its line. Not thread-safe. */
final class CsvMappingReader {
  private static final Set<String> KEYS =
      Set.of("name", "columns", "times", "separator", "missing", "ignore");
  private static final Set<String> TIME_KEYS = Set.of("pattern", "zone");
  private static final Set<String> COLUMN_KEYS =
      Arrays.stream(CsvColumn.values()).map(CsvColumn::word).collect(Collectors.toSet());
  private static final Map<String, Character> SEPARATORS =
      Map.of("comma", ',', "semicolon", ';', "tab", '\t');

  private final MappingFile file;

  CsvMappingReader(Path file) {
    this.file = new MappingFile(file);
  }

  CsvMapping read() {
    Node root = file.compose();
    CsvMapping.Builder builder = CsvMapping.builder(file.name());
    Map<String, Node> entries = mapping(root, KEYS, "the mapping");
    Node nameNode = entries.get("name");
    String name = nameNode == null ? null : scalar(nameNode, "'name'");
    if (name != null) {
      builder = CsvMapping.builder(name);
    }
    fill(builder, entries);
    requireColumns(root, entries);
    file.throwIfProblems();
    return builder.build();
  }

  private void fill(CsvMapping.Builder builder, Map<String, Node> entries) {
    with(
        entries,
        "columns",
        (key, node) ->
            mapping(node, COLUMN_KEYS, "'columns'")
                .forEach((word, value) -> column(builder, word, value)));
    with(
        entries,
        "times",
        (key, node) -> {
          Map<String, Node> times = mapping(node, TIME_KEYS, "'times'");
          with(times, "pattern", (word, value) -> pattern(builder, value));
          with(times, "zone", (word, value) -> zone(builder, value));
        });
    with(entries, "separator", (key, node) -> separator(builder, node));
    with(entries, "missing", (key, node) -> list(node, key).forEach(builder::missing));
    with(entries, "ignore", (key, node) -> list(node, key).forEach(builder::ignore));
  }

  private void requireColumns(Node root, Map<String, Node> entries) {
    Set<String> named = new HashSet<>();
    Node columns = entries.get("columns");
    if (columns instanceof MappingNode tree) {
      tree.getValue().forEach(tuple -> named.add(plain(tuple.getKeyNode())));
    } else if (columns != null) {
      return;
    }
    Node at = columns == null ? root : columns;
    if (!named.contains("id")) {
      file.problem(at, "'columns' to name the column of 'id'", "it names none", "add 'id: Number'");
    }
    if (!named.contains("time") && !named.contains("opened")) {
      file.problem(
          at,
          "'columns' to name the column of 'time' or 'opened'",
          "it names neither",
          "add the column that tells when a row was recorded, or when the item was opened");
    }
  }

  private void column(CsvMapping.Builder builder, String word, Node value) {
    String column = scalar(value, "'" + word + "'");
    if (column != null) {
      Arrays.stream(CsvColumn.values())
          .filter(meaning -> meaning.word().equals(word))
          .forEach(meaning -> builder.column(meaning, column));
    }
  }

  private void pattern(CsvMapping.Builder builder, Node value) {
    String pattern = scalar(value, "'pattern'");
    if (pattern != null) {
      try {
        TimeText.requirePattern(pattern);
        builder.pattern(pattern);
      } catch (InvalidInputException e) {
        file.problem(
            value,
            "'pattern' to tell at least year, month and day",
            "it is '" + pattern + "'",
            "write it like 'd/M/yyyy HH:mm', or leave it out for ISO 8601");
      }
    }
  }

  private void zone(CsvMapping.Builder builder, Node value) {
    String zone = scalar(value, "'zone'");
    if (zone != null) {
      try {
        builder.zone(ZoneId.of(zone));
      } catch (DateTimeException e) {
        file.problem(
            value,
            "'zone' to be one like 'Europe/Berlin' or '+01:00'",
            "it is '" + zone + "'",
            "use a name of the IANA time zone database");
      }
    }
  }

  private void separator(CsvMapping.Builder builder, Node value) {
    String word = scalar(value, "'separator'");
    if (word != null) {
      Character separator = SEPARATORS.get(word);
      if (separator == null) {
        file.problem(
            value,
            "'separator' to be comma, semicolon or tab",
            "it is '" + word + "'",
            "leave it out to have it found out");
      }
      builder.separator(separator);
    }
  }

  private List<String> list(Node node, String key) {
    List<String> values = new ArrayList<>();
    if (!(node instanceof SequenceNode list)) {
      file.problem(node, "'" + key + "' to be a list", "it is not", "write it like ['a', 'b']");
      return values;
    }
    for (Node value : list.getValue()) {
      String text = scalar(value, "each entry of '" + key + "'");
      if (text != null) {
        values.add(text);
      }
    }
    return values;
  }

  private Map<String, Node> mapping(Node node, Set<String> known, String what) {
    if (node instanceof MappingNode tree) {
      return entries(tree, known, what);
    }
    file.problem(
        node,
        what + " to hold keys and values",
        "it does not",
        "write each key with a colon behind it");
    return Map.of();
  }

  /** The entries by key; unknown keys, and keys that come again, are problems. */
  private Map<String, Node> entries(MappingNode tree, Set<String> known, String what) {
    Map<String, Node> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : tree.getValue()) {
      String key = plain(tuple.getKeyNode());
      if (!known.contains(key)) {
        file.problem(
            tuple.getKeyNode(),
            what + " to hold only the keys " + String.join(", ", new TreeSet<>(known)),
            "it holds '" + key + "'",
            "correct the key, or remove it");
      } else if (entries.putIfAbsent(key, tuple.getValueNode()) != null) {
        file.problem(
            tuple.getKeyNode(),
            "'" + key + "' to be there once",
            "it comes again",
            "remove one of the two");
      }
    }
    return entries;
  }

  private static void with(Map<String, Node> entries, String key, BiConsumer<String, Node> action) {
    Node node = entries.get(key);
    if (node != null) {
      action.accept(key, node);
    }
  }

  private @Nullable String scalar(Node node, String what) {
    if (node instanceof ScalarNode scalar
        && !scalar.getValue().isBlank()
        && !node.getTag().equals(Tag.NULL)) {
      return scalar.getValue().strip();
    }
    file.problem(node, what + " to be a text", "it is not", "write one, or remove the key");
    return null;
  }

  private static String plain(Node key) {
    return key instanceof ScalarNode scalar ? scalar.getValue() : "?";
  }
}
