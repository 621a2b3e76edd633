// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreams;
import io.millrace.model.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies the models of built-in streams into a project, to be changed there. */
@Command(
    name = "copy",
    mixinStandardHelpOptions = true,
    versionProvider = ToolVersion.class,
    sortOptions = false,
    description = {"Copies the models of built-in streams into a folder, to be changed there.%n"},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, or they are there already",
      "2:no such stream, a file would be lost, or bad options"
    },
    footer = {"", "Example:", "  millrace stream copy restore-live-service --to our-models"})
@SuppressWarnings("NullAway.Init") // filled by picocli
final class StreamCopyCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "KEY",
      arity = "1..*",
      description = "a built-in stream, as 'millrace stream list' shows it")
  private List<String> keys;

  @Option(names = "--to", paramLabel = "FOLDER", required = true, description = "where to")
  private Path to;

  @Option(names = "--force", description = "replace models that differ")
  private boolean force;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    KeptFile.requireFolder(to);
    ValueStreams builtIn = ValueStreams.builtIn();
    List<ValueStream> streams = keys.stream().map(key -> require(builtIn, key)).toList();
    KeptFile files = new KeptFile(spec, force);
    for (ValueStream stream : streams) {
      String model = new String(stream.model().bytes(), StandardCharsets.UTF_8);
      files.write(to.resolve(stream.model().fileName()), model, "model");
    }
    return 0;
  }

  private static ValueStream require(ValueStreams builtIn, String key) {
    List<String> known = builtIn.all().stream().map(ValueStream::key).toList();
    return builtIn
        .find(key)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "Expected a built-in stream, but there is no '" + key + "'.",
                    "choose from " + String.join(", ", known)));
  }
}
