// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.describe.StreamDescriptions;
import io.millrace.bpmn.describe.StreamDiagram;
import io.millrace.model.InvalidInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Describes value streams for people. */
@Command(
    name = "describe",
    mixinStandardHelpOptions = true,
    versionProvider = ToolVersion.class,
    sortOptions = false,
    description = {
      "Describes value streams: the tables of ITIL 4, value stream maps and pictures.",
      "",
      "Writes Markdown to standard output if no file is named. The last table shows, over all the"
          + " streams, which practice contributes what to which step.%n"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:a file is no value stream, or bad options"},
    footer = {"", "Example:", "  millrace stream describe hire.bpmn --html hire.html"})
@SuppressWarnings("NullAway.Init") // filled by picocli
final class StreamDescribeCommand implements Callable<Integer> {
  @Mixin private StreamSelection selection;

  @Option(names = "--markdown", paramLabel = "FILE", description = "write the tables as Markdown")
  private @Nullable Path markdown;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "write tables and pictures as one HTML page that needs nothing else")
  private @Nullable Path html;

  @Option(
      names = "--svg",
      paramLabel = "FILE",
      description = "write the picture of one stream as SVG")
  private @Nullable Path svg;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Output.requireWritable(markdown);
    Output.requireWritable(html);
    Output.requireWritable(svg);
    List<ValueStream> streams = selection.streams();
    StreamDescriptions descriptions = StreamDescriptions.of(streams);
    StringBuilder text = new StringBuilder();
    if (svg != null) {
      Output.write(svg, diagram(streams).svg());
      text.append("SVG: ").append(svg).append('\n');
    }
    if (markdown != null) {
      Output.write(markdown, descriptions.markdown());
      text.append("Markdown: ").append(markdown).append('\n');
    }
    if (html != null) {
      Output.write(html, descriptions.html());
      text.append("HTML: ").append(html).append('\n');
    }
    Output.print(spec, text.isEmpty() ? descriptions.markdown() : text.toString());
    return 0;
  }

  private static StreamDiagram diagram(List<ValueStream> streams) {
    if (streams.size() != 1) {
      throw new InvalidInputException(
          "Expected one value stream to draw, but there are " + streams.size() + ".",
          "name one with --stream, or write all of them with --html");
    }
    ValueStream stream = streams.get(0);
    return StreamDiagram.find(stream)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "Expected "
                        + stream.model().fileName()
                        + " to say where its elements are, but it holds no diagram.",
                    "lay it out in a BPMN editor and save it"));
  }
}
