// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping of a YAML file. What is not as asked for becomes a problem with its line, and the
 * answer is then empty, so that reading can go on and find the next problem.
 */
public final class YamlMap {
  private final YamlFile file;
  private final MappingNode node;
  private final Map<String, Node> values = new LinkedHashMap<>();

  YamlMap(YamlFile file, MappingNode node) {
    this.file = file;
    this.node = node;
    for (NodeTuple entry : node.getValue()) {
      if (entry.getKeyNode() instanceof ScalarNode key) {
        if (values.putIfAbsent(key.getValue(), entry.getValueNode()) != null) {
          String found = "Expected '" + key.getValue() + "' once, but it is there twice.";
          file.problem(YamlFile.line(key), found, "delete one of them");
        }
      } else {
        problem(YamlFile.line(entry.getKeyNode()), "Expected a name, but got a list or map.");
      }
    }
  }

  /** The line on which it begins. */
  public int line() {
    return YamlFile.line(node);
  }

  /** The line of a key's value; that of the mapping if it is not there. */
  public int line(String key) {
    Node value = values.get(key);
    return value == null ? line() : YamlFile.line(value);
  }

  /** The line of a text in a list; that of the list if it is not in it. */
  public int lineOfText(String key, String text) {
    for (Node part :
        values.get(key) instanceof SequenceNode list ? list.getValue() : List.<Node>of()) {
      if (part instanceof ScalarNode scalar && scalar.getValue().equals(text)) {
        return YamlFile.line(part);
      }
    }
    return line(key);
  }

  /** Whether the key is there. */
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** Reports keys other than these. */
  public void allow(Collection<String> keys) {
    for (Map.Entry<String, Node> entry : values.entrySet()) {
      if (!keys.contains(entry.getKey())) {
        String known = String.join(", ", new TreeSet<>(keys));
        file.problem(
            YamlFile.line(entry.getValue()),
            "Expected one of the keys " + known + ", but got '" + entry.getKey() + "'.",
            "correct the key, or remove it");
      }
    }
  }

  /** Reports a problem on the line of a key's value. */
  public void problem(String key, String problem, String advice) {
    file.problem(line(key), problem, advice);
  }

  /** A text that has to be there; empty, with a problem, if it is not. */
  public String required(String key) {
    String text = text(key);
    if (!values.containsKey(key)) {
      file.problem(line(), "Expected '" + key + "', but it is missing.", "add '" + key + ": ...'");
    } else if (text != null && text.isBlank()) {
      problem(key, "Expected '" + key + "' to say something, but it is blank.", "fill it");
    }
    return text == null ? "" : text;
  }

  /** A single value as text; null if it is not there or no single value. */
  public @Nullable String text(String key) {
    Node value = values.get(key);
    if (value == null) {
      return null;
    }
    if (value instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    problem(YamlFile.line(value), "Expected one value for '" + key + "', but got a list or map.");
    return null;
  }

  /** Texts in order: a list, or one value alone. Empty if it is not there. */
  public List<String> texts(String key) {
    Node value = values.get(key);
    if (value instanceof ScalarNode scalar) {
      return List.of(scalar.getValue());
    }
    List<String> texts = new ArrayList<>();
    for (Node part : parts(key)) {
      if (part instanceof ScalarNode scalar) {
        texts.add(scalar.getValue());
      } else {
        problem(YamlFile.line(part), "Expected single values in '" + key + "', but got more.");
      }
    }
    return texts;
  }

  /** The mappings of a list, in order. Empty if it is not there. */
  public List<YamlMap> maps(String key) {
    List<YamlMap> maps = new ArrayList<>();
    for (Node part : parts(key)) {
      if (part instanceof MappingNode mapping) {
        maps.add(new YamlMap(file, mapping));
      } else {
        problem(YamlFile.line(part), "Expected keys and values in '" + key + "', but got less.");
      }
    }
    return maps;
  }

  /** A mapping; an empty one if it is not there. */
  public YamlMap map(String key) {
    Node value = values.get(key);
    if (value instanceof MappingNode mapping) {
      return new YamlMap(file, mapping);
    }
    if (value != null) {
      problem(YamlFile.line(value), "Expected keys and values for '" + key + "', but got less.");
    }
    return new YamlMap(file, new MappingNode(Tag.MAP, List.of(), FlowStyle.BLOCK));
  }

  /** The keys, in order. */
  public List<String> keys() {
    return List.copyOf(values.keySet());
  }

  /** A value as a fact: a text, truth value, number or list of texts; null if it is none. */
  public @Nullable Object value(String key) {
    Node value = values.get(key);
    if (value instanceof ScalarNode scalar) {
      return scalar(scalar);
    }
    return value instanceof SequenceNode ? texts(key) : null;
  }

  private List<Node> parts(String key) {
    Node value = values.get(key);
    if (value instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    if (value != null) {
      problem(YamlFile.line(value), "Expected a list for '" + key + "', but got something else.");
    }
    return List.of();
  }

  private static Object scalar(ScalarNode node) {
    String text = node.getValue();
    try {
      if (node.getTag().equals(Tag.BOOL)) {
        return Boolean.valueOf(text);
      }
      if (node.getTag().equals(Tag.INT)) {
        return Long.valueOf(text);
      }
      if (node.getTag().equals(Tag.FLOAT)) {
        return Double.valueOf(text);
      }
    } catch (NumberFormatException e) {
      return text; // 0x10, .inf, or more digits than a number has: it stays what was written
    }
    return text;
  }

  private void problem(int line, String problem) {
    file.problem(line, problem, "look at the examples in docs/policies.md");
  }
}
