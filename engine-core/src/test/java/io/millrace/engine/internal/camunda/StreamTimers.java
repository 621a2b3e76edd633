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

/** Lets timers of streams run out when a test says so, on the test's own thread. */
public final class StreamTimers {
  private final ProcessEngine engine;

  private StreamTimers(ProcessEngine engine) {
    this.engine = engine;
  }

  /** What a supplier has opened, with its timers. */
  public record Opened<T>(T value, StreamTimers timers) {}

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
    return new Opened<>(opened, new StreamTimers(engine));
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

  private boolean isThere(String id) {
    return engine.getManagementService().createJobQuery().jobId(id).count() > 0;
  }
}
