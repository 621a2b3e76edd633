// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

import io.millrace.model.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads mappings from YAML. */
final class MappingReader {
  private static final long MAX_BYTES = 1 << 20;
  private static final Set<String> KEYS =
      Set.of(
          "name",
          "states",
          "otherwise",
          "specialist-on-new-group",
          "title-from",
          "changing",
          "recorded-priority",
          "not-facts");

  private final String source;
  private final Map<?, ?> tree;

  private MappingReader(String source, Map<?, ?> tree) {
    this.source = source;
    this.tree = tree;
  }

  /** A mapping that ships with the replay, such as {@code servicenow}. */
  static Mapping builtIn(String name) {
    String file = name + ".yaml";
    try (InputStream in = MappingReader.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("No mapping " + file);
      }
      return parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Mapping read(Path file) {
    String name = "mapping '" + file + "'";
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new InvalidInputException(
            "Expected " + name + " to have at most 1 MiB, but it is larger.",
            "pass the mapping and not the log");
      }
      return parse(file.toString(), Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(
          "Expected " + name + " to be there, but there is no such file.", "check the path", e);
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(
          "Expected " + name + " to be UTF-8 text, but it is not.", "save it as UTF-8", e);
    } catch (IOException e) {
      throw new InvalidInputException(
          "Expected " + name + " to be readable, but reading failed: " + e + ".",
          "check that it is a file and may be read",
          e);
    }
  }

  private static Mapping parse(String source, String yaml) {
    Object tree;
    try {
      LoadSettings settings =
          LoadSettings.builder().setLabel(source).setAllowDuplicateKeys(false).build();
      tree = new Load(settings).loadFromString(yaml);
    } catch (YamlEngineException e) {
      throw new InvalidInputException(
          "Expected mapping '" + source + "' to be YAML, but it is not: " + e.getMessage(),
          "correct the place that the message names",
          e);
    }
    if (!(tree instanceof Map<?, ?> map)) {
      throw new InvalidInputException(
          "Expected mapping '" + source + "' to hold keys and values, but it does not.",
          "start from a mapping that ships with the replay");
    }
    return new MappingReader(source, map).mapping();
  }

  private Mapping mapping() {
    Set<String> unknown = new TreeSet<>();
    tree.keySet().forEach(key -> unknown.add(String.valueOf(key)));
    unknown.removeAll(KEYS);
    if (!unknown.isEmpty()) {
      throw problem("to hold only the keys " + new TreeSet<>(KEYS), "it holds " + unknown);
    }
    return new Mapping(
        text("name", source),
        states(),
        phase("otherwise", tree.get("otherwise")),
        list("title-from"),
        list("changing"),
        text("recorded-priority", "priority"),
        list("not-facts"),
        flag("specialist-on-new-group"));
  }

  private Map<String, Phase> states() {
    if (!(tree.get("states") instanceof Map<?, ?> map) || map.isEmpty()) {
      throw problem("to give the meaning of 'states'", "it gives none");
    }
    Map<String, Phase> states = new LinkedHashMap<>();
    map.forEach(
        (state, phase) -> states.put(String.valueOf(state), phase("states: " + state, phase)));
    return states;
  }

  private Phase phase(String key, @Nullable Object value) {
    if (value == null && key.equals("otherwise")) {
      return Phase.KEEP;
    }
    for (Phase phase : Phase.values()) {
      if (phase.name().toLowerCase(Locale.ROOT).equals(value)) {
        return phase;
      }
    }
    List<String> words = new ArrayList<>();
    for (Phase phase : Phase.values()) {
      words.add(phase.name().toLowerCase(Locale.ROOT));
    }
    throw problem("to map '" + key + "' to one of " + words, "it maps it to '" + value + "'");
  }

  private String text(String key, String otherwise) {
    Object value = tree.get(key);
    return value == null ? otherwise : value.toString();
  }

  private boolean flag(String key) {
    Object value = tree.get(key);
    if (value != null && !(value instanceof Boolean)) {
      throw problem("to say true or false for '" + key + "'", "it says '" + value + "'");
    }
    return Boolean.TRUE.equals(value);
  }

  private List<String> list(String key) {
    Object value = tree.get(key);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw problem("to give a list for '" + key + "'", "it gives '" + value + "'");
    }
    return list.stream().map(String::valueOf).toList();
  }

  private InvalidInputException problem(String expected, String found) {
    return new InvalidInputException(
        "Expected mapping '" + source + "' " + expected + ", but " + found + ".",
        "compare it with a mapping that ships with the replay");
  }
}
