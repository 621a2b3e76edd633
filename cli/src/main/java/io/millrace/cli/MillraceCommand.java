// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import io.millrace.logs.LogInterruptedException;
import io.millrace.model.MillraceException;
import io.millrace.rules.workshop.BacktestInterruptedException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The tool's entry. Exit codes: 0 done, 1 unexpected failure, 2 bad input or options, 130 stopped.
 */
@Command(
    name = "millrace",
    versionProvider = ToolVersion.class,
    mixinStandardHelpOptions = true,
    subcommands = {PolicyCommand.class, StreamCommand.class},
    synopsisSubcommandLabel = "COMMAND",
    description = "Checks and tries out what Millrace would do, without a running Millrace.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:unexpected failure",
      "2:bad input or options; the message says what to do",
      "130:stopped"
    })
public final class MillraceCommand {
  private static final int BAD_INPUT = 2;
  private static final int STOPPED = 130;

  MillraceCommand() {}

  /** Runs the command line and ends the process. */
  public static void main(String[] arguments) {
    StopSignal stop = StopSignal.forThisThread();
    int exitCode;
    try {
      exitCode =
          run(
              new PrintWriter(System.out, false, StandardCharsets.UTF_8),
              new PrintWriter(System.err, true, StandardCharsets.UTF_8),
              arguments);
    } finally {
      stop.ended();
    }
    System.exit(exitCode);
  }

  /** Runs the command line; texts are flushed. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine line = new CommandLine(new MillraceCommand());
    line.setOut(out).setErr(err).setExecutionExceptionHandler(MillraceCommand::explain);
    int exitCode = line.execute(arguments);
    out.flush();
    err.flush();
    return exitCode;
  }

  private static int explain(Exception failure, CommandLine line, CommandLine.ParseResult result)
      throws Exception {
    if (!(failure instanceof MillraceException)) {
      throw failure;
    }
    line.getErr().println(Texts.visibleLines(String.valueOf(failure.getMessage())));
    boolean stopped =
        failure instanceof BacktestInterruptedException
            || failure instanceof LogInterruptedException;
    return stopped ? STOPPED : BAD_INPUT;
  }
}
