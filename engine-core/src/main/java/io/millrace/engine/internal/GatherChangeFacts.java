// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.internal.store.WorkItemRow;
import io.millrace.model.Facts;
import io.millrace.plugin.port.StepHandler;
import io.millrace.rules.change.ChangeFacts;
import io.millrace.rules.change.ChangeRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Millrace's own handler: asks the host's ports about a change, outside any transaction, so that
 * the guardrails find what they read among the stored facts. Thread-safe.
 */
final class GatherChangeFacts implements StepHandler {
  static final String NAME = "millrace.gather-change-facts";

  private final ProcessRuntime runtime;
  private final ChangeFacts changeFacts;
  private final Supplier<Instant> now;

  GatherChangeFacts(ProcessRuntime runtime, ChangeFacts changeFacts, Supplier<Instant> now) {
    this.runtime = runtime;
    this.changeFacts = changeFacts;
    this.now = now;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Completion handle(Task task) {
    Facts known = known(task);
    ChangeRequest.Builder change = ChangeRequest.builder(task.item()).tenant(task.tenant());
    known.values().forEach(change::fact);
    known.missing().forEach(change::missing);
    return new Completion(null, news(known, changeFacts.gather(change.build(), now.get())));
  }

  /** The stored facts with what the work item itself says, such as its requester. */
  private Facts known(Task task) {
    return runtime.transaction(
        unit -> {
          WorkItemRow row = unit.store().findItem(task.tenant(), task.item());
          return row == null ? task.facts() : Assessor.known(row, task.facts());
        });
  }

  private static Facts news(Facts known, Facts gathered) {
    Map<String, Object> values = new LinkedHashMap<>(gathered.values());
    values
        .entrySet()
        .removeIf(fact -> Objects.equals(known.values().get(fact.getKey()), fact.getValue()));
    return new Facts(values, gathered.missing());
  }
}
