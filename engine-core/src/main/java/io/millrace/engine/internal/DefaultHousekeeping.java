// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.CleanUpReport;
import io.millrace.engine.ErasePerson;
import io.millrace.engine.ErasureRecord;
import io.millrace.engine.Housekeeping;
import io.millrace.engine.Overdue;
import io.millrace.model.Caller;
import io.millrace.model.InvalidInputException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;

/** Housekeeping for one tenant. */
final class DefaultHousekeeping implements Housekeeping {
  private final Caller caller;
  private final ProcessRuntime runtime;
  private final CleanUp cleanUp;
  private final Eraser eraser;

  DefaultHousekeeping(Caller caller, ProcessRuntime runtime, CleanUp cleanUp, Eraser eraser) {
    this.caller = caller;
    this.runtime = runtime;
    this.cleanUp = cleanUp;
    this.eraser = eraser;
  }

  @Override
  public Overdue overdue() {
    return cleanUp.overdue(caller.tenant());
  }

  @Override
  public CleanUpReport cleanUp(int maxItems, LongConsumer progress) {
    runtime.refuseInHostTransaction("a clean-up, which takes many transactions,");
    if (maxItems < 0) {
      throw new InvalidInputException(
          "Expected a number of work items to delete, but it is " + maxItems + ".",
          "pass 0 or more");
    }
    long begun = System.nanoTime();
    long items = 0;
    long rows = 0;
    long archived = 0;
    while (items < maxItems && !Thread.currentThread().isInterrupted()) {
      int limit = (int) Math.min(CleanUp.ITEMS, maxItems - items);
      CleanUp.Batch batch = cleanUp.items(caller.tenant(), limit);
      items += batch.items();
      rows += batch.rows();
      archived += batch.archived();
      progress.accept(items);
      if (batch.items() == 0) {
        break;
      }
    }
    long commands = commands();
    Overdue left = overdue();
    return new CleanUpReport(
        items,
        rows + commands,
        archived,
        commands,
        left.items() + left.commands(),
        Duration.ofNanos(System.nanoTime() - begun));
  }

  private long commands() {
    long commands = 0;
    int deleted = CleanUp.COMMANDS;
    while (deleted > 0 && !Thread.currentThread().isInterrupted()) {
      deleted = cleanUp.commands(caller.tenant());
      commands += deleted;
    }
    return commands;
  }

  @Override
  public ErasureRecord erase(ErasePerson request) {
    runtime.refuseInHostTransaction("an erasure, which takes many transactions,");
    return eraser.erase(caller, request);
  }

  @Override
  public List<ErasureRecord> erasures(int offset, int limit) {
    Limits.page(offset, limit);
    return eraser.records(caller.tenant(), offset, limit);
  }
}
