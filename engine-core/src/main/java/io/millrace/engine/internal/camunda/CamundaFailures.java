// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import io.millrace.engine.Failure;
import io.millrace.engine.internal.GivenUp;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.impl.context.Context;
import org.jspecify.annotations.Nullable;

/** The process engine's incidents as failures. Thread-safe. */
public final class CamundaFailures implements GivenUp {
  /** The pauses between attempts of a timer: one attempt more than there are pauses. */
  static final String RETRY_PAUSES = "PT10S,PT1M,PT10M,PT1H";

  private static final int TIMER_ATTEMPTS = 5;
  private static final String TIMER = "timer-";

  private final CamundaRuntime runtime;

  /**
   * @param runtime the process engine
   */
  public CamundaFailures(CamundaRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public List<Entry> page(String tenant, @Nullable String handler, int offset, int limit) {
    return search(tenant, handler, null, null, offset, limit);
  }

  @Override
  public long count(String tenant) {
    return tables().count(tenant, HandlerWork.BLOCKED_BY_PERSON);
  }

  @Override
  public Optional<Entry> find(String tenant, String id) {
    if (id.startsWith(TIMER)) {
      String job = id.substring(TIMER.length());
      return search(tenant, null, null, job, 0, 1).stream().findFirst();
    }
    return run(id).flatMap(run -> search(tenant, null, run, null, 0, 1).stream().findFirst());
  }

  private static Optional<UUID> run(String id) {
    try {
      return Optional.of(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // no failure has such an id
    }
  }

  private static List<Entry> search(
      String tenant,
      @Nullable String handler,
      @Nullable UUID run,
      @Nullable String job,
      int offset,
      int limit) {
    FailureTables.Search search =
        new FailureTables.Search(
            tenant, HandlerWork.BLOCKED_BY_PERSON, handler, run, job, offset, limit);
    return tables().page(search).stream().map(CamundaFailures::entry).toList();
  }

  private static Entry entry(FailureTables.Row row) {
    String reason = row.reason == null ? "no reason is known" : row.reason;
    Instant since = row.since.toInstant();
    if (row.job != null) {
      return new Entry(
          new Failure(
              TIMER + row.job,
              Failure.Kind.TIMER,
              row.item,
              row.stream,
              row.element,
              null,
              reason,
              TIMER_ATTEMPTS,
              since,
              "mend what the reason names, and retry it: the flow goes on at the timer"),
          null,
          row.job);
    }
    return new Entry(
        new Failure(
            String.valueOf(row.run),
            Failure.Kind.HANDLER,
            row.item,
            row.stream,
            row.element,
            row.handler,
            reason,
            row.attempts,
            since,
            "mend what the reason names, and retry it: handler '"
                + row.handler
                + "' gets the same idempotency key again"),
        row.run,
        null);
  }

  @Override
  public void retryTimer(Entry entry) {
    runtime
        .engine()
        .getManagementService()
        .setJobRetries(TIMER_ATTEMPTS)
        .jobId(entry.job())
        .dueDate(new Date())
        .execute();
  }

  private static FailureTables tables() {
    return Context.getCommandContext()
        .getDbSqlSession()
        .getSqlSession()
        .getMapper(FailureTables.class);
  }
}
