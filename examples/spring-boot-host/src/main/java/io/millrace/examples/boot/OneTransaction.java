package io.millrace.examples.boot;

import io.millrace.engine.Millrace;
import io.millrace.model.Caller;
import io.millrace.model.Demand;
import io.millrace.plugin.port.EventSink;
import org.springframework.boot.CommandLineRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** One transaction for a table of the host's and a work item of Millrace's; an event after it. */
@Configuration
@Profile("one-transaction")
class OneTransaction {

  @Bean
  EventSink told() {
    return event -> System.out.println("Told: " + event.type() + " " + event.item());
  }

  @Bean
  CommandLineRunner ticketAndWorkItem(
      Millrace millrace, JdbcTemplate jdbc, TransactionTemplate transactions) {
    return arguments -> {
      jdbc.execute("create table TICKET (id varchar(64) primary key)");
      try {
        transactions.executeWithoutResult(status -> submit(millrace, jdbc, "T-1", true));
      } catch (IllegalStateException e) {
        System.out.println("Rolled back: " + e.getMessage());
      }
      transactions.executeWithoutResult(status -> submit(millrace, jdbc, "T-2", false));
      System.out.println("Tickets: " + jdbc.queryForList("select ID from TICKET", String.class));
      System.out.println("Work items: " + workItems(jdbc) + " and INC-1");
      Thread.sleep(2_000); // the sinks are told on a thread of their own
    };
  }

  private static void submit(Millrace millrace, JdbcTemplate jdbc, String id, boolean fail) {
    jdbc.update("insert into TICKET values (?)", id);
    millrace.as(Caller.system()).intake().submit(Demand.builder(id).title("No mail").build());
    System.out.println("Inside: " + workItems(jdbc));
    if (fail) {
      throw new IllegalStateException("the customer is unknown");
    }
  }

  private static Object workItems(JdbcTemplate jdbc) {
    return jdbc.queryForList("select ID from MR_WORK_ITEM where ID like 'T-%'", String.class);
  }
}
