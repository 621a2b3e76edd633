// SPDX-License-Identifier: Apache-2.0
package io.millrace.cloudevents;

import io.cloudevents.CloudEvent;
import io.millrace.event.Event;
import io.millrace.plugin.port.EventSink;
import java.net.URI;

/**
 * An event sink that hands every event on as a {@linkplain CloudEvents CloudEvent}. Immutable; as
 * thread-safe as its receiver.
 *
 * <pre>{@code
 * contributions.eventSink(
 *     "broker", CloudEventSink.of(URI.create("https://desk.example"), event -> broker.send(event)));
 * }</pre>
 */
public final class CloudEventSink implements EventSink {
  private final URI product;
  private final Receiver receiver;

  private CloudEventSink(URI product, Receiver receiver) {
    this.product = product;
    this.receiver = receiver;
  }

  /** Takes CloudEvents, under the rules of {@link EventSink}. */
  @FunctionalInterface
  public interface Receiver {

    /**
     * Takes one event; returning means that it need not be delivered again, so wait until a broker
     * has acknowledged it.
     *
     * @throws Exception to have it delivered again later
     */
    void take(CloudEvent event) throws Exception;
  }

  /**
   * A sink.
   *
   * @param product the beginning of the events' source, see {@link CloudEvents#of(Event, URI)}
   */
  public static CloudEventSink of(URI product, Receiver receiver) {
    return new CloudEventSink(product, receiver);
  }

  @Override
  public void take(Event event) throws Exception {
    receiver.take(CloudEvents.of(event, product));
  }
}
