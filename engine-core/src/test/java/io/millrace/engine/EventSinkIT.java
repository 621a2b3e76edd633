// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.event.Event;
import io.millrace.plugin.port.EventSink;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The outbox: at least once, in order for each item, across failures and restarts. */
class EventSinkIT {
  @TempDir Path folder;

  private static Millrace open(MillraceBuilder builder, EventSink sink) {
    return builder.plugin(new PluginTest.Bundle("ears", to -> to.eventSink("test", sink))).build();
  }

  private static List<Event> take(BlockingQueue<Event> queue, int count)
      throws InterruptedException {
    List<Event> events = new ArrayList<>();
    while (events.size() < count) {
      Event event = queue.poll(60, TimeUnit.SECONDS);
      assertThat(event).as("event %s of %s", events.size() + 1, count).isNotNull();
      events.add(event);
    }
    return events;
  }

  @Test
  void shouldDeliverInOrderForEachItem() throws Exception {
    BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
    try (Millrace millrace = open(TestStore.builder(), heard::add)) {
      // when
      Desk desk = Desk.of(millrace, "t", "ann");
      int total = 0;
      for (int i = 0; i < 5; i++) {
        total += (int) desk.close("INC-" + i).item().sequence();
      }

      // then
      List<Event> events = take(heard, total);
      for (int i = 0; i < 5; i++) {
        String item = "INC-" + i;
        List<Long> sequence =
            events.stream().filter(e -> e.item().equals(item)).map(Event::sequence).toList();
        assertThat(sequence)
            .containsExactlyElementsOf(LongStream.rangeClosed(1, sequence.size()).boxed().toList());
      }
    }
  }

  @Test
  void shouldDeliverAgainAfterAFailureAndNotHoldBackOthers() throws Exception {
    // given
    BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
    Set<Long> failed = new HashSet<>();
    EventSink moody =
        event -> {
          if (event.item().equals("BAD") && failed.add(event.sequence()) && failed.size() == 1) {
            throw new AssertionError("not in the mood");
          }
          heard.add(event);
        };
    try (Millrace millrace = open(TestStore.builder(), moody)) {
      // when
      Desk desk = Desk.of(millrace, "t", "ann");
      int bad = (int) desk.submit("BAD").item().sequence();
      int good = (int) desk.submit("GOOD").item().sequence();

      // then: everything of GOOD comes before BAD's first event, which is put off by a second
      List<Event> events = take(heard, bad + good);
      assertThat(events.subList(0, good)).extracting(Event::item).containsOnly("GOOD");
      assertThat(events.subList(good, good + bad))
          .extracting(Event::sequence)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, bad).boxed().toList());
    }
  }

  @Test
  void shouldDeliverThoughTheInjectedClockIsAhead() throws Exception {
    BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
    TestClock clock = new TestClock();
    clock.set(Instant.parse("2999-01-01T00:00:00Z"));
    try (Millrace millrace = open(TestStore.builder().clock(clock), heard::add)) {
      int total = (int) Desk.of(millrace, "t", "ann").submit("INC-1").item().sequence();

      List<Event> events = take(heard, total);

      assertThat(events.get(0).occurredAt()).isEqualTo(clock.instant());
    }
  }

  @Test
  void shouldLetASinkWorkOnTheItem() throws Exception {
    BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
    BlockingQueue<Millrace> self = new LinkedBlockingQueue<>();
    EventSink clerk =
        event -> {
          if (event.data().text("step", "").equals("register")
              && event.type() == io.millrace.event.EventType.STEP_WAITING) {
            Millrace millrace = java.util.Objects.requireNonNull(self.peek());
            Desk.of(millrace, event.tenant(), "clerk").complete(event.item(), "register");
          }
          heard.add(event);
        };
    try (Millrace millrace = open(TestStore.builder(), clerk)) {
      self.add(millrace);
      int before = (int) Desk.of(millrace, "t", "ann").submit("INC-1").item().sequence();

      List<Event> events = take(heard, before + 2);

      assertThat(events.get(before + 1).data().text("step", "")).isEqualTo("investigate");
    }
  }

  @Test
  void shouldDeliverAfterARestartWhatWasLeft() throws Exception {
    // given
    Path file = folder.resolve("left");
    EventSink deaf =
        event -> {
          throw new IllegalStateException("deaf");
        };
    int total;
    try (Millrace millrace = open(TestStore.builder(file), deaf)) {
      total = (int) Desk.of(millrace, "t", "ann").submit("INC-1").item().sequence();
    }

    // when
    BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
    try (Millrace millrace = open(TestStore.builder(file), heard::add)) {
      assertThat(Desk.of(millrace, "t", "ann").item("INC-1").sequence()).isEqualTo(total);
      List<Event> events = take(heard, total);

      // then
      assertThat(events)
          .extracting(Event::sequence)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, total).boxed().toList());
      assertThat(Duration.between(events.get(0).occurredAt(), Instant.now()))
          .isLessThan(Duration.ofMinutes(5));
    }
  }
}
