// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import io.millrace.bpmn.Step;
import io.millrace.bpmn.ValueStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists value streams. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    versionProvider = ToolVersion.class,
    sortOptions = false,
    description = {
      "Lists value streams: key, name, steps, the streams that they call, and file.%n"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:a file is no value stream, or bad options"},
    footer = {"", "Example:", "  millrace stream list hire.bpmn --built-in"})
@SuppressWarnings("NullAway.Init") // filled by picocli
final class StreamListCommand implements Callable<Integer> {
  @Mixin private StreamSelection selection;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    TextTable table = new TextTable();
    for (ValueStream stream : selection.streams()) {
      long steps = stream.steps().stream().mapToInt(Step::number).distinct().count();
      String calls = String.join(", ", stream.calledStreams());
      table.row(
          stream.key(),
          stream.name(),
          Figures.count(steps, "step"),
          calls.isEmpty() ? "calls none" : "calls " + calls,
          stream.model().fileName());
    }
    Output.print(spec, table.toLeft());
    return 0;
  }
}
