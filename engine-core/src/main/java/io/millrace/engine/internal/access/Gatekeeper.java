// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.access;

import io.millrace.engine.NotAllowedException;
import io.millrace.engine.Operations;
import io.millrace.engine.internal.isolation.Answer;
import io.millrace.engine.internal.isolation.Shield;
import io.millrace.model.Caller;
import io.millrace.model.Resource;
import io.millrace.plugin.port.Authorisation;
import io.millrace.plugin.port.Authorisation.Question;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the host's authorisation, and lets nothing pass that it does not allow. Thread-safe. */
public final class Gatekeeper {
  private static final Logger LOG = LoggerFactory.getLogger(Gatekeeper.class);

  /** How many resources a message names. */
  private static final int NAMED = 5;

  /** How much of an id a message shows: callers may pass anything. */
  private static final int SHOWN = 255;

  private final Authorisation port;
  private final Duration budget;
  private final Shield shield;

  /**
   * @param budget how long the port may take for one question
   * @param shield asks the port; never on the calling thread
   */
  public Gatekeeper(Authorisation port, Duration budget, Shield shield) {
    this.port = port;
    this.budget = budget;
    this.shield = shield;
  }

  /** A caller's operations, each of which asks first. */
  public Operations guard(Caller caller, Operations operations) {
    return new GuardedOperations(new Guarded<>(this, caller, operations));
  }

  /**
   * Returns if it is allowed.
   *
   * @throws NotAllowedException if it is not, or if there is no answer in time
   */
  void require(Question question) {
    Answer<Decision> asked = shield.ask(budget, () -> Decision.of(port.decide(question)));
    Decision decision = asked.value();
    if (decision == null) {
      throw unanswered(question, asked);
    }
    if (!decision.allowed()) {
      throw new NotAllowedException(
          question.caller(),
          question.action(),
          question.resources(),
          expected(question) + ", but the authorisation denies it: " + decision.reason(),
          "ask those who grant rights, or let somebody do it who has them");
    }
  }

  /** What the port answered, read while the shield waits for it. */
  private record Decision(boolean allowed, String reason) {

    @SuppressWarnings("ConstantValue") // a record of the host's making: null is not kept out
    static @Nullable Decision of(Authorisation.@Nullable Answer answer) {
      if (answer == null) {
        return null;
      }
      String reason = answer.reason() == null ? "" : answer.reason().strip();
      if (reason.isEmpty()) {
        return new Decision(answer.allowed(), "it gives no reason.");
      }
      return new Decision(answer.allowed(), reason.endsWith(".") ? reason : reason + ".");
    }
  }

  private static NotAllowedException unanswered(Question question, Answer<?> asked) {
    LOG.warn(
        "The authorisation gave no answer about {}: {}",
        question.action(),
        asked.reason(),
        asked.cause());
    // what it threw is for the log: callers must not learn how rights are kept
    String why = asked.cause() == null ? asked.reason() : "it failed";
    return new NotAllowedException(
        question.caller(),
        question.action(),
        question.resources(),
        expected(question) + ", but the authorisation gave no answer: " + why + ".",
        "repeat it once the authorisation answers again: nothing was changed",
        null);
  }

  private static String expected(Question question) {
    String resources =
        question.resources().stream()
            .limit(NAMED)
            .map(Gatekeeper::named)
            .collect(Collectors.joining(", "));
    int more = question.resources().size() - NAMED;
    return "Expected '"
        + question.caller().actor()
        + "' of tenant '"
        + question.caller().tenant()
        + "' to be allowed the action "
        + question.action()
        + " on "
        + resources
        + (more > 0 ? " and " + more + " more" : "");
  }

  private static String named(Resource resource) {
    String id = resource.id();
    String shown = id.length() > SHOWN ? id.substring(0, SHOWN) + "..." : id;
    return resource.type().text() + " '" + shown + "'";
  }
}
