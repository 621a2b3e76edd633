// SPDX-License-Identifier: Apache-2.0
package io.millrace.cloudevents;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.millrace.event.Event;
import io.millrace.event.EventType;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Events of Millrace as CloudEvents 1.0, for brokers and gateways that speak them. All methods are
 * thread-safe; the same event always gives the same CloudEvent, so repeated deliveries have the
 * same source and id.
 *
 * <table>
 *   <caption>Attributes</caption>
 *   <tr><td>{@code id}</td><td>the id of the event</td></tr>
 *   <tr><td>{@code source}</td><td>the product, then {@code /tenants/} and the tenant</td></tr>
 *   <tr><td>{@code type}</td><td>see {@link #type}</td></tr>
 *   <tr><td>{@code subject}</td><td>the host's id of the work item</td></tr>
 *   <tr><td>{@code time}</td><td>when it happened</td></tr>
 *   <tr><td>{@code recordedtime}</td><td>when Millrace recorded it</td></tr>
 *   <tr><td>{@code sequence}</td><td>its place among the events of the work item: 19 digits, so
 *       that the order of texts is the order of numbers</td></tr>
 *   <tr><td>{@code partitionkey}</td><td>tenant and work item: events with the same key belong into
 *       one partition, to keep their order</td></tr>
 *   <tr><td>{@code datacontenttype}</td><td>{@code application/json}</td></tr>
 * </table>
 *
 * <p>The data is one JSON object: {@code tenant}, {@code item}, {@code sequence}, {@code type}, and
 * {@code data} with the facts of the event; {@code missing} if facts could not be had.
 *
 * <p>Control characters, which the specification forbids in attributes, are replaced by U+FFFD in
 * the subject; {@code item} in the data has the id as it is.
 */
public final class CloudEvents {
  private static final URI PRODUCT = URI.create("millrace:/");
  private static final String JSON = "application/json";
  private static final Instant YEAR_1 = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

  private CloudEvents() {}

  /** As {@link #of(Event, URI)}, with the product {@code millrace:/}. */
  public static CloudEvent of(Event event) {
    return of(event, PRODUCT);
  }

  /**
   * The CloudEvent for an event.
   *
   * @param product the beginning of the source: a URI that names the host's product or
   *     installation, such as {@code https://desk.example/millrace}
   */
  public static CloudEvent of(Event event, URI product) {
    CloudEventBuilder builder =
        CloudEventBuilder.v1()
            .withId(event.id().toString())
            .withSource(source(product, event.tenant()))
            .withType(type(event.type()))
            .withSubject(Texts.attribute(event.item()))
            .withData(JSON, EventJson.write(event))
            .withExtension("sequence", String.format(Locale.ROOT, "%019d", event.sequence()))
            .withExtension(
                "partitionkey", Texts.percent(event.tenant()) + "/" + Texts.percent(event.item()));
    if (hasText(event.occurredAt())) {
      builder.withTime(time(event.occurredAt()));
    }
    if (hasText(event.recordedAt())) {
      builder.withExtension("recordedtime", time(event.recordedAt()));
    }
    return builder.build();
  }

  /**
   * The CloudEvents type of a type of events. It is stable: an incompatible change of the data
   * would come as {@code v2} beside it.
   */
  public static String type(EventType type) {
    return "io.millrace." + name(type) + ".v1";
  }

  private static String name(EventType type) {
    return switch (type) {
      case WORK_ITEM_SUBMITTED -> "workitem.submitted";
      case WORK_ITEM_RESOLVED -> "workitem.resolved";
      case WORK_ITEM_CLOSED -> "workitem.closed";
      case WORK_ITEM_REOPENED -> "workitem.reopened";
      case WORK_ITEM_CANCELLED -> "workitem.cancelled";
      case WORK_ITEM_MIGRATED -> "workitem.migrated";
      case WORK_ITEM_RECLASSIFIED -> "workitem.reclassified";
      case WORK_ITEM_MOVED -> "workitem.moved";
      case WORK_ITEM_LINKED -> "workitem.linked";
      case FACTS_UPDATED -> "facts.updated";
      case DECISION_MADE -> "decision.made";
      case STEP_WAITING -> "step.waiting";
      case STEP_STARTED -> "step.started";
      case STEP_BLOCKED -> "step.blocked";
      case STEP_UNBLOCKED -> "step.unblocked";
      case STEP_REASSIGNED -> "step.reassigned";
      case STEP_COMPLETED -> "step.completed";
      case STEP_CANCELLED -> "step.cancelled";
      case STEP_MIGRATED -> "step.migrated";
      case STEP_REMINDER -> "step.reminder";
    };
  }

  private static URI source(URI product, String tenant) {
    String begin = product.toString();
    String slash = begin.endsWith("/") ? "" : "/";
    return URI.create(begin + slash + "tenants/" + Texts.percent(tenant));
  }

  /** RFC 3339 has four digits for the year. */
  private static boolean hasText(Instant instant) {
    return !instant.isBefore(YEAR_1) && instant.isBefore(YEAR_10000);
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
