// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.model.Action;
import io.millrace.model.Caller;
import io.millrace.model.Resource;
import io.millrace.plugin.port.Authorisation;
import io.millrace.plugin.port.Authorisation.Answer;
import io.millrace.plugin.port.Authorisation.Question;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What Millrace relies on in an {@link Authorisation}. Extend it in the plugin's tests, and say
 * where the authorisation comes from and what it allows. JUnit 5 runs the tests; each makes an
 * authorisation of its own.
 */
public abstract class AuthorisationContract {
  private static final String UNKNOWN = "millrace-contract-unknown";

  /** For subclasses. */
  protected AuthorisationContract() {}

  /** The authorisation to test, ready for use. */
  protected abstract Authorisation authorisation();

  /** Something that it allows. */
  protected abstract Question allowed();

  /** Something on which the same caller may not do the same. */
  protected abstract Resource denied();

  @Test
  void shouldAllow() {
    assertTrue(ask(allowed()).allowed(), "Expected " + allowed() + " to be allowed.");
  }

  @Test
  void shouldDenyAndSayWhy() {
    Question question = about(List.of(denied()));
    Answer answer = ask(question);

    assertFalse(answer.allowed(), "Expected " + question + " to be denied.");
    assertFalse(answer.reason().isBlank(), "Expected a reason for the denial.");
  }

  @Test
  void shouldAllowSeveralResourcesOnlyIfEachIsAllowed() {
    List<Resource> mine = allowed().resources();
    List<Resource> last = Stream.concat(mine.stream(), Stream.of(denied())).toList();
    List<Resource> first = Stream.concat(Stream.of(denied()), mine.stream()).toList();

    assertFalse(ask(about(last)).allowed(), "Expected a denial: the last one is not allowed.");
    assertFalse(ask(about(first)).allowed(), "Expected a denial: the first one is not allowed.");
  }

  @Test
  void shouldDenyEverythingToActorsWhomItDoesNotKnow() {
    Caller nobody = new Caller(allowed().caller().tenant(), UNKNOWN);
    for (Action action : Action.values()) {
      Question question = new Question(nobody, action, allowed().resources());
      assertFalse(ask(question).allowed(), "Expected " + question + " to be denied.");
    }
  }

  @Test
  void shouldDenyEverythingInTenantsThatItDoesNotKnow() {
    Caller stranger = new Caller(UNKNOWN, allowed().caller().actor());
    for (Action action : Action.values()) {
      Question question = new Question(stranger, action, allowed().resources());
      assertFalse(ask(question).allowed(), "Expected " + question + " to be denied.");
    }
  }

  @Test
  void shouldAnswerWhateverCallersNameAsIds() {
    for (String id : List.of("", "'; drop table x; --", "../..", "\0", "x".repeat(100_000))) {
      for (Resource.Type type : Resource.Type.values()) {
        ask(about(List.of(new Resource(type, id))));
      }
    }
  }

  @Test
  void shouldServeSeveralThreadsAtOnce() throws Exception {
    Authorisation authorisation = authorisation();
    PortChecks.onSeveralThreads(() -> authorisation.decide(allowed()).allowed());
  }

  private Question about(List<Resource> resources) {
    return new Question(allowed().caller(), allowed().action(), resources);
  }

  private Answer ask(Question question) {
    Authorisation authorisation = authorisation();
    Answer answer = PortChecks.inTime(() -> authorisation.decide(question));
    assertNotNull(answer, "Expected an answer, but got null, which denies.");
    assertNotNull(answer.reason(), "Expected a reason, be it empty, but it is null.");
    return answer;
  }
}
