// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.event.Event;
import io.millrace.plugin.port.EventSink;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What becomes of events that sinks refuse, sit on, or do not take any more. */
class OutboxIT {
  private static final String TENANT = "acme";

  /** A sink that refuses some work items and keeps the rest, in the order of delivery. */
  private static final class Moody implements EventSink {
    final Map<String, RuntimeException> refused = new ConcurrentHashMap<>();
    private final Map<String, List<Long>> taken = new HashMap<>();

    @Override
    public synchronized void take(Event event) {
      RuntimeException refusal = refused.get(event.item());
      if (refusal != null) {
        throw refusal;
      }
      taken.computeIfAbsent(event.item(), item -> new ArrayList<>()).add(event.sequence());
    }

    synchronized List<Long> of(String item) {
      return List.copyOf(taken.getOrDefault(item, List.of()));
    }

    void awaitAll(String item, long last) {
      until(() -> of(item).contains(last));
      assertThat(of(item)).containsExactlyElementsOf(upTo(last));
    }
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  private static void until(BooleanSupplier met) {
    long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (!met.getAsBoolean()) {
      assertThat(System.nanoTime()).as("the time to wait is over").isLessThan(end);
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static Millrace open(DataSource database, int attempts, Map<String, EventSink> sinks) {
    return Millrace.builder()
        .dataSource(database)
        .sinkAttempts(attempts)
        .plugin(new PluginTest.Bundle("ears", to -> sinks.forEach(to::eventSink)))
        .build();
  }

  private static SinkStatus status(Events events, String sink) {
    return events.sinks().stream()
        .filter(status -> status.name().equals(sink))
        .findFirst()
        .orElseThrow();
  }

  private static ParkedEvent awaitParked(Events events, String sink, long held) {
    until(() -> events.parked(sink).total() == 1 && status(events, sink).held() == held);
    return events.parked(sink).entries().get(0);
  }

  private static void execute(DataSource database, String sql) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void shouldParkReplayAndSkip() {
    // given
    Moody moody = new Moody();
    Moody calm = new Moody();
    moody.refused.put("BAD", new IllegalStateException("no\0 " + "such queue ".repeat(500)));
    DataSource database = TestStore.newDatabase();
    try (Millrace millrace = open(database, 2, Map.of("moody", moody, "calm", calm))) {
      Desk desk = Desk.of(millrace, TENANT, "ann");
      Events events = desk.ops.events();
      Events others = Desk.of(millrace, "other", "eve").ops.events();

      // when: the sink refuses one item for good
      long bad = desk.submit("BAD").item().sequence();
      long good = desk.submit("GOOD").item().sequence();

      // then: it is parked, what follows is held, and all else goes on
      ParkedEvent parked = awaitParked(events, "moody", bad - 1);
      assertThat(parked.item()).isEqualTo("BAD");
      assertThat(parked.type()).isEqualTo("WORK_ITEM_SUBMITTED");
      assertThat(parked.sequence()).isEqualTo(1);
      assertThat(parked.attempts()).isEqualTo(2);
      assertThat(parked.held()).isEqualTo(bad - 1);
      assertThat(parked.parkedAt()).isAfterOrEqualTo(parked.recordedAt().plusMillis(900));
      assertThat(parked.reason())
          .startsWith("java.lang.IllegalStateException: no\uFFFD such queue")
          .hasSize(1_000);
      calm.awaitAll("BAD", bad);
      moody.awaitAll("GOOD", good);
      until(() -> status(events, "moody").due() == 0);
      assertThat(status(events, "moody"))
          .isEqualTo(new SinkStatus("moody", true, false, 0, 1, bad - 1, null));

      // when: more happens to the item later
      long later = desk.complete("BAD", "register").item().sequence();

      // then: it waits as well
      parked = awaitParked(events, "moody", later - 1);
      calm.awaitAll("BAD", later);

      // and: other tenants neither see nor touch it
      UUID event = parked.id();
      assertThat(others.parked("moody").entries()).isEmpty();
      assertThat(status(others, "moody").parked()).isZero();
      assertThat(others.replayAll("moody")).isZero();
      assertThatThrownBy(() -> others.replay(event, "moody"))
          .isInstanceOf(NotFoundException.class)
          .hasMessage(
              "Expected event '"
                  + event
                  + "' to wait for event sink 'moody', but the tenant has none of that id there.\n"
                  + "Maybe do nothing: it may have been delivered or skipped meanwhile.");
      assertThatThrownBy(() -> others.skip(event, "moody", "mine"))
          .isInstanceOf(NotFoundException.class);
      assertThat(moody.of("BAD")).isEmpty();

      // when: it is replayed, and refused again
      events.replay(event, "moody");
      until(() -> events.parked("moody").total() == 0);
      assertThat(awaitParked(events, "moody", later - 1).attempts()).isEqualTo(2);

      // and: skipped, once the sink has come to its senses
      moody.refused.clear();
      events.skip(event, "moody", "known to the ledger");

      // then: the held ones follow in order, and the record stays
      until(() -> moody.of("BAD").contains(later));
      assertThat(moody.of("BAD"))
          .containsExactlyElementsOf(LongStream.rangeClosed(2, later).boxed().toList());
      SkippedEvent skipped = events.skipped().entries().get(0);
      assertThat(skipped)
          .extracting(SkippedEvent::id, SkippedEvent::sink, SkippedEvent::actor)
          .containsExactly(event, "moody", "ann");
      assertThat(skipped.reason()).isEqualTo("known to the ledger");
      assertThat(events.skipped().total()).isEqualTo(1);
      assertThat(others.skipped().total()).isZero();
      assertThatThrownBy(() -> events.skip(event, "moody", "again"))
          .isInstanceOf(NotFoundException.class);
      until(() -> status(events, "moody").held() == 0 && status(events, "moody").due() == 0);
    }
  }

  @Test
  void shouldReplayEverythingAfterAnOutage() {
    // given
    Moody moody = new Moody();
    DataSource database = TestStore.newDatabase();
    try (Millrace millrace = open(database, 1, Map.of("moody", moody))) {
      Desk desk = Desk.of(millrace, TENANT, "ann");
      Events events = desk.ops.events();
      Map<String, Long> last = new HashMap<>();
      for (int i = 0; i < 5; i++) {
        moody.refused.put("INC-" + i, new IllegalStateException("down"));
        last.put("INC-" + i, desk.submit("INC-" + i).item().sequence());
      }
      long all = last.values().stream().mapToLong(Long::longValue).sum();
      until(
          () -> {
            SinkStatus now = status(events, "moody");
            return now.parked() == 5 && now.held() == all - 5;
          });
      assertThat(events.parked("moody", 3, 1).total()).isEqualTo(5);
      assertThat(events.parked("moody", 3, 1).entries()).hasSize(1);
      UUID held = heldBehind(database, events.parked("moody").entries().get(0).id());

      // then: what is held is neither replayed nor skipped by itself
      assertThatThrownBy(() -> events.replay(held, "moody"))
          .isInstanceOf(InvalidStateException.class)
          .hasMessage(
              "Expected event '"
                  + held
                  + "' to be parked for event sink 'moody', but it is HELD.\n"
                  + "Maybe replay the parked event before it.");
      assertThatThrownBy(() -> events.skip(held, "moody", "why not"))
          .isInstanceOf(InvalidStateException.class)
          .hasMessageEndingWith("Maybe wait until it is: a sink that refuses it parks it.");

      // when
      moody.refused.clear();
      assertThat(events.replayAll("moody")).isEqualTo(5);

      // then
      last.forEach(moody::awaitAll);
      until(() -> status(events, "moody").due() == 0);
      assertThat(events.replayAll("moody")).isZero();
      assertThatThrownBy(() -> events.replayAll("nobody"))
          .isInstanceOf(NotFoundException.class)
          .hasMessage(
              "Expected event sink 'nobody' to be there, but neither has this Millrace a sink of"
                  + " that name nor does an event of the tenant wait for one.\n"
                  + "Maybe take the name from sinks().");
      assertThatThrownBy(() -> events.parked("nobody")).isInstanceOf(NotFoundException.class);
      assertThatThrownBy(() -> events.discard("moody", "gone"))
          .isInstanceOf(InvalidStateException.class)
          .hasMessage(
              "Expected event sink 'moody' to be gone, but this Millrace has it.\n"
                  + "Maybe leave the plugin out that brings it, on every node, or skip single"
                  + " events.");
    }
  }

  private static UUID heldBehind(DataSource database, UUID parked) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select h.EVENT_KEY from MR_OUTBOX h join MR_OUTBOX p on p.ITEM_KEY = h.ITEM_KEY"
                    + " where h.STATE = 'HELD' and p.EVENT_KEY = '"
                    + parked
                    + "'")) {
      rows.next();
      return rows.getObject(1, UUID.class);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void shouldDiscardWhatWaitsForASinkThatIsGone() {
    // given
    DataSource database = TestStore.newDatabase();
    Moody old = new Moody();
    old.refused.put("INC-1", new IllegalStateException("deaf"));
    old.refused.put("INC-2", new IllegalStateException("deaf"));
    long mine;
    long theirs;
    try (Millrace millrace = open(database, 1, Map.of("old", old))) {
      mine = Desk.of(millrace, TENANT, "ann").submit("INC-1").item().sequence();
      theirs = Desk.of(millrace, "other", "eve").submit("INC-2").item().sequence();
    }
    try (Millrace millrace = open(database, 1, Map.of("new", new Moody()))) {
      Events events = Desk.of(millrace, TENANT, "ann").ops.events();
      assertThat(events.sinks()).extracting(SinkStatus::name).containsExactly("new", "old");
      SinkStatus left = status(events, "old");
      assertThat(left.here()).isFalse();
      assertThat(left.due() + left.parked() + left.held()).isEqualTo(mine);

      // when
      long discarded = events.discard("old", "the ledger was sold");

      // then
      assertThat(discarded).isEqualTo(mine);
      assertThat(events.sinks()).extracting(SinkStatus::name).containsExactly("new");
      assertThat(events.skipped(0, 1).total()).isEqualTo(mine);
      assertThat(events.skipped().entries())
          .allMatch(skipped -> skipped.reason().equals("the ledger was sold"))
          .extracting(SkippedEvent::sequence)
          .containsExactlyInAnyOrderElementsOf(upTo(mine));
      assertThatThrownBy(() -> events.discard("old", "again"))
          .isInstanceOf(NotFoundException.class);
      SinkStatus others = status(Desk.of(millrace, "other", "eve").ops.events(), "old");
      assertThat(others.due() + others.parked() + others.held()).isEqualTo(theirs);
    }
  }

  @Test
  void shouldCutOffASinkThatHangs() throws Exception {
    // given
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    AtomicInteger interrupts = new AtomicInteger();
    Moody inner = new Moody();
    Moody calm = new Moody();
    EventSink hanging =
        event -> {
          calls.incrementAndGet();
          while (release.getCount() > 0) {
            try {
              release.await();
            } catch (InterruptedException e) { // a sink that does not care
              interrupts.incrementAndGet();
            }
          }
          inner.take(event);
        };
    DataSource database = TestStore.newDatabase();
    long last;
    try (Millrace millrace =
        Millrace.builder()
            .dataSource(database)
            .sinkBudget(Duration.ofSeconds(1))
            .plugin(
                new PluginTest.Bundle(
                    "ears", to -> to.eventSink("hanging", hanging).eventSink("calm", calm)))
            .build()) {
      Desk desk = Desk.of(millrace, TENANT, "ann");
      Events events = desk.ops.events();

      // when
      last = desk.submit("INC-1").item().sequence();
      calm.awaitAll("INC-1", last);
      until(() -> status(events, "hanging").stalled());
      calm.awaitAll("INC-2", desk.submit("INC-2").item().sequence());

      // then: it was interrupted, is not called again, and no transaction is left open
      Thread.sleep(1_300); // a round later
      assertThat(calls).hasValue(1);
      assertThat(interrupts).hasValue(1);
      assertThat(status(events, "hanging").stalled()).isTrue();
      execute(database, "update MR_OUTBOX set STATE = STATE"); // needs every lock

      // when: it comes back
      release.countDown();

      // then: the event that it took too long for comes again
      until(() -> inner.of("INC-1").contains(last));
      assertThat(inner.of("INC-1")).startsWith(1L, 1L).endsWith(last);
      assertThat(status(events, "hanging").stalled()).isFalse();
    }
  }

  @Test
  void shouldCloseThoughSinksHang() {
    // given
    CountDownLatch entered = new CountDownLatch(3);
    CountDownLatch never = new CountDownLatch(1);
    EventSink hanging =
        event -> {
          entered.countDown();
          while (never.getCount() > 0) {
            try {
              never.await();
            } catch (InterruptedException e) {
              continue; // a sink that does not care
            }
          }
        };
    DataSource database = TestStore.newDatabase();
    Millrace millrace = open(database, 10, Map.of("a", hanging, "b", hanging, "c", hanging));
    Desk desk = Desk.of(millrace, TENANT, "ann");
    desk.submit("INC-1");
    until(() -> entered.getCount() == 0);
    assertThat(desk.ops.events().sinks()).noneMatch(SinkStatus::stalled);

    // when
    long begun = System.nanoTime();
    millrace.close();

    // then: all three end together, long before their budget of 10 s, and no attempt was counted
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(9));
    never.countDown();
    Moody back = new Moody();
    try (Millrace again = open(database, 10, Map.of("a", back, "b", back, "c", back))) {
      assertThat(Desk.of(again, TENANT, "ann").ops.events().sinks()).hasSize(3);
      until(() -> back.of("INC-1").stream().filter(sequence -> sequence == 1).count() == 3);
    }
  }

