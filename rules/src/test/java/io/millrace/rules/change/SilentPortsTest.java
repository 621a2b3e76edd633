// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.ChangeWindow;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.model.Person;
import io.millrace.model.ScheduledChange;
import io.millrace.model.TrackRecord;
import io.millrace.plugin.port.ChangeCalendar;
import io.millrace.plugin.port.ChangeHistory;
import io.millrace.plugin.port.ConfigurationGraph;
import io.millrace.plugin.port.People;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What becomes of facts whose ports fail, are late or answer nonsense. */
class SilentPortsTest {
  private static final ExecutorService THREADS = Executors.newCachedThreadPool();

  @AfterAll
  static void stop() {
    THREADS.shutdownNow();
  }

  // ---- ports that do not answer ----

  @Test
  void shouldMarkWhatALatePortWouldHaveToldAndInterruptIt() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    ChangeCalendar late =
        (tenant, concerned, from, to) -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
          return List.of();
        };
    Facts facts =
        gather(
            ports().calendar(late).budget(Duration.ofMillis(50)),
            Samples.change().fact("inFreeze", false));

    interrupted.await();
    assertThat(facts.has("inFreeze")).isFalse();
    assertThat(facts.missing())
        .containsEntry("inFreeze", "change calendar: it took longer than 50 ms")
        .containsEntry("inMaintenanceWindow", "change calendar: it took longer than 50 ms");
    ChangeVerdict verdict = Samples.decide(GuardrailSettings.defaults(), facts);
    assertThat(verdict.find("freeze").orElseThrow().reason())
        .isEqualTo(
            "nobody knows whether there is a freeze: change calendar: it took longer than 50 ms");
    assertThat(verdict.verdict()).isEqualTo(Verdict.NEEDS_APPROVAL);
  }

  @Test
  void shouldMarkWhatPortsThatFailOrAnswerNonsenseWouldHaveTold() {
    People nonsense = (tenant, ids, at) -> nothing();
    ChangeRequest.Builder change = Samples.change().approvers("ann");
    Facts facts = gather(ports().people(nonsense).history(new Broken()), change);

    assertThat(facts.missing())
        .containsEntry(
            "conflicts",
            "change history: it failed: java.lang.UnsupportedOperationException: not today");
    assertThat(facts.missing())
        .containsEntry("approverRoles", "the directory does not know ann, bob");
    Facts none = gather(ports().calendar((tenant, ids, from, to) -> nullList()), change);
    assertThat(none.missing().getOrDefault("inFreeze", ""))
        .startsWith("change calendar: it failed");
  }

  @Test
  void shouldMarkEverythingIfNoThreadIsFree() {
    ChangeFacts gatherer =
        ChangeFacts.builder(
                task -> {
                  throw new RejectedExecutionException();
                })
            .graph((tenant, ids) -> Map.of())
            .build();

    assertThat(gatherer.gather(Samples.change().build(), Samples.AT).missing())
        .containsEntry("blastRadius", "configuration graph: no thread was free to ask it")
        .containsEntry("inFreeze", "change calendar: no thread was free to ask it");
  }

  @Test
  void shouldKeepTheInterruptOfTheCallingThread() {
    ConfigurationGraph slow =
        (tenant, ids) -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Map.of();
        };
    Thread.currentThread().interrupt();

    Facts facts = gather(ports().graph(slow), Samples.change());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(facts.missing())
        .containsEntry("blastRadius", "configuration graph: the question was interrupted");
  }

  @Test
  void shouldRefuseBoundsThatAreNotPositive() {
    assertThatThrownBy(() -> ports().size(0).build())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected positive bounds for asking about changes, but depth is 5, size is 0, budget "
                + "is PT2S and period is PT2160H.\n"
                + "Maybe leave out what you do not want to change.");
  }

  private static final class Broken implements ChangeHistory {
    @Override
    public List<ScheduledChange> scheduled(
        String tenant, Set<String> items, Instant from, Instant to) {
      throw new UnsupportedOperationException("not today");
    }

    @Override
    public TrackRecord ofTeam(String tenant, String team, Instant from, Instant to) {
      throw new UnsupportedOperationException("not today");
    }

    @Override
    public TrackRecord ofModel(String tenant, String model, Instant from, Instant to) {
      throw new UnsupportedOperationException("not today");
    }
  }

  @SuppressWarnings("NullAway") // a host without a null checker can do this
  private static Map<String, Person> nothing() {
    Map<String, Person> people = new HashMap<>();
    people.put("ann", null);
    people.put("bob", null);
    return people;
  }

  @SuppressWarnings("NullAway") // likewise
  private static List<ChangeWindow> nullList() {
    return null;
  }

  private static ChangeFacts.Builder ports() {
    return ChangeFacts.builder(THREADS).period(Duration.ofDays(90));
  }

  private static Facts gather(ChangeFacts.Builder ports, ChangeRequest.Builder change) {
    return ports.build().gather(change.build(), Samples.AT);
  }
}
