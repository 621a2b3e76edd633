// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.millrace.model.DecisionPoint;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * Writes a decision log: JSON Lines in UTF-8, one line for each {@link RecordedChain}. One line is
 * in memory at a time. For one thread; closing it writes what is left and does not close the
 * stream.
 *
 * <pre>{@code
 * {"v":1,"item":"T-1","at":"2026-01-31T09:00:00Z","points":["priority"],"facts":{"impact":2},
 *  "outputs":{"priority_level":"2 - High"},"pack":{"id":"acme","version":"1","digest":"9f..."}}
 * }</pre>
 */
public final class DecisionLogWriter implements AutoCloseable {
  /** The version of the format, which each line names. */
  static final long VERSION = 1;

  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final JsonGenerator json;

  /**
   * A log that begins where the stream is.
   *
   * @throws IOException if the stream fails
   */
  public DecisionLogWriter(OutputStream out) throws IOException {
    json = FACTORY.createGenerator(out);
    json.setRootValueSeparator(null);
  }

  /**
   * Appends a line.
   *
   * @throws IOException if the stream fails
   */
  public void write(RecordedChain chain) throws IOException {
    json.writeStartObject();
    json.writeNumberField("v", VERSION);
    json.writeStringField("item", chain.item());
    json.writeStringField("at", chain.at().toString());
    json.writeArrayFieldStart("points");
    for (DecisionPoint point : chain.points()) {
      json.writeString(point.name());
    }
    json.writeEndArray();
    json.writeObjectFieldStart("facts");
    for (Map.Entry<String, Object> fact : chain.facts().values().entrySet()) {
      json.writeFieldName(fact.getKey());
      ExampleJson.value(json, fact.getValue());
    }
    json.writeEndObject();
    if (!chain.facts().missing().isEmpty()) {
      texts("missing", chain.facts().missing());
    }
    texts("outputs", chain.outputs());
    json.writeObjectFieldStart("pack");
    json.writeStringField("id", chain.pack().id());
    json.writeStringField("version", chain.pack().version());
    json.writeStringField("digest", chain.pack().digest());
    json.writeEndObject();
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void texts(String name, Map<String, String> texts) throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> text : texts.entrySet()) {
      json.writeStringField(text.getKey(), text.getValue());
    }
    json.writeEndObject();
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
