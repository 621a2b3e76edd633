package io.millrace.examples.desk;

import io.millrace.engine.CompleteStep;
import io.millrace.engine.Millrace;
import io.millrace.engine.Operations;
import io.millrace.model.Caller;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Demand;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Tickets over HTTP. */
@RestController
@RequestMapping("/tickets")
class Tickets {
  private final JdbcClient jdbc;
  private final Operations desk;

  Tickets(JdbcClient jdbc, Millrace millrace) {
    this.jdbc = jdbc;
    this.desk = millrace.as(Caller.actor("desk"));
  }

  record NewTicket(
      String customer, String title, String service, int impact, int urgency, boolean waits) {}

  /** One transaction for the desk's own row and all that Millrace writes. */
  @PostMapping
  @Transactional
  public Ticket open(@RequestBody NewTicket ticket) {
    long number =
        jdbc.sql("insert into TICKET (customer, title) values (?, ?) returning id")
            .params(ticket.customer(), ticket.title())
            .query(Long.class)
            .single();
    Demand demand =
        Demand.builder("T-" + number)
            .title(ticket.title())
            .requester(ticket.customer())
            .fact("service", ticket.service())
            .fact("impact", ticket.impact())
            .fact("urgency", ticket.urgency())
            .fact("customerWaits", ticket.waits())
            .build();
    return Ticket.of(desk.intake().submit(demand).item());
  }

  @GetMapping("/{id}")
  public Ticket show(@PathVariable String id) {
    return desk.work().find(id).map(Ticket::of).orElseThrow(() -> unknown(id));
  }

  /** Why it has its priority. */
  @GetMapping(value = "/{id}/why", produces = "text/plain")
  public String why(@PathVariable String id) {
    return desk.decisions().ofItem(id).stream()
        .filter(made -> made.decision().point().equals(DecisionPoint.PRIORITY))
        .map(made -> desk.decisions().explain(made.id()).toText())
        .collect(Collectors.joining("\n"));
  }

  @PostMapping("/{id}/steps/{step}")
  public Ticket complete(
      @PathVariable String id,
      @PathVariable String step,
      @RequestParam(defaultValue = "") String result) {
    CompleteStep done = CompleteStep.of(id, step);
    return Ticket.of(desk.work().complete(result.isEmpty() ? done : done.result(result)).item());
  }

  private static ResponseStatusException unknown(String id) {
    return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no ticket " + id + ".");
  }
}
