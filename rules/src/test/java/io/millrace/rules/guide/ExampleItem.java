// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.guide;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.model.Facts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An item of the examples: {@code {"point": ..., "at": ..., "facts": {...}}}, or its facts alone.
 *
 * @param facts what is known of it
 * @param at the instant taken as now
 */
record ExampleItem(Facts facts, Instant at) {
  private static final Instant WITHOUT_TIME = Instant.parse("2026-01-01T00:00:00Z");

  static ExampleItem read(String path) {
    Facts.Builder facts = Facts.builder();
    @Nullable Instant at = null;
    String json = Docs.read(Docs.EXAMPLES.resolve(path));
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      String key = "";
      boolean wrapped = json.contains("\"facts\"");
      int depth = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          depth++;
        } else if (token == JsonToken.END_OBJECT) {
          depth--;
        } else if (token == JsonToken.FIELD_NAME) {
          key = parser.currentName();
        } else if (wrapped && depth == 1) {
          at = key.equals("at") ? Instant.parse(parser.getText()) : at;
        } else {
          facts.put(key, value(parser, token));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Facts known = facts.build();
    return new ExampleItem(known, at == null ? opened(known) : at);
  }

  private static Instant opened(Facts facts) {
    return facts.findText("openedAt").map(Instant::parse).orElse(WITHOUT_TIME);
  }

  private static Object value(JsonParser parser, JsonToken token) throws IOException {
    if (token.isBoolean()) {
      return parser.getBooleanValue();
    }
    return token.isNumeric() ? parser.getNumberValue() : parser.getText();
  }
}
