// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The group of commands about value streams. */
@Command(
    name = "stream",
    mixinStandardHelpOptions = true,
    versionProvider = ToolVersion.class,
    subcommands = {
      StreamCheckCommand.class,
      StreamDescribeCommand.class,
      StreamCopyCommand.class,
      StreamTemplatesCommand.class,
      StreamListCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    description = "Works on value streams.")
@SuppressWarnings("NullAway.Init") // filled by picocli
final class StreamCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Missing command; try 'check', 'describe', 'copy', 'templates' or 'list'.");
  }
}
