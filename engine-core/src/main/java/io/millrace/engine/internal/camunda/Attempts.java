// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import io.millrace.engine.ConcurrentChangeException;
import io.millrace.engine.EngineException;
import io.millrace.engine.HostTransactions;
import io.millrace.engine.internal.ObjectionException;
import io.millrace.engine.internal.store.DatabaseTrouble;
import io.millrace.model.MillraceException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Runs commands, again after a conflict with another transaction, and says in plain words what went
 * wrong otherwise. Thread-safe.
 */
final class Attempts {
  private static final int MOST = 8;
  private static final long FIRST_PAUSE_MILLIS = 4;
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** Who locks in vain waits long; then trying again would only make it longer. */
  private static final Set<String> LOCKED_STATES = Set.of("55P03", "HYT00");

  /** Unique violations, serialization failures and deadlocks, in H2 and in PostgreSQL. */
  private static final Set<String> CONFLICT_STATES = Set.of("23505", "40001", "40P01", "90131");

  private static final int DEEPEST = 50;

  private final ProcessEngineConfigurationImpl engine;
  private final @Nullable HostTransactions host;

  /**
   * @param engine whose commands are run
   * @param host the transactions of the host's; null if it brings none
   */
  Attempts(ProcessEngineConfigurationImpl engine, @Nullable HostTransactions host) {
    this.engine = engine;
    this.host = host;
  }

  /** Runs a command; inside another one it is part of that, which is then run again as a whole. */
  <T> T run(Function<CommandContext, T> command) {
    CommandExecutor executor = engine.getCommandExecutorTxRequired();
    if (HostTransactionInterceptor.isInsideCommand(engine)) {
      return executor.execute(command::apply);
    }
    return host != null && host.isActive()
        ? runJoined(executor, command, host)
        : runAlone(executor, command);
  }

  /**
   * Runs a command once, in a transaction of the host's: only the host can try all of that again.
   * What was refused before anything was written leaves the transaction as it was; after any other
   * failure it can only be rolled back.
   */
  private static <T> T runJoined(
      CommandExecutor executor, Function<CommandContext, T> command, HostTransactions host) {
    AtomicBoolean writing = new AtomicBoolean();
    try {
      return executor.execute(
          context -> {
            T result = command.apply(context);
            writing.set(true);
            return result;
          });
    } catch (RuntimeException e) {
      if (writing.get() || !isRefusal(e)) {
        giveUp(host, e);
      }
      if (e instanceof MillraceException) {
        throw e;
      }
      throw isConflict(e) ? joinedConflict(e) : translated(e, false);
    } catch (Error e) {
      giveUp(host, e);
      throw e;
    }
  }

  private static boolean isRefusal(RuntimeException failure) {
    return failure instanceof MillraceException
        && !(failure instanceof EngineException)
        && !(failure instanceof ConcurrentChangeException);
  }

  private static void giveUp(HostTransactions host, Throwable failure) {
    try {
      host.setRollbackOnly();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private static ConcurrentChangeException joinedConflict(RuntimeException failure) {
    return new ConcurrentChangeException(
        "Expected the operation to be done in the host's transaction, but others changed or locked"
            + " the same rows: that transaction can only be rolled back.",
        "repeat the whole transaction",
        failure,
        true);
  }

  private static <T> T runAlone(CommandExecutor executor, Function<CommandContext, T> command) {
    long start = System.nanoTime();
    for (int attempt = 1; ; attempt++) {
      AtomicBoolean committing = new AtomicBoolean();
      try {
        return executor.execute(
            context -> {
              context
                  .getTransactionContext()
                  .addTransactionListener(
                      TransactionState.COMMITTING, committed -> committing.set(true));
              return command.apply(context);
            });
      } catch (MillraceException e) {
        throw e;
      } catch (RuntimeException e) {
        if (!isConflict(e)) {
          throw translated(e, committing.get());
        }
        if (attempt == MOST || System.nanoTime() - start > LONGEST_NANOS) {
          throw conflict(attempt, e);
        }
        pause(attempt, e);
      }
    }
  }

  /** What failed and what caused it; a participant's exceptions may go round in a circle. */
  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable one = failure; one != null && causes.size() < DEEPEST; one = one.getCause()) {
      causes.add(one);
    }
    return causes;
  }

  private static boolean isConflict(Throwable failure) {
    boolean objected = false;
    for (Throwable cause : causes(failure)) {
      if (cause instanceof OptimisticLockingException) {
        return true;
      }
      objected |= cause instanceof ObjectionException;
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        // rows of a participant's own that are there already are no conflict of Millrace's
        return LOCKED_STATES.contains(sql.getSQLState())
            || !objected && CONFLICT_STATES.contains(sql.getSQLState());
      }
    }
    return false;
  }

  /** Each pause is twice as long as the one before, and differs, so that rivals part. */
  private static void pause(int attempt, RuntimeException failure) {
    long millis = FIRST_PAUSE_MILLIS << attempt;
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(millis / 2, millis * 3 / 2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw conflict(attempt, failure);
    }
  }

  private static ConcurrentChangeException conflict(int attempts, RuntimeException failure) {
    return new ConcurrentChangeException(
        "Expected the operation to be committed, but others changed or locked the same rows: "
            + attempts
            + (attempts == 1 ? " attempt" : " attempts")
            + " met a conflict, and nothing was changed.",
        "repeat it as it is; if that happens often, let fewer threads work on the same work item",
        failure,
        false);
  }

  private static RuntimeException translated(RuntimeException failure, boolean committing) {
    for (Throwable cause : causes(failure)) {
      if (cause instanceof MillraceException known) {
        return known;
      }
      if (cause instanceof ObjectionException objection) {
        return objection.thrown();
      }
    }
    String thrower = failure.getClass().getName();
    if (!thrower.startsWith("org.camunda.") && !thrower.startsWith("org.apache.ibatis.")) {
      return failure; // thrown by a participant or a host's own code: it is theirs to see
    }
    Optional<DatabaseTrouble> trouble = DatabaseTrouble.find(failure);
    if (committing && trouble.equals(Optional.of(DatabaseTrouble.NOT_REACHABLE))) {
      return new EngineException(
          "Expected the operation to be committed, but the connection to the database broke during"
              + " the commit: whether it was committed is not known.",
          "repeat it with the same command id, or a submission with the same id: that gives the"
              + " first result if it was committed; without an id, read the work item first",
          failure,
          true,
          true);
    }
    return DatabaseTrouble.exception(
        "Expected the operation to be committed, but it was rolled back",
        failure,
        "look at the cause");
  }
}
