// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.PackRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads one line of a decision log. For one thread. */
final class DecisionLine {
  private static final Set<String> KEYS =
      Set.of("v", "item", "at", "points", "facts", "missing", "outputs", "pack");
  private static final int DEPTH = 3; // the line, its facts, a list of texts
  private static final String ADVICE =
      "write the log with Decisions.writeLog, or leave the line out";
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final String log;
  private final long number;

  DecisionLine(String log, long number) {
    this.log = log;
    this.number = number;
  }

  RecordedChain read(String line) {
    try (JsonParser parser = FACTORY.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT
          || !(value(parser, "line", 1) instanceof Map<?, ?> top)
          || parser.nextToken() != null) {
        throw refused("to hold one object", "it does not");
      }
      return chain(top);
    } catch (JsonProcessingException e) {
      int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
      String place = column > 0 ? " in column " + column : "";
      throw new DecisionLogException(
          log, number, "to be JSON", firstLine(e.getOriginalMessage()) + place, ADVICE, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RecordedChain chain(Map<?, ?> top) {
    TreeSet<String> unknown = new TreeSet<>();
    top.keySet().forEach(key -> unknown.add(key.toString()));
    unknown.removeAll(KEYS);
    if (!unknown.isEmpty()) {
      throw refused("to have the fields of a decision log", "'" + unknown.first() + "' is none");
    }
    if (!Long.valueOf(DecisionLogWriter.VERSION).equals(top.get("v"))) {
      throw refused("to be of version 1", "'v' is " + top.get("v"));
    }
    Facts.Builder facts = Facts.builder();
    object(top, "facts").forEach((name, value) -> facts.put(name.toString(), value));
    if (top.containsKey("missing")) {
      texts(top, "missing").forEach(facts::missing);
    }
    Map<?, ?> pack = object(top, "pack");
    return new RecordedChain(
        text(top, "item"),
        at(text(top, "at")),
        points(top.get("points")),
        facts.build(),
        texts(top, "outputs"),
        new PackRef(text(pack, "id"), text(pack, "version"), text(pack, "digest")));
  }

  private Object value(JsonParser parser, String name, int depth) throws IOException {
    JsonToken token = parser.currentToken();
    if (depth > DEPTH && token.isStructStart()) {
      throw refused("to give '" + name + "' as a text, number or truth value", "it is nested");
    }
    return switch (token) {
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser, name, depth + 1));
        }
        yield list;
      }
      case START_OBJECT -> {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String key = parser.currentName();
          parser.nextToken();
          object.put(key, value(parser, key, depth + 1));
        }
        yield object;
      }
      default -> throw refused("to give a value to '" + name + "'", "it is null");
    };
  }

  private List<DecisionPoint> points(@Nullable Object value) {
    List<DecisionPoint> points = new ArrayList<>();
    if (value instanceof List<?> names) {
      names.forEach(name -> points.add(new DecisionPoint(name.toString())));
    }
    if (points.isEmpty()) {
      throw refused("to list its decision points in 'points'", "there is none");
    }
    return points;
  }

  private Instant at(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw refused("to give 'at' as an instant like 2026-01-31T09:00:00Z", "it is '" + text + "'");
    }
  }

  private Map<?, ?> object(Map<?, ?> of, String name) {
    if (of.get(name) instanceof Map<?, ?> object) {
      return object;
    }
    throw refused("to have an object '" + name + "'", "it has none");
  }

  private Map<String, String> texts(Map<?, ?> of, String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    Map<?, ?> object = object(of, name);
    object.keySet().forEach(key -> texts.put(key.toString(), text(object, key.toString())));
    return texts;
  }

  private String text(Map<?, ?> of, String name) {
    if (of.get(name) instanceof String text) {
      return text;
    }
    throw refused("to have a text '" + name + "'", "it has none");
  }

  private DecisionLogException refused(String expected, String found) {
    return new DecisionLogException(log, number, expected, found, ADVICE, null);
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("it is not");
  }
}
