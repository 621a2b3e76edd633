// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.broker;

import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import io.millrace.engine.CompleteStep;
import io.millrace.engine.Millrace;
import io.millrace.engine.Operations;
import io.millrace.engine.SinkStatus;
import io.millrace.model.Caller;
import io.millrace.model.Demand;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Events reach a message broker in order, though it is down while half of them happen. */
public final class EventsToABroker {

  /** Takes the folder in which the broker keeps its messages; a new temporary one by default. */
  public static void main(String[] arguments) throws Exception {
    Path folder =
        arguments.length > 0 ? Path.of(arguments[0]) : Files.createTempDirectory("broker");
    Broker broker = new Broker(folder);
    ConnectionFactory connections = new ActiveMQConnectionFactory(Broker.URL);
    broker.start();
    try (Millrace millrace = Millrace.builder().plugin(new Outbound(connections)).build()) {
      Operations desk = millrace.as(Caller.actor("ann"));
      desk.intake().submit(Demand.builder("INC-1").title("Cannot log in").build());
      printUntil("io.millrace.step.waiting.v1", connections);

      broker.stop();
      System.out.println("The broker is down.");
      desk.work().complete(CompleteStep.of("INC-1", "register"));
      desk.work().complete(CompleteStep.of("INC-1", "investigate").result("fixed"));
      for (SinkStatus sink : desk.events().sinks()) {
        System.out.println((sink.due() + sink.held()) + " events wait for the " + sink.name());
      }

      broker.start();
      System.out.println("The broker is back.");
      printUntil("io.millrace.workitem.closed.v1", connections);
    } finally {
      broker.stop();
    }
  }

  /** The consumer: any program that speaks JMS and CloudEvents. */
  private static void printUntil(String type, ConnectionFactory connections) {
    JsonFormat format = new JsonFormat();
    try (JMSContext broker = connections.createContext();
        JMSConsumer events = broker.createConsumer(broker.createQueue("events"))) {
      CloudEvent event;
      do {
        String json = events.receiveBody(String.class, 60_000);
        event = format.deserialize(json.getBytes(StandardCharsets.UTF_8));
        System.out.println(
            event.getSubject() + " " + event.getExtension("sequence") + " " + event.getType());
      } while (!event.getType().equals(type));
    }
  }

  private EventsToABroker() {}
}
