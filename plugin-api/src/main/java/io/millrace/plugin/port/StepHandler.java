// SPDX-License-Identifier: Apache-2.0
package io.millrace.plugin.port;

import io.millrace.api.HostCalls;
import io.millrace.api.HostImplements;
import io.millrace.model.Facts;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Does an automated step: an external task of a value stream whose topic is the handler's name.
 *
 * <p>Runs outside any transaction, on a thread of Millrace's own pool, several at once. It may run
 * again for the same step run after a failure or a crash, so that side effects must carry {@link
 * Task#idempotencyKey()}. An exception is retried with growing pauses and then becomes visible as a
 * blocked step. A thread that outlasts the engine's handler budget is interrupted, and its late
 * result is refused.
 */
@HostImplements
public interface StepHandler {

  /** The topic that this handler works; unique among all plugins. */
  String name();

  /**
   * Does the step.
   *
   * @throws Exception to have it retried
   */
  Completion handle(Task task) throws Exception;

  /**
   * One step to do. Immutable.
   *
   * @param idempotencyKey the id of the step run: the same for every retry
   * @param tenant the tenant of the work item
   * @param item the host's id of the work item
   * @param stream the key of the value stream
   * @param step the key of the step
   * @param facts the stored facts of the work item
   */
  @HostCalls
  record Task(
      UUID idempotencyKey, String tenant, String item, String stream, String step, Facts facts) {}

  /**
   * What came of it. Immutable.
   *
   * @param result one of the results that the step declares; null if it declares none
   * @param facts what was learnt; stored with the work item. A fact that is marked missing is not
   *     known any more, whatever was stored before
   */
  @HostCalls
  record Completion(@Nullable String result, Facts facts) {
    /** Done, with no result to choose and nothing learnt. */
    public static Completion done() {
      return new Completion(null, Facts.none());
    }

    /** Done with one of the step's results. */
    public static Completion result(String result) {
      return new Completion(result, Facts.none());
    }
  }
}
