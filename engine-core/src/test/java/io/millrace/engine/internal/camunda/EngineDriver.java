// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.runtime.Job;

/**
 * Does what the engine's job executor and the handlers of other nodes do, when a test says so and
 * on the test's own thread: lets timers run out, and handlers fail for good.
 */
public final class EngineDriver {
  private final ProcessEngine engine;

  private EngineDriver(ProcessEngine engine) {
    this.engine = engine;
  }

  /** What a supplier has opened, with its engine. */
  public record Opened<T>(T value, EngineDriver engine) {}

  /** Opens something that has a process engine. */
  public static <T> Opened<T> open(Supplier<T> opening) {
    Set<String> before = new HashSet<>(ProcessEngines.getProcessEngines().keySet());
    T opened = opening.get();
    Set<String> after = new HashSet<>(ProcessEngines.getProcessEngines().keySet());
    after.removeAll(before);
    if (after.size() != 1) {
      throw new IllegalStateException("Expected one new engine, but there are " + after + ".");
    }
    ProcessEngine engine =
        Objects.requireNonNull(ProcessEngines.getProcessEngines().get(after.iterator().next()));
    return new Opened<>(opened, new EngineDriver(engine));
  }

  /** A timer that waits. */
  public record Timer(String id, String element) {}

  /** The timers of a work item, by its key, in the order of their elements. */
  public List<Timer> of(String itemKey) {
    List<Timer> timers = new ArrayList<>();
    engine
        .getRuntimeService()
        .createProcessInstanceQuery()
        .processInstanceBusinessKey(itemKey)
        .list()
        .forEach(
            instance -> {
              for (Job job :
                  engine
                      .getManagementService()
                      .createJobQuery()
                      .processInstanceId(instance.getId())
                      .list()) {
                JobDefinition definition =
                    engine
                        .getManagementService()
                        .createJobDefinitionQuery()
                        .jobDefinitionId(job.getJobDefinitionId())
                        .singleResult();
                timers.add(new Timer(job.getId(), definition.getActivityId()));
              }
            });
    timers.sort((a, b) -> (a.element() + a.id()).compareTo(b.element() + b.id()));
    return timers;
  }

  /**
   * Lets a timer run out, as the job executor does: again after a conflict, and not if it failed
   * because it is gone by now.
   *
   * @return whether it was still there
   */
  public boolean fire(String id) {
    while (isThere(id)) {
      try {
        engine.getManagementService().executeJob(id);
        return true;
      } catch (OptimisticLockingException e) {
        continue;
      } catch (RuntimeException e) {
        if (isThere(id)) {
          throw e;
        }
      }
    }
    return false;
  }

  /** A timer has failed so often that the engine gives it up. */
  public void giveUpTimer(String id) {
    engine.getManagementService().setJobRetries(id, 0);
  }

  /**
   * A handler has failed so often at a work item's step, by the item's key, that it is given up.
   */
  public void giveUpStep(String handler, String itemKey) {
    String node = "other";
    engine
        .getExternalTaskService()
        .fetchAndLock(1, node)
        .topic(handler, 60_000)
        .businessKey(itemKey)
        .execute()
        .forEach(
            task ->
                engine
                    .getExternalTaskService()
                    .handleFailure(task.getId(), node, "out of order", null, 0, 0));
  }

  private boolean isThere(String id) {
    return engine.getManagementService().createJobQuery().jobId(id).count() > 0;
  }
}
