// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import io.millrace.bpmn.ValueStreams;
import io.millrace.model.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Copies the element templates for Camunda Modeler into a project. */
@Command(
    name = "templates",
    mixinStandardHelpOptions = true,
    versionProvider = ToolVersion.class,
    sortOptions = false,
    description = {
      "Copies the element templates for Camunda Modeler into a project.",
      "",
      "The Modeler finds them in .camunda/element-templates of the folder that holds the model, or"
          + " of one above it.%n"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done, or they are there already", "2:a file would be lost, or bad options"},
    footer = {"", "Example:", "  millrace stream templates --to our-models"})
@SuppressWarnings("NullAway.Init") // filled by picocli
final class StreamTemplatesCommand implements Callable<Integer> {
  private static final String RESOURCE = "/element-templates/millrace.json";
  private static final String FILE = "millrace.json";
  private static final String FOLDER = "element-templates";

  @Option(
      names = "--to",
      paramLabel = "FOLDER",
      required = true,
      description = "the project's folder, or a folder called " + FOLDER)
  private Path to;

  @Option(names = "--force", description = "replace templates that differ")
  private boolean force;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    KeptFile.requireFolder(to);
    new KeptFile(spec, force).write(folder().resolve(FILE), templates(), "templates");
    return 0;
  }

  private Path folder() {
    Path name = to.toAbsolutePath().normalize().getFileName();
    if (name != null && name.toString().equals(FOLDER)) {
      return to;
    }
    Path folder = to.resolve(".camunda").resolve(FOLDER);
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new InvalidInputException(
          "Expected to create '" + folder + "', but that failed (" + e + ").",
          "check the access rights",
          e);
    }
  }

  private static String templates() {
    try (InputStream in = ValueStreams.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("The jar lacks " + RESOURCE + ".");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
