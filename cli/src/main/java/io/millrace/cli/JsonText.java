// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.millrace.model.PackRef;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes reports as JSON, the same on every platform. */
final class JsonText {
  private static final int VERSION = 1;

  private JsonText() {}

  /** What goes into a report. */
  interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  /** An object with the version of the report's form, then the content. */
  static String of(Content content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      DefaultIndenter lines = new DefaultIndenter("  ", "\n");
      json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(lines));
      json.writeStartObject();
      json.writeNumberField("report_version", VERSION);
      content.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("A string can always be written to", e);
    }
    return text + "\n";
  }

  /** A pack as the command line names it, and which one that was; null if it did not load. */
  static void pack(JsonGenerator json, String argument, @Nullable PackRef ref) throws IOException {
    json.writeStringField("argument", argument);
    json.writeStringField("id", ref == null ? null : ref.id());
    json.writeStringField("version", ref == null ? null : ref.version());
    json.writeStringField("digest", ref == null ? null : ref.digest());
  }

  static void texts(JsonGenerator json, String name, Collection<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  static void texts(JsonGenerator json, String name, Map<String, String> texts) throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> text : texts.entrySet()) {
      json.writeStringField(text.getKey(), text.getValue());
    }
    json.writeEndObject();
  }
}
