// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The group of commands about policy packs. */
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    versionProvider = ToolVersion.class,
    subcommands = {
      CheckCommand.class,
      TestCommand.class,
      ExplainCommand.class,
      DiffCommand.class,
      BacktestCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    description = "Works on policy packs.")
@SuppressWarnings("NullAway.Init") // filled by picocli
final class PolicyCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Missing command; try 'check', 'test', 'explain', 'diff' or 'backtest'.");
  }
}
