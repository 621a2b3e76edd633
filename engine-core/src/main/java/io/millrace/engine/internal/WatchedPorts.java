// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.internal.isolation.Running;
import io.millrace.engine.internal.isolation.Shield;
import io.millrace.plugin.port.Archive;
import io.millrace.plugin.port.CallerSource;
import io.millrace.plugin.port.DemandIds;
import io.millrace.plugin.port.Participant;
import java.util.List;

/**
 * Ports that act on the thread that calls Millrace, for its transaction or for what it knows of the
 * request: their calls are counted, not bounded.
 */
final class WatchedPorts {
  private static final int LONGEST_FAILURE = 1_000;

  private WatchedPorts() {}

  static Participant participant(Participant port, Shield shield) {
    return events ->
        watched(
            shield,
            () -> {
              port.beforeCommit(List.copyOf(events));
              return true;
            });
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

  static CallerSource callerSource(CallerSource port, Shield shield) {
    return () -> watched(shield, port::current);
  }

  static DemandIds demandIds(DemandIds port, Shield shield) {
    return (tenant, demand) -> watched(shield, () -> port.idFor(tenant, demand));
  }

  private interface Call<T, E extends Exception> {
    T call() throws E;
  }

  private static <T, E extends Exception> T watched(Shield shield, Call<T, E> call) throws E {
    Running running = shield.begin();
    try {
      T result = call.call();
      if (result == null) {
        running.failed("it gave no answer");
      } else {
        running.succeeded();
      }
      return result;
    } catch (Throwable e) {
      running.failed(FailureText.of(e, LONGEST_FAILURE));
      throw e;
    } finally {
      running.returned();
    }
  }
}
