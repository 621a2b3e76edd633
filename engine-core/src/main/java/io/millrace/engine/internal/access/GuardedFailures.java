// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.access;

import io.millrace.engine.Failure;
import io.millrace.engine.Failures;
import io.millrace.engine.Page;
import io.millrace.model.Action;
import io.millrace.model.Resource;

/** Asks before failures are read or tried again. */
record GuardedFailures(Guarded<Failures> failures) implements Failures {

  @Override
  public Page<Failure> list(int offset, int limit) {
    return failures.allowed(Action.READ_FAILURES).list(offset, limit);
  }

  @Override
  public long count() {
    return failures.allowed(Action.READ_FAILURES).count();
  }

  @Override
  public void retry(String id) {
    failures.allowed(Action.RETRY_FAILURE, Resource.Type.FAILURE, id).retry(id);
  }

  @Override
  public int retryAll(String handler) {
    return failures.allowed(Action.RETRY_FAILURE, Resource.Type.HANDLER, handler).retryAll(handler);
  }
}
