// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreams;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StreamDescribeCommandTest {
  @TempDir Path folder;

  @Test
  void shouldPrintMarkdownOfTheBuiltInStreams() {
    Run run = describe();
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .startsWith("# Value streams\n")
        .contains("\n## Minimum viable practices\n");
    for (ValueStream stream : ValueStreams.builtIn()) {
      assertThat(run.out()).contains("\n## " + stream.name() + "\n\n`" + stream.key() + "`\n");
    }
  }

  @Test
  void shouldDescribeFilesAloneOrBesideTheBuiltInStreams() {
    assertThat(describe(Streams.good()).out())
        .contains("\n## Hire a bike\n")
        .contains("| Target of the stream | 1 h |\n| Targets of the steps, added up | 31 min |\n")
        .doesNotContain("Restore a live service");
    assertThat(describe(Streams.good(), "--built-in").out())
        .contains("\n## Hire a bike\n")
        .contains("\n## Restore a live service\n");
  }

  @Test
  void shouldDescribeOnlySomeOfThem() {
    assertThat(describe(Streams.good(), "--built-in", "--stream", "hire-a-bike").out())
        .contains("\n## Hire a bike\n")
        .doesNotContain("Restore a live service");
    Run run = describe(Streams.good(), "--stream", "hire");
    assertThat(run)
        .isEqualTo(
            new Run(
                2,
                "",
                "Expected a value stream with the key 'hire', but there is none.\n"
                    + "Maybe name one of: hire-a-bike.\n"));
  }

  @Test
  void shouldWriteFiles() {
    Path markdown = folder.resolve("hire.md");
    Path html = folder.resolve("hire.html");
    Path svg = folder.resolve("hire.svg");
    Run run = describe(Streams.good(), "--markdown", markdown, "--html", html, "--svg", svg);
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .isEqualTo("SVG: %s\nMarkdown: %s\nHTML: %s\n".formatted(svg, markdown, html));
    assertThat(Schemas.read(markdown)).isEqualTo(describe(Streams.good()).out());
    assertThat(Schemas.read(html)).startsWith("<!DOCTYPE html>").contains("<svg", "Hire a bike");
    assertThat(Schemas.read(svg)).startsWith("<?xml").contains("<svg", "Bike asked for");
  }

  @Test
  void shouldRefuseToDrawSeveralStreamsIntoOneFile() {
    Run run = describe(Streams.good(), "--built-in", "--svg", folder.resolve("x.svg"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "Expected one value stream to draw, but there are %d.\nMaybe name one with --stream, or write all of them with --html.\n"
                .formatted(ValueStreams.builtIn().all().size() + 1));
    assertThat(folder.resolve("x.svg")).doesNotExist();
  }

  @Test
  void shouldSayThatThereIsNothingToDraw() {
    String text = Schemas.read(Streams.good());
    int begin = text.indexOf("<bpmndi:BPMNDiagram");
    int end = text.indexOf("</bpmn:definitions>");
    Path model = Packs.write(folder, "bare.bpmn", text.substring(0, begin) + text.substring(end));
    Run run = describe(model, "--svg", folder.resolve("x.svg"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "Expected %s to say where its elements are, but it holds no diagram.\nMaybe lay it out in a BPMN editor and save it.\n"
                .formatted(model));
  }

  @Test
  void shouldRefuseWhatIsNoValueStream() {
    Path page = Packs.write(folder, "page.bpmn", "<html/>");
    Run run = describe(page);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("Expected '" + page + "' to be a value stream, but found 1 problem:");
    assertThat(describe(folder).err()).contains("but it is a folder");
    assertThat(describe("--html", folder.resolve("none").resolve("x.html")).err())
        .contains("but its folder is not there");
  }

  @Test
  void shouldListStreams() {
    Run run = Run.of("stream", "list", Streams.good());
    assertThat(run)
        .isEqualTo(
            new Run(
                0,
                "  hire-a-bike  Hire a bike  3 steps  calls none  " + Streams.good() + "\n",
                ""));
    assertThat(Run.of("stream", "list").out().lines())
        .hasSize(ValueStreams.builtIn().all().size())
        .anyMatch(
            line -> line.startsWith("  restore-live-service  Restore a live service  7 steps"));
  }

  private static Run describe(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of("stream", "describe"));
    all.addAll(List.of(arguments));
    return Run.of(all.toArray());
  }
}
