// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.plugin.port.StepHandler;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The handler named booking: does for each work item what a test says. Thread-safe. */
final class ScriptedHandler implements StepHandler {
  private final Map<String, Script> scripts = new ConcurrentHashMap<>();
  private final List<Task> calls = new CopyOnWriteArrayList<>();

  /** What the handler does for one item. */
  interface Script {
    @Nullable Completion run(Task task, int call) throws Exception;
  }

  void script(String item, Script script) {
    scripts.put(item, script);
  }

  /** The calls for one item, the first one first. */
  List<Task> calls(String item) {
    return calls.stream().filter(task -> task.item().equals(item)).toList();
  }

  @Override
  public String name() {
    return "booking";
  }

  @Override
  @SuppressWarnings("NullAway") // a script may break the contract
  public Completion handle(Task task) throws Exception {
    int call;
    synchronized (this) {
      calls.add(task);
      call = calls(task.item()).size();
    }
    Script script = scripts.get(task.item());
    return script == null ? Completion.result("booked") : script.run(task, call);
  }
}
