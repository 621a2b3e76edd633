// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.engine.Isolation;
import io.millrace.engine.NotAllowedException;
import io.millrace.engine.internal.isolation.Shields;
import io.millrace.model.Action;
import io.millrace.model.Caller;
import io.millrace.model.Resource;
import io.millrace.plugin.port.Authorisation;
import io.millrace.plugin.port.Authorisation.Answer;
import io.millrace.plugin.port.Authorisation.Question;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nothing passes but what is allowed explicitly and in time. */
@Tag("no-store")
class GatekeeperTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Question QUESTION =
      new Question(
          new Caller("acme", "ann"),
          Action.COMPLETE,
          List.of(new Resource(Resource.Type.WORK_ITEM, "INC-1")));

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  private Gatekeeper gate(Authorisation port) {
    return gate(port, LONG);
  }

  private Gatekeeper gate(Authorisation port, Duration budget) {
    Shields shields = new Shields(Isolation.defaults(), threads, Throwable::toString);
    return new Gatekeeper(port, budget, shields.patient("authorisation", "authorisation", "host"));
  }

  private NotAllowedException denial(Gatekeeper gate, Question question) {
    return catchThrowableOfType(NotAllowedException.class, () -> gate.require(question));
  }

  @Test
  void shouldLetPassWhatIsAllowed() {
    gate(question -> Answer.allow()).require(QUESTION);
  }

  @Test
  void shouldSayWhoMayNotDoWhatAndWhy() {
    // when
    NotAllowedException denial = denial(gate(question -> Answer.deny("wrong team")), QUESTION);

    // then
    assertThat(denial)
        .hasMessage(
            "Expected 'ann' of tenant 'acme' to be allowed the action COMPLETE on work item"
                + " 'INC-1', but the authorisation denies it: wrong team.\n"
                + "Maybe ask those who grant rights, or let somebody do it who has them.");
    assertThat(denial.caller()).isEqualTo(QUESTION.caller());
    assertThat(denial.action()).isEqualTo(Action.COMPLETE);
    assertThat(denial.resources()).isEqualTo(QUESTION.resources());
    assertThat(denial.answered()).isTrue();
  }

  @Test
  void shouldDenyWithoutAReason() {
    assertThat(denial(gate(question -> new Answer(false, " ")), QUESTION).problem())
        .endsWith("but the authorisation denies it: it gives no reason.");
  }

  @Test
  void shouldShowAFewResourcesAndTheBeginningOfLongIds() {
    // given
    List<Resource> many =
        IntStream.range(0, 100)
            .mapToObj(i -> new Resource(Resource.Type.WORK_ITEM, i + "x".repeat(1000)))
            .toList();
    Question question = new Question(QUESTION.caller(), Action.SUBMIT, many);

    // when
    NotAllowedException denial = denial(gate(asked -> Answer.deny("no")), question);

    // then
    assertThat(denial.problem()).contains("...' and 95 more, but").hasSizeLessThan(1600);
    assertThat(denial.resources()).hasSize(100);
  }

  @Test
  @SuppressWarnings("NullAway") // what a careless port does
  void shouldDenyWhenThereIsNoAnswer() {
    NotAllowedException denial = denial(gate(question -> null), QUESTION);

    assertThat(denial)
        .hasMessage(
            "Expected 'ann' of tenant 'acme' to be allowed the action COMPLETE on work item"
                + " 'INC-1', but the authorisation gave no answer: it gave no answer.\n"
                + "Maybe repeat it once the authorisation answers again: nothing was changed.");
    assertThat(denial.answered()).isFalse();
  }

  @Test
  void shouldDenyWhenThePortThrowsAnythingAtAll() {
    for (Throwable thrown :
        List.of(
            new IllegalStateException("no LDAP"),
            new StackOverflowError(),
            new java.io.IOException("sneaky"))) {
      NotAllowedException denial =
          denial(gate(question -> GatekeeperTest.<RuntimeException>sneak(thrown)), QUESTION);

      assertThat(denial.problem()).endsWith("gave no answer: it failed.");
      assertThat(denial).as("what it threw is for the log alone").hasNoCause();
      assertThat(denial.answered()).isFalse();
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> Answer sneak(Throwable thrown) throws E {
    throw (E) thrown;
  }

  @Test
  void shouldDenyAndInterruptWhatTakesTooLong() throws InterruptedException {
    // given
    CountDownLatch interrupted = new CountDownLatch(1);
    Authorisation slow =
        question -> {
          try {
            Thread.sleep(LONG.toMillis());
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
          return Answer.allow();
        };

    // when
    NotAllowedException denial = denial(gate(slow, Duration.ofMillis(50)), QUESTION);

    // then
    assertThat(denial.problem()).endsWith("gave no answer: it took longer than 50 ms.");
    assertThat(interrupted.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void shouldNotTakeEverMoreThreadsForCallsThatHang() throws InterruptedException {
    // given
    AtomicInteger begun = new AtomicInteger();
    CountDownLatch end = new CountDownLatch(1);
    Authorisation hanging =
        question -> {
          begun.incrementAndGet();
          while (end.getCount() > 0) {
            try {
              end.await();
            } catch (InterruptedException e) {
              // hangs on
            }
          }
          return Answer.allow();
        };
    Gatekeeper gate = gate(hanging, Duration.ofMillis(5));

    // when
    for (int i = 0; i < Isolation.defaults().callsAtOnce() + 20; i++) {
      assertThat(denial(gate, QUESTION).answered()).isFalse();
    }

    // then
    assertThat(begun.get()).isBetween(1, Isolation.defaults().callsAtOnce());

    // when
    end.countDown();

    // then
    long deadline = System.nanoTime() + LONG.toNanos();
    boolean passed = false;
    while (!passed && System.nanoTime() < deadline) {
      try {
        gate.require(QUESTION);
        passed = true;
      } catch (NotAllowedException e) {
        Thread.onSpinWait();
      }
    }
    assertThat(passed).as("calls that have ended make room").isTrue();
  }

  @Test
  void shouldDenyWhenTheCallerIsInterrupted() {
    // given
    Thread.currentThread().interrupt();

    // when
    NotAllowedException denial = denial(gate(question -> Answer.allow()), QUESTION);

    // then
    assertThat(Thread.interrupted()).isTrue();
    assertThat(denial.problem()).endsWith("gave no answer: the question was interrupted.");
  }

  @Test
  void shouldSayThatItIsClosed() {
    threads.shutdownNow();

    assertThat(denial(gate(question -> Answer.allow()), QUESTION).problem())
        .endsWith("gave no answer: this Millrace is closed.");
  }

  @Test
  void shouldAskAgainHoweverOftenItFailed() {
    // given
    AtomicInteger asked = new AtomicInteger();
    Gatekeeper gate =
        gate(
            question -> {
              if (asked.incrementAndGet() <= 100) {
                throw new IllegalStateException("asked about an odd id");
              }
              return Answer.allow();
            });

    // when
    for (int i = 0; i < 100; i++) {
      assertThat(denial(gate, QUESTION).answered()).isFalse();
    }

    // then
    gate.require(QUESTION);
  }
}
