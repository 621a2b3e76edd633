// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.Failure;
import io.millrace.engine.Failures;
import io.millrace.engine.NotFoundException;
import io.millrace.engine.Page;
import io.millrace.model.Caller;
import java.util.List;

/** The failures of one caller's tenant. */
final class DefaultFailures implements Failures {
  private static final int BATCH = 500;

  private final Caller caller;
  private final ProcessRuntime runtime;
  private final GivenUp givenUp;

  DefaultFailures(Caller caller, ProcessRuntime runtime, GivenUp givenUp) {
    this.caller = caller;
    this.runtime = runtime;
    this.givenUp = givenUp;
  }

  @Override
  public Page<Failure> list(int offset, int limit) {
    Limits.page(offset, limit);
    return runtime.transaction(
        unit ->
            Pages.of(
                givenUp.page(caller.tenant(), null, offset, limit).stream()
                    .map(GivenUp.Entry::failure)
                    .toList(),
                offset,
                limit,
                () -> givenUp.count(caller.tenant())));
  }

  @Override
  public long count() {
    return runtime.transaction(unit -> givenUp.count(caller.tenant()));
  }

  @Override
  public void retry(String id) {
    boolean known = tryAgain(id);
    if (!known) {
      throw new NotFoundException(
          id,
          "Expected failure '" + id + "' to be there, but the tenant has none of that id.",
          "list the failures again: somebody may have let it try again meanwhile");
    }
  }

  @Override
  public int retryAll(String handler) {
    int retried = 0;
    List<GivenUp.Entry> batch;
    do {
      batch = runtime.transaction(unit -> givenUp.page(caller.tenant(), handler, 0, BATCH));
      int before = retried;
      for (GivenUp.Entry entry : batch) {
        retried += tryAgain(entry.failure().id()) ? 1 : 0;
      }
      if (retried == before) {
        return retried; // others are at it too
      }
    } while (batch.size() == BATCH);
    return retried;
  }

  private boolean tryAgain(String id) {
    return runtime.transaction(
        unit ->
            givenUp
                .find(caller.tenant(), id)
                .map(
                    entry -> {
                      tryAgain(unit, entry);
                      return entry;
                    })
                .isPresent());
  }

  private void tryAgain(UnitOfWork unit, GivenUp.Entry entry) {
    if (entry.run() == null) {
      givenUp.retryTimer(entry);
    } else {
      HandledSteps.retried(
          unit, runtime, caller.tenant(), entry.failure().item(), entry.run(), caller.actor());
    }
  }
}
