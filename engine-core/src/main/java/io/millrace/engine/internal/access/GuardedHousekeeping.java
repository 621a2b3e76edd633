// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.access;

import io.millrace.engine.CleanUpReport;
import io.millrace.engine.ErasePerson;
import io.millrace.engine.ErasureRecord;
import io.millrace.engine.Housekeeping;
import io.millrace.engine.Overdue;
import io.millrace.model.Action;
import java.util.List;
import java.util.function.LongConsumer;

/** Asks before anything is deleted or erased; whom an erasure is about is not told. */
record GuardedHousekeeping(Guarded<Housekeeping> housekeeping) implements Housekeeping {

  @Override
  public Overdue overdue() {
    return housekeeping.allowed(Action.READ_HOUSEKEEPING).overdue();
  }

  @Override
  public CleanUpReport cleanUp(int maxItems, LongConsumer progress) {
    return housekeeping.allowed(Action.CLEAN_UP).cleanUp(maxItems, progress);
  }

  @Override
  public ErasureRecord erase(ErasePerson request) {
    return housekeeping.allowed(Action.ERASE).erase(request);
  }

  @Override
  public List<ErasureRecord> erasures(int offset, int limit) {
    return housekeeping.allowed(Action.READ_HOUSEKEEPING).erasures(offset, limit);
  }
}
