// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.plugin.port.StepHandler;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A step handler that does what a test told it to, and remembers what it was asked. Each call takes
 * the next line of the script; when the script is over, every call ends as the last line said.
 * Thread-safe.
 */
public final class ScriptedStepHandler implements StepHandler {
  private final String name;
  private final Queue<Line> script = new ConcurrentLinkedQueue<>();
  private final List<Task> tasks = new CopyOnWriteArrayList<>();
  private volatile Line last = task -> Completion.done();

  private interface Line {
    Completion play(Task task) throws Exception;
  }

  /**
   * A handler that completes every step without a result.
   *
   * @param name the topic that it works
   */
  public ScriptedStepHandler(String name) {
    this.name = name;
  }

  /** Completes the next call like this. */
  public ScriptedStepHandler completes(Completion completion) {
    script.add(task -> completion);
    return this;
  }

  /** Completes the next call with this result. */
  public ScriptedStepHandler completes(String result) {
    return completes(Completion.result(result));
  }

  /** Fails at the next call. */
  public ScriptedStepHandler fails(String message) {
    script.add(
        task -> {
          throw new IllegalStateException(message);
        });
    return this;
  }

  /** The calls that it got, in order. */
  public List<Task> tasks() {
    return List.copyOf(tasks);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Completion handle(Task task) throws Exception {
    tasks.add(task);
    Line next = script.poll();
    if (next != null) {
      last = next;
    }
    return last.play(task);
  }
}
