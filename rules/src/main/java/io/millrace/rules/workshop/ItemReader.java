// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.rules.internal.Derived;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads an item from JSON. For one thread. */
final class ItemReader {
  private static final int MAX_BYTES = 1 << 20;
  private static final Set<String> KEYS = Set.of("point", "at", "facts", "missing");
  private static final String ADVICE =
      "write an object of facts, such as {\"id\": \"T-1\", \"title\": \"printer is broken\"}";
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final String name;

  ItemReader(String name) {
    this.name = name;
  }

  ItemExample read(byte[] json) {
    if (json.length > MAX_BYTES) {
      throw refused("to be at most 1 MiB", "it is longer", "leave out what policies do not read");
    }
    String text = decode(json);
    if (text.isBlank()) {
      throw refused("to hold an item", "it is empty", ADVICE);
    }
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw refused("to be an object", "it is " + kind(parser), ADVICE);
      }
      Map<String, @Nullable Object> top = object(parser, true);
      if (parser.nextToken() != null) {
        throw refused("to hold one item", "there is more behind it" + place(parser), ADVICE);
      }
      return item(top);
    } catch (JsonProcessingException e) {
      throw refused("to be JSON", "it is not: " + problem(e), "correct it there", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String problem(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    int marker = message.indexOf(" (start marker"); // it says where in words of the library
    String line = e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
    return (marker < 0 ? message : message.substring(0, marker)) + line;
  }

  private String decode(byte[] json) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw refused("to be UTF-8", "a byte is not", "save the file as UTF-8", e);
    }
  }

  private Map<String, @Nullable Object> object(JsonParser parser, boolean isTop)
      throws IOException {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      boolean nested =
          isTop
              && (key.equals("facts") || key.equals("missing"))
              && parser.currentToken() == JsonToken.START_OBJECT;
      values.put(key, nested ? object(parser, false) : value(parser, key));
    }
    return values;
  }

  private @Nullable Object value(JsonParser parser, String key) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NULL -> null;
      case START_ARRAY -> texts(parser, key);
      default -> throw wrongFact(parser, key);
    };
  }

  private List<String> texts(JsonParser parser, String key) throws IOException {
    List<String> texts = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (!parser.currentToken().isScalarValue() || parser.currentToken() == JsonToken.VALUE_NULL) {
        throw wrongFact(parser, key);
      }
      texts.add(parser.getText());
    }
    return texts;
  }

  private InvalidInputException wrongFact(JsonParser parser, String key) {
    return refused(
        "to give the fact '" + key + "' as a text, number, truth value or list of texts",
        "there is " + kind(parser) + place(parser),
        "leave it out, or name its parts as facts of their own");
  }

  private ItemExample item(Map<String, @Nullable Object> top) {
    if (!(top.get("facts") instanceof Map<?, ?> facts)) {
      return new ItemExample(null, null, facts(top, Map.of()));
    }
    TreeSet<String> others = new TreeSet<>(top.keySet());
    others.removeAll(KEYS);
    if (!others.isEmpty()) {
      throw refused(
          "to have 'facts' and at most 'missing', 'point' and 'at' besides",
          "there is '" + others.first() + "', too",
          "move it into 'facts'");
    }
    Object missing = top.get("missing");
    return new ItemExample(
        point(top.get("point")),
        at(top.get("at")),
        facts(facts, missing instanceof Map<?, ?> reasons ? reasons : Map.of()));
  }

  private Facts facts(Map<?, ?> values, Map<?, ?> missing) {
    Facts.Builder facts = Facts.builder();
    values.forEach(
        (key, value) -> {
          if (value instanceof Map) {
            throw refused("to have 'facts' beside '" + key + "'", "it has none", ADVICE);
          }
          if (value != null) {
            facts.put(key.toString(), value);
          }
        });
    missing.forEach((key, reason) -> facts.missing(key.toString(), String.valueOf(reason)));
    return facts.build();
  }

  private static @Nullable DecisionPoint point(@Nullable Object point) {
    return point == null ? null : new DecisionPoint(point.toString());
  }

  private @Nullable Instant at(@Nullable Object text) {
    Instant at = text == null ? null : Derived.instant(text.toString());
    if (text != null && at == null) {
      throw refused(
          "to give 'at' as an instant",
          "it is '" + text + "'",
          "write it like 2026-01-31T09:00:00Z");
    }
    return at;
  }

  private static String kind(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_NULL -> "null";
      default -> "one value";
    };
  }

  private static String place(JsonParser parser) {
    return " in line " + parser.currentTokenLocation().getLineNr();
  }

  private InvalidInputException refused(String expected, String found, String advice) {
    return new InvalidInputException(problem(expected, found), advice);
  }

  private InvalidInputException refused(
      String expected, String found, String advice, Exception cause) {
    return new InvalidInputException(problem(expected, found), advice, cause);
  }

  private String problem(String expected, String found) {
    return "Expected the item '" + name + "' " + expected + ", but " + found + ".";
  }
}
