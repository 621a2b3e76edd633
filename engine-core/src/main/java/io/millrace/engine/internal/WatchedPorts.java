// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.internal.isolation.Running;
import io.millrace.engine.internal.isolation.Shield;
import io.millrace.engine.internal.isolation.UnusableAnswerException;
import io.millrace.plugin.port.Archive;
import io.millrace.plugin.port.Participant;
import io.millrace.plugin.port.WorkingTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** Ports that act within a transaction, on its thread: their calls are counted, not bounded. */
final class WatchedPorts {
  private static final int LONGEST_FAILURE = 1_000;

  private WatchedPorts() {}

  static Participant participant(Participant port, Shield shield) {
    return events -> watchedPlain(shield, () -> port.beforeCommit(List.copyOf(events)));
  }

  static Archive archive(Archive port, Shield shield) {
    return new Archive() {
      @Override
      public void take(Iterable<Document> documents) throws Exception {
        watched(
            shield,
            () -> {
              port.take(documents);
              return true;
            });
      }

      @Override
      public long erase(Erasure erasure) throws Exception {
        return watched(shield, () -> port.erase(erasure));
      }
    };
  }

  static WorkingTime workingTime(WorkingTime port, Shield shield) {
    return (tenant, service, from, to) -> {
      Running running = shield.begin();
      try {
        Duration worked = port.between(tenant, service, from, to);
        if (worked == null
            || worked.isNegative()
            || worked.compareTo(Duration.between(from, to)) > 0) {
          throw new UnusableAnswerException(
              "it says that there are " + worked + " of work from " + from + " to " + to);
        }
        running.succeeded();
        return worked;
      } catch (Throwable e) {
        running.failed(FailureText.of(e, LONGEST_FAILURE));
        throw e;
      } finally {
        running.returned();
      }
    };
  }

  private static void watchedPlain(Shield shield, Runnable call) {
    Running running = shield.begin();
    try {
      call.run();
      running.succeeded();
    } catch (Throwable e) {
      running.failed(FailureText.of(e, LONGEST_FAILURE));
      throw e;
    } finally {
      running.returned();
    }
  }

  private static <T> T watched(Shield shield, Callable<T> call) throws Exception {
    Running running = shield.begin();
    try {
      T result = call.call();
      running.succeeded();
      return result;
    } catch (Throwable e) {
      running.failed(FailureText.of(e, LONGEST_FAILURE));
      throw e;
    } finally {
      running.returned();
    }
  }
}