  @Test
  void shouldLeaveEventsOfANewerReleaseToItsNodes() {
    // given
    Moody moody = new Moody();
    moody.refused.put("NEW", new IllegalStateException("not yet"));
    DataSource database = TestStore.newDatabase();
    long last;
    try (Millrace millrace = open(database, 10, Map.of("moody", moody))) {
      last = Desk.of(millrace, TENANT, "ann").submit("NEW").item().sequence();
    }
    execute(
        database,
        "update MR_OUTBOX set TYPE = 'STEP_BEAMED', ATTEMPTS = 0,"
            + " NEXT_ATTEMPT_AT = timestamp with time zone '1970-01-01 00:00:00+00'"
            + " where SEQUENCE = 1");
    moody.refused.clear();

    // when
    try (Millrace millrace = open(database, 1, Map.of("moody", moody))) {
      Desk desk = Desk.of(millrace, TENANT, "ann");
      Events events = desk.ops.events();
      moody.awaitAll("KNOWN", desk.submit("KNOWN").item().sequence());
      until(() -> status(events, "moody").held() == last - 1);

      // then: neither parked nor overtaken, though one refusal parks
      assertThat(status(events, "moody").parked()).isZero();
      assertThat(moody.of("NEW")).isEmpty();

      // when
      execute(
          database,
          "update MR_OUTBOX set TYPE = 'WORK_ITEM_SUBMITTED',"
              + " NEXT_ATTEMPT_AT = timestamp with time zone '1970-01-01 00:00:00+00'"
              + " where TYPE = 'STEP_BEAMED'");

      // then
      moody.awaitAll("NEW", last);
    }
  }

