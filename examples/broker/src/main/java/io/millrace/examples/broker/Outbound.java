// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.broker;

import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import io.millrace.cloudevents.CloudEventSink;
import io.millrace.plugin.Contributions;
import io.millrace.plugin.Plugin;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Sends every event to the broker as a CloudEvent in JSON. Sending returns when the broker has the
 * event on its disk; if it throws, Millrace sends the event again later, and holds back the later
 * events of the same work item until then.
 */
final class Outbound implements Plugin {
  private static final URI PRODUCT = URI.create("https://desk.axle.example");

  private final ConnectionFactory connections;

  Outbound(ConnectionFactory connections) {
    this.connections = connections;
  }

  @Override
  public String id() {
    return "outbound";
  }

  @Override
  public void contribute(Contributions to) {
    to.eventSink("broker", CloudEventSink.of(PRODUCT, this::send));
  }

  private void send(CloudEvent event) {
    byte[] json = new JsonFormat().serialize(event);
    try (JMSContext broker = connections.createContext()) {
      broker
          .createProducer()
          // one work item, one consumer at a time: the order stays
          .setProperty("JMSXGroupID", String.valueOf(event.getExtension("partitionkey")))
          // what was sent twice is kept once
          .setProperty("_AMQ_DUPL_ID", event.getId())
          .send(broker.createQueue("events"), new String(json, StandardCharsets.UTF_8));
    }
  }
}
