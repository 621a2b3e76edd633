// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.bpmn.Check;
import io.millrace.bpmn.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The list of checks, and the words that models use. Both are data, for the lint plugin of the
 * Modeler reads the same file.
 */
public final class CheckList {
  private static final String FILE = "/io/millrace/bpmn/checks.json";

  private final Map<String, Check> checks;
  private final Map<String, List<String>> properties;
  private final List<String> askedAtIntake;
  private final List<String> handlers;

  private CheckList(Map<?, ?> json) {
    Map<String, Check> byId = new LinkedHashMap<>();
    for (Object entry : list(json, "checks")) {
      Check check = check((Map<?, ?>) entry);
      byId.put(check.id(), check);
    }
    checks = Collections.unmodifiableMap(byId);
    Map<?, ?> vocabulary = map(json, "vocabulary");
    Map<String, List<String>> byElement = new LinkedHashMap<>();
    Map<?, ?> names = map(vocabulary, "properties");
    names.keySet().forEach(key -> byElement.put((String) key, texts(names, (String) key)));
    properties = Collections.unmodifiableMap(byElement);
    askedAtIntake = texts(vocabulary, "askedAtIntake");
    handlers = texts(vocabulary, "handlers");
  }

  /** Read once: it is part of the program. */
  private static final class Holder {
    private static final CheckList INSTANCE = load();
  }

  /** The list that comes with Millrace. */
  public static CheckList get() {
    return Holder.INSTANCE;
  }

  /** All checks, in the order of the list. */
  public List<Check> all() {
    return List.copyOf(checks.values());
  }

  Check require(String id) {
    Check check = checks.get(id);
    if (check == null) {
      throw new IllegalStateException("The list of checks lacks '" + id + "'.");
    }
    return check;
  }

  /** The names of the properties that mean something on one sort of element. */
  List<String> properties(String sort) {
    return properties.getOrDefault(sort, List.of());
  }

  /** The names of all properties. */
  List<String> properties() {
    return properties.values().stream().flatMap(List::stream).distinct().toList();
  }

  /** The decision points whose outputs a stream instance has from its start. */
  List<String> askedAtIntake() {
    return askedAtIntake;
  }

  /** The topics that Millrace itself works. */
  List<String> handlers() {
    return handlers;
  }

  private static CheckList load() {
    try (InputStream in = CheckList.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("The jar lacks " + FILE + ".");
      }
      try (JsonParser parser = new JsonFactory().createParser(in)) {
        parser.nextToken();
        return new CheckList((Map<?, ?>) value(parser));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Check check(Map<?, ?> json) {
    return new Check(
        text(json, "id"),
        Severity.valueOf(text(json, "severity").toUpperCase(Locale.ROOT)),
        Check.Scope.valueOf(text(json, "scope").toUpperCase(Locale.ROOT)),
        text(json, "at"),
        text(json, "title"),
        text(json, "why"),
        text(json, "advice"));
  }

  private static Object value(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      Map<String, Object> map = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        map.put(name, value(parser));
      }
      return map;
    }
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      List<Object> list = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        list.add(value(parser));
      }
      return list;
    }
    return parser.getText();
  }

  private static Object require(Map<?, ?> json, String name) {
    Object value = json.get(name);
    if (value == null) {
      throw new IllegalStateException("The list of checks lacks '" + name + "' in " + json + ".");
    }
    return value;
  }

  private static String text(Map<?, ?> json, String name) {
    return (String) require(json, name);
  }

  private static List<?> list(Map<?, ?> json, String name) {
    return (List<?>) require(json, name);
  }

  private static Map<?, ?> map(Map<?, ?> json, String name) {
    return (Map<?, ?>) require(json, name);
  }

  private static List<String> texts(Map<?, ?> json, String name) {
    return list(json, name).stream().map(String.class::cast).toList();
  }
}
