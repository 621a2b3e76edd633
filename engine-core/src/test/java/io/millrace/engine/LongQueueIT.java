// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.event.Event;
import io.millrace.plugin.port.EventSink;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * Many events of one work item behind a parked one. {@code -Dmillrace.outbox.rows=100000} gives the
 * figures of docs/reliability.md, which are printed.
 */
class LongQueueIT {
  private static final int ROWS = Integer.getInteger("millrace.outbox.rows", 450);
  private static final int PROBES = 20;

  private static final String DUE_HEADS =
      """
      select (select p.EVENT_KEY from MR_OUTBOX p
        where p.ITEM_KEY = o.ITEM_KEY and p.SINK = o.SINK
        order by p.ITEM_KEY, p.SINK, p.SEQUENCE fetch first 1 row only) as HEAD
      from MR_OUTBOX o
      where o.SINK = 'moody' and o.STATE = 'DUE'
        and o.NEXT_ATTEMPT_AT between timestamp with time zone '1970-01-01 00:00:00+00'
        and timestamp with time zone '1970-01-01 00:00:00+00'
      order by o.SINK, o.STATE, o.NEXT_ATTEMPT_AT, o.EVENT_KEY
      offset 0 rows fetch first 500 rows only
      """;

  /** Refuses one work item as long as it is told to. */
  private static final class Moody implements EventSink {
    volatile boolean refuses = true;
    private final List<Event> taken = new ArrayList<>();

    @Override
    public synchronized void take(Event event) {
      if (refuses && event.item().equals("BAD")) {
        throw new IllegalStateException("not this one");
      }
      taken.add(event);
    }

    synchronized List<Long> of(String item) {
      return taken.stream().filter(e -> e.item().equals(item)).map(Event::sequence).toList();
    }

    synchronized int count() {
      return taken.size();
    }
  }

  private static void until(BooleanSupplier met) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    while (!met.getAsBoolean()) {
      assertThat(System.nanoTime()).as("the time to wait is over").isLessThan(end);
      Thread.sleep(5);
    }
  }

  @Test
  void shouldHoldAndWorkOffALongQueue() throws Exception {
    // given: a parked event
    DataSource database = TestStore.newDatabase();
    Moody moody = new Moody();
    try (Millrace millrace =
        Millrace.builder()
            .dataSource(database)
            .sinkAttempts(1)
            .plugin(new PluginTest.Bundle("ears", to -> to.eventSink("moody", moody)))
            .build()) {
      Desk desk = Desk.of(millrace, "acme", "ann");
      Events events = desk.ops.events();
      long first = desk.submit("BAD").item().sequence();
      until(() -> events.parked("moody").total() == 1);

      // when: many more events of the work item come
      long last = first + ROWS;
      add(database, first + 1, last);
      long added = System.nanoTime();
      until(() -> events.sinks().get(0).held() == last - 1);
      print("%,d rows were held after %.1f s", ROWS, seconds(added));

      // then: those of other work items are delivered as if they were not there
      List<Double> latencies = new ArrayList<>();
      for (int i = 0; i < PROBES; i++) {
        String item = "GOOD-" + i;
        long end = desk.submit(item).item().sequence();
        long committed = System.nanoTime();
        until(() -> moody.of(item).contains(end));
        latencies.add(seconds(committed));
        assertThat(moody.of(item)).containsExactlyElementsOf(upTo(1, end));
      }
      latencies.sort(null);
      print("other events were delivered after %.3f s (median)", latencies.get(PROBES / 2));
      explain(database);

      // when: the cause is mended
      int before = moody.count();
      moody.refuses = false;
      long replayed = System.nanoTime();
      events.replay(events.parked("moody").entries().get(0).id(), "moody");

      // then: all of it comes, in order
      until(() -> moody.count() == before + last);
      print("%,d rows were delivered at %,.0f events/s", last, last / seconds(replayed));
      assertThat(moody.of("BAD")).containsExactlyElementsOf(upTo(1, last));
      until(() -> events.sinks().get(0).due() == 0);
      assertThat(events.sinks())
          .containsExactly(new SinkStatus("moody", true, false, 0, 0, 0, null));
    }
  }

  private static List<Long> upTo(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static void print(String text, Object... values) {
    System.out.println(String.format(Locale.ROOT, text, values));
  }

  private static void add(DataSource database, long first, long last) throws SQLException {
    boolean postgresql = TestStore.isPostgresql();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "insert into MR_OUTBOX (EVENT_KEY, SINK, ITEM_KEY, SEQUENCE, TYPE, TENANT, ITEM, DATA,"
              + " OCCURRED_AT, RECORDED_AT, STATE, ATTEMPTS, NEXT_ATTEMPT_AT)"
              + " select "
              + (postgresql ? "gen_random_uuid()" : "random_uuid()")
              + ", o.SINK, o.ITEM_KEY, n.N, 'FACTS_UPDATED', o.TENANT, o.ITEM, o.DATA,"
              + " o.OCCURRED_AT, o.RECORDED_AT, 'DUE', 0,"
              + " timestamp with time zone '1970-01-01 00:00:00+00'"
              + " from MR_OUTBOX o, "
              + (postgresql ? "generate_series(" : "system_range(")
              + first
              + ", "
              + last
              + (postgresql ? ") n(N)" : ") n(N)")
              + " where o.STATE = 'PARKED'");
    }
  }

  private static void explain(DataSource database) throws SQLException {
    if (!TestStore.isPostgresql()) {
      return;
    }
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("explain (analyze, buffers) " + DUE_HEADS)) {
      StringBuilder plan = new StringBuilder();
      while (rows.next()) {
        plan.append(rows.getString(1)).append('\n');
      }
      print("%s", plan);
    }
  }
}
