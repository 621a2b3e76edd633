// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import io.millrace.engine.EngineStatus.Waiting;
import io.millrace.engine.internal.EngineQueues;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.camunda.bpm.engine.impl.context.Context;

/** The process engine's jobs, external tasks and incidents as what waits. Thread-safe. */
public final class CamundaQueues implements EngineQueues {

  @Override
  public Waiting timers(Instant now) {
    return waiting(tables().dueJobs(Date.from(now)));
  }

  @Override
  public Waiting steps(Set<String> handlers, Instant now) {
    return waiting(tables().freeSteps(handlers, Date.from(now)));
  }

  @Override
  public long givenUp() {
    return tables().countGivenUp(HandlerWork.BLOCKED_BY_PERSON);
  }

  private static Waiting waiting(QueueTables.Queue queue) {
    Date oldest = queue.oldest;
    return new Waiting(queue.count, oldest == null ? null : oldest.toInstant());
  }

  private static QueueTables tables() {
    return Context.getCommandContext()
        .getDbSqlSession()
        .getSqlSession()
        .getMapper(QueueTables.class);
  }
}
