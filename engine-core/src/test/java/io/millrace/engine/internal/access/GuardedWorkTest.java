// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.engine.BlockStep;
import io.millrace.engine.Cancel;
import io.millrace.engine.CompleteStep;
import io.millrace.engine.Isolation;
import io.millrace.engine.Link;
import io.millrace.engine.NotAllowedException;
import io.millrace.engine.Work;
import io.millrace.engine.WorkRequest;
import io.millrace.engine.internal.isolation.Shields;
import io.millrace.model.Action;
import io.millrace.model.Caller;
import io.millrace.model.Resource;
import io.millrace.plugin.port.Authorisation.Answer;
import io.millrace.plugin.port.Authorisation.Question;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is asked about several requests at once. */
@Tag("no-store")
class GuardedWorkTest {
  private static final Caller ANN = new Caller("acme", "ann");

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Question> questions = new ArrayList<>();
  private final List<Object> done = new ArrayList<>();
  private Action denied = Action.ERASE;

  /** What a caller changes after it was asked about. */
  private final List<WorkRequest<?>> requests =
      new ArrayList<>(
          List.of(
              CompleteStep.of("A"),
              BlockStep.of("B", "no parts"),
              CompleteStep.of("C"),
              CompleteStep.of("A", "again"),
              Link.of("A", "problem", "P-1")));

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  private Work guarded() {
    Work work =
        (Work)
            Proxy.newProxyInstance(
                Work.class.getClassLoader(),
                new Class<?>[] {Work.class},
                (self, method, arguments) -> {
                  done.add(arguments[0]);
                  return List.of();
                });
    Gatekeeper gate =
        new Gatekeeper(
            question -> {
              questions.add(question);
              requests.add(Cancel.of("Z", "smuggled in"));
              return question.action() == denied ? Answer.deny("no") : Answer.allow();
            },
            Duration.ofSeconds(30),
            new Shields(Isolation.defaults(), threads, Throwable::toString)
                .patient("authorisation", "authorisation", "test"));
    return new GuardedWork(new Guarded<>(gate, ANN, work));
  }

  private static Resource item(String id) {
    return new Resource(Resource.Type.WORK_ITEM, id);
  }

  @Test
  void shouldAskOnceForEachActionWithAllItsItems() {
    // when
    guarded().performAll(requests);

    // then
    assertThat(questions)
        .containsExactlyInAnyOrder(
            new Question(ANN, Action.COMPLETE, List.of(item("A"), item("C"))),
            new Question(ANN, Action.BLOCK, List.of(item("B"))),
            new Question(
                ANN,
                Action.LINK,
                List.of(item("A"), new Resource(Resource.Type.LINK_TARGET, "P-1"))));
  }

  @Test
  void shouldDoWhatWasAskedAboutAndNotWhatTheListHoldsBySince() {
    // given
    List<WorkRequest<?>> asked = List.copyOf(requests);

    // when
    guarded().performAll(requests);

    // then
    assertThat(requests).hasSizeGreaterThan(asked.size());
    assertThat(done).containsExactly(asked);
  }

  @Test
  void shouldDoNothingIfOneActionIsDenied() {
    for (Action action : List.of(Action.COMPLETE, Action.BLOCK, Action.LINK)) {
      denied = action;

      assertThatThrownBy(() -> guarded().performAll(requests))
          .isInstanceOfSatisfying(
              NotAllowedException.class, denial -> assertThat(denial.action()).isEqualTo(action));
      assertThat(done).isEmpty();
    }
  }

  @Test
  void shouldNeitherAskNorDoAnythingAboutNothing() {
    assertThat(guarded().performAll(List.of())).isEmpty();
    assertThat(questions).isEmpty();
    assertThat(done).isEmpty();
  }
}
