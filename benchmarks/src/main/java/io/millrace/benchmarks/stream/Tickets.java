// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.stream;

import io.millrace.benchmarks.decision.SampleTicket;
import io.millrace.benchmarks.decision.SampleTickets;
import io.millrace.model.Demand;
import java.util.List;
import java.util.Map;

/** What comes in: the same made-up tickets for all contenders, again and again. */
final class Tickets {
  private static final List<SampleTicket> TICKETS = SampleTickets.first(1_000);

  private Tickets() {}

  static String id(int number) {
    return "INC" + number;
  }

  static SampleTicket ticket(int number) {
    return TICKETS.get(number % TICKETS.size());
  }

  /** The ticket as Millrace takes it in. */
  static Demand demand(int number) {
    SampleTicket ticket = ticket(number);
    return Demand.builder(id(number)).stream("restore-live-service")
        .title(ticket.title())
        .description(ticket.description())
        .fact("impact", ticket.impact())
        .fact("urgency", ticket.urgency())
        .build();
  }

  /** The ticket as process variables. */
  static Map<String, Object> variables(SampleTicket ticket) {
    return Map.of(
        "title",
        ticket.title(),
        "description",
        ticket.description(),
        "impact",
        ticket.impact(),
        "urgency",
        ticket.urgency(),
        "source",
        ticket.source().name());
  }
}
