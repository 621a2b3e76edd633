package io.millrace.engine.internal.access;

import io.millrace.engine.NotAllowedException;
import io.millrace.engine.Operations;
import io.millrace.model.Caller;
import io.millrace.model.InvalidInputException;
import io.millrace.model.Resource;
import io.millrace.plugin.port.Authorisation;
import io.millrace.plugin.port.Authorisation.Answer;
import io.millrace.plugin.port.Authorisation.Question;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the host's authorisation, and lets nothing pass that it does not allow. Thread-safe. */
public final class Gatekeeper {
  private static final Logger LOG = LoggerFactory.getLogger(Gatekeeper.class);

  /** How many calls run at once: calls that hang do not take ever more threads. */
  static final int AT_ONCE = 64;

  /** How many resources a message names. */
  private static final int NAMED = 5;

  /** How much of an id a message shows: callers may pass anything. */
  private static final int SHOWN = 255;

  private final Authorisation port;
  private final Duration budget;
  private final Executor executor;
  private final Semaphore free = new Semaphore(AT_ONCE);

  /**
   * @param budget how long the port may take for one question
   * @param executor runs the port; never the calling thread
   */
  public Gatekeeper(Authorisation port, Duration budget, Executor executor) {
    this.port = port;
    this.budget = budget;
    this.executor = executor;
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
    long deadline = System.nanoTime() + budget.toNanos();
    Answer answer;
    try {
      answer = ask(question, deadline);
    } catch (TimeoutException e) {
      throw unanswered(question, "it took longer than " + budget.toMillis() + " ms", null);
    } catch (ExecutionException e) {
      throw unanswered(question, "it failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unanswered(question, "the calling thread was interrupted", e);
    } catch (RejectedExecutionException e) {
      throw new InvalidInputException(
          "Expected this Millrace to be open, but it was closed.",
          "build a new one, or close it later",
          e);
    }
    if (answer == null) {
      throw unanswered(question, "it returned null", null);
    }
    if (!answer.allowed()) {
      throw new NotAllowedException(
          question.caller(),
          question.action(),
          question.resources(),
          expected(question) + ", but the authorisation denies it: " + reason(answer),
          "ask those who grant rights, or let somebody do it who has them");
    }
  }

  private @Nullable Answer ask(Question question, long deadline)
      throws InterruptedException, TimeoutException, ExecutionException {
    if (!free.tryAcquire(left(deadline), TimeUnit.NANOSECONDS)) {
      throw new TimeoutException();
    }
    PortCall<Answer> call = new PortCall<>(() -> port.decide(question), free::release);
    boolean started = false;
    try {
      executor.execute(call);
      started = true;
    } finally {
      if (!started) {
        free.release();
      }
    }
    return call.await(left(deadline));
  }

  private static long left(long deadline) {
    return Math.max(0, deadline - System.nanoTime());
  }

  @SuppressWarnings("ConstantValue") // a record of the host's making: null is not kept out
  private static String reason(Answer answer) {
    String reason = answer.reason() == null ? "" : answer.reason().strip();
    if (reason.isEmpty()) {
      return "it gives no reason.";
    }
    return reason.endsWith(".") ? reason : reason + ".";
  }

  private static NotAllowedException unanswered(
      Question question, String why, @Nullable Throwable cause) {
    LOG.warn("The authorisation gave no answer about {}: {}", question.action(), why, cause);
    return new NotAllowedException(
        question.caller(),
        question.action(),
        question.resources(),
        expected(question) + ", but the authorisation gave no answer: " + why + ".",
        "repeat it once the authorisation answers again: nothing was changed",
        cause);
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
