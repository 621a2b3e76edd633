// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import io.millrace.bpmn.CheckReport;
import io.millrace.bpmn.Installation;
import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreamException;
import io.millrace.bpmn.ValueStreams;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks for mistakes in models. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    versionProvider = ToolVersion.class,
    sortOptions = false,
    description = {
      "Looks for mistakes in models of value streams, without an engine.",
      "",
      "Finds what is not safe, steps without their metadata, flows that end nowhere, joins that never"
          + " fire and gateways that compare what is not set. The models may come from anybody.%n"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no error and no warning",
      "1:an error or a warning was found",
      "2:a file cannot be read as BPMN, or bad options"
    },
    footer = {"", "Example:", "  millrace stream check hire.bpmn --handlers booking,billing"})
@SuppressWarnings("NullAway.Init") // filled by picocli
final class StreamCheckCommand implements Callable<Integer> {
  private static final int FOUND = 1;
  private static final int UNREADABLE = 2;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = StreamFile.FORM)
  private List<String> files;

  @Option(
      names = "--handlers",
      paramLabel = "TOPICS",
      description = "all step handlers that are installed, with commas between them")
  private @Nullable String handlers;

  @Option(
      names = "--decision-points",
      paramLabel = "NAMES",
      description = "decision points of your own, beside the built-in ones")
  private @Nullable String decisionPoints;

  @Option(
      names = "--streams",
      paramLabel = "KEYS",
      description = "all streams that may be called, beside the built-in ones and those checked")
  private @Nullable String streams;

  @Option(names = "--json", paramLabel = "FILE", description = "write the findings as JSON, too")
  private @Nullable Path json;

  @Option(names = "--quiet", description = "show errors and warnings only, no hints")
  private boolean quiet;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Output.requireWritable(json);
    List<StreamFile> read = files.stream().map(StreamFile::open).toList();
    Installation installation = installation(read);
    List<CheckReport> reports =
        read.stream()
            .map(file -> ValueStreams.check(file.name(), file.content(), installation))
            .toList();
    if (json != null) {
      Output.write(json, StreamCheckJson.of(reports));
    }
    String text = new StreamCheckText(quiet).of(reports);
    Output.print(spec, text + (json == null ? "" : "JSON: " + json + "\n"));
    if (!reports.stream().allMatch(CheckReport::isReadable)) {
      return UNREADABLE;
    }
    return reports.stream().allMatch(CheckReport::isClean) ? 0 : FOUND;
  }

  private Installation installation(List<StreamFile> read) {
    Installation installation = Installation.standard();
    if (handlers != null) {
      installation = installation.withHandlers(names(handlers));
    }
    if (decisionPoints != null) {
      Set<String> points = names(decisionPoints);
      installation.findDecisionPoints().ifPresent(points::addAll);
      installation = installation.withDecisionPoints(points);
    }
    if (streams != null) {
      Set<String> keys = names(streams);
      ValueStreams.builtIn().forEach(stream -> keys.add(stream.key()));
      read.forEach(file -> addKey(file, keys));
      installation = installation.withStreams(keys);
    }
    return installation;
  }

  private static void addKey(StreamFile file, Set<String> keys) {
    try {
      ValueStream stream = file.stream();
      keys.add(stream.key());
    } catch (ValueStreamException e) {
      // the check of the file itself says what is wrong with it
    }
  }

  private static Set<String> names(String text) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : text.split(",")) {
      if (!name.isBlank()) {
        names.add(name.strip());
      }
    }
    return names;
  }
}
