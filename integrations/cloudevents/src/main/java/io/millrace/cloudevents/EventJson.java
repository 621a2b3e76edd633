// SPDX-License-Identifier: Apache-2.0
package io.millrace.cloudevents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.event.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The data of a CloudEvent: JSON in UTF-8, well-formed for any text. */
final class EventJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private EventJson() {}

  static byte[] write(Event event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      text(out, "tenant", event.tenant());
      text(out, "item", event.item());
      out.writeNumberField("sequence", event.sequence());
      text(out, "type", event.type().name());
      out.writeObjectFieldStart("data");
      for (Map.Entry<String, Object> fact : event.data().values().entrySet()) {
        out.writeFieldName(Texts.wellFormed(fact.getKey()));
        value(out, fact.getValue());
      }
      out.writeEndObject();
      missing(out, event.data().missing());
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void missing(JsonGenerator out, Map<String, String> reasons) throws IOException {
    if (reasons.isEmpty()) {
      return;
    }
    out.writeObjectFieldStart("missing");
    for (Map.Entry<String, String> reason : reasons.entrySet()) {
      text(out, Texts.wellFormed(reason.getKey()), reason.getValue());
    }
    out.writeEndObject();
  }

  /** One of the types that facts can have. Numbers that JSON does not know become strings. */
  private static void value(JsonGenerator out, Object value) throws IOException {
    if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof Long number) {
      out.writeNumber(number);
    } else if (value instanceof Double number) {
      out.writeNumber(number);
    } else if (value instanceof List<?> list) {
      out.writeStartArray();
      for (Object element : list) {
        out.writeString(Texts.wellFormed(element.toString()));
      }
      out.writeEndArray();
    } else {
      out.writeString(Texts.wellFormed(value.toString()));
    }
  }

  private static void text(JsonGenerator out, String name, String value) throws IOException {
    out.writeStringField(name, Texts.wellFormed(value));
  }
}
