// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.reliability;

import io.millrace.plugin.Contributions;
import io.millrace.plugin.Plugin;
import io.millrace.plugin.port.StepHandler;

/** A handler and an event sink that do nothing but to record. Thread-safe. */
record Recording(Recorder recorder) implements Plugin {

  @Override
  public String id() {
    return "recording";
  }

  @Override
  public void contribute(Contributions to) {
    to.stepHandler(new Handler(recorder));
    to.eventSink("records", recorder::event);
  }

  private record Handler(Recorder recorder) implements StepHandler {
    @Override
    public String name() {
      return "record";
    }

    @Override
    public Completion handle(Task task) {
      recorder.called(task.idempotencyKey());
      recorder.effect(task.idempotencyKey());
      return Completion.done();
    }
  }
}
