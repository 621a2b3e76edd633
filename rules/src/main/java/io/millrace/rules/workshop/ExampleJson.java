// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes an item as JSON. */
final class ExampleJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private ExampleJson() {}

  static String write(DecisionPoint point, Instant at, Facts facts) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("point", point.name());
      json.writeStringField("at", at.toString());
      json.writeObjectFieldStart("facts");
      for (Map.Entry<String, Object> fact : facts.values().entrySet()) {
        json.writeFieldName(fact.getKey());
        value(json, fact.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  static void value(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof List<?> texts) {
      json.writeStartArray();
      for (Object text : texts) {
        json.writeString(text.toString());
      }
      json.writeEndArray();
    } else {
      json.writeString(value.toString());
    }
  }
}