  /** What all nodes together have delivered, with sinks that fail at random. */
  private static final class Ledger {
    private final Map<String, List<Long>> taken = new HashMap<>();
    private final Map<String, String> inside = new HashMap<>();
    final List<String> overlaps = new ArrayList<>();

    EventSink sink(Random random) {
      return event -> {
        String node = enter(event);
        try {
          if (random.nextInt(12) == 0) {
            throw new IllegalStateException("bad luck");
          }
          add(event);
        } finally {
          leave(event, node);
        }
      };
    }

    private synchronized String enter(Event event) {
      String node = Thread.currentThread().toString();
      String other = inside.putIfAbsent(event.item(), node);
      if (other != null) {
        overlaps.add(event.item() + ": " + node + " and " + other);
      }
      return node;
    }

    private synchronized void leave(Event event, String node) {
      inside.remove(event.item(), node);
    }

    private synchronized void add(Event event) {
      taken.computeIfAbsent(event.item(), item -> new ArrayList<>()).add(event.sequence());
    }

    synchronized List<Long> of(String item) {
      return List.copyOf(taken.getOrDefault(item, List.of()));
    }
  }

  @Test
  void shouldKeepTheOrderWithTwoNodes() {
    // given
    long seed = Long.getLong("millrace.outbox.seed", System.nanoTime());
    DataSource database = TestStore.newDatabase();
    Ledger ledger = new Ledger();
    Map<String, Long> last = new HashMap<>();
    try (Millrace one = open(database, 10, Map.of("ledger", ledger.sink(new Random(seed))));
        Millrace two = open(database, 10, Map.of("ledger", ledger.sink(new Random(seed + 1))))) {
      List<Desk> desks = List.of(Desk.of(one, TENANT, "ann"), Desk.of(two, TENANT, "bob"));

      // when
      for (int i = 0; i < 40; i++) {
        desks.get(i % 2).submit("INC-" + i);
      }
      for (int i = 0; i < 40; i++) {
        Desk other = desks.get((i + 1) % 2);
        last.put("INC-" + i, other.complete("INC-" + i, "register").item().sequence());
      }

      // then: nothing is lost, nothing comes twice, and each item's events are in order
      last.forEach(
          (item, count) -> {
            until(() -> ledger.of(item).size() >= count);
            assertThat(ledger.of(item))
                .as("%s, seed %s", item, seed)
                .containsExactlyElementsOf(upTo(count));
          });
      assertThat(ledger.overlaps).as("seed %s", seed).isEmpty();
      until(() -> status(desks.get(0).ops.events(), "ledger").due() == 0);
    }
  }

  @Test
  void shouldDeliverAgainAfterACrashInTheMiddleOfARound() {
    // given
    DataSource database = TestStore.newDatabase();
    AtomicInteger broken = new AtomicInteger();
    Moody moody = new Moody();
    DataSource brittle =
        BrittleDataSource.over(
            database,
            () ->
                Thread.currentThread().getName().startsWith("millrace-outbox")
                    && !moody.of("INC-1").isEmpty()
                    && broken.getAndIncrement() < 2);
    try (Millrace millrace = open(brittle, 10, Map.of("moody", moody))) {
      Desk desk = Desk.of(millrace, TENANT, "ann");

      // when
      long last = desk.submit("INC-1").item().sequence();

      // then: the round came three times, the first two were undone, and none lost an event
      until(() -> status(desk.ops.events(), "moody").due() == 0);
      assertThat(broken).hasValueGreaterThanOrEqualTo(2);
      assertThat(moody.of("INC-1").stream().filter(sequence -> sequence == 1)).hasSize(3);
      assertThat(moody.of("INC-1").stream().distinct()).containsExactlyElementsOf(upTo(last));
      assertThat(
              moody
                  .of("INC-1")
                  .subList(moody.of("INC-1").size() - (int) last, moody.of("INC-1").size()))
          .containsExactlyElementsOf(upTo(last));
    }
  }
}
