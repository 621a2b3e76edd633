// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import io.millrace.model.DecisionPoint;
import io.millrace.model.InvalidInputException;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.workshop.ChainExplanation;
import io.millrace.rules.workshop.ItemExample;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Decides about one item and explains it. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    versionProvider = ToolVersion.class,
    sortOptions = false,
    description = {
      "Decides about one item and says why: rules, cells, losers, and rules that came close.",
      "",
      "The item is a JSON object of facts, or an example that 'check' has printed. Decision points"
          + " are asked in order; each sees the answers of the earlier ones.%n"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:bad item, pack or options"},
    footer = {"", "Example:", "  millrace policy explain item.json --pack our-pack"})
@SuppressWarnings("NullAway.Init") // filled by picocli
final class ExplainCommand implements Callable<Integer> {
  private static final int MAX_BYTES = 1 << 20;

  @Parameters(paramLabel = "ITEM.json", description = "the item; - for standard input")
  private Path item;

  @Option(
      names = "--pack",
      paramLabel = "PACK",
      defaultValue = "built-in",
      description = PackArgument.FORMS + "; built-in if not said")
  private String pack;

  @Mixin private PackLayers layers;

  @Option(
      names = "--point",
      paramLabel = "POINT",
      split = ",",
      description = "decision points, in this order; the example's, else all if not said")
  private List<String> points = new ArrayList<>();

  @Option(
      names = "--at",
      paramLabel = "INSTANT",
      description = "the time taken as now; the example's, else openedAt, else now if not said")
  private @Nullable String at;

  @Option(names = "--json", paramLabel = "FILE", description = "write the answers as JSON, too")
  private @Nullable Path json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Output.requireWritable(json);
    ItemExample example = ItemExample.read(item.toString(), content());
    Instant now = at(example);
    ChainExplanation chain;
    try (PolicyPack loaded = layers.load(pack)) {
      chain = ChainExplanation.of(loaded, points(example, loaded), example.facts(), now);
    }
    if (json != null) {
      Output.write(json, ExplainJson.of(chain));
    }
    Output.print(
        spec,
        Texts.visibleLines(chain.toText()) + "\n" + (json == null ? "" : "JSON: " + json + "\n"));
    return 0;
  }

  private byte[] content() {
    if (item.toString().equals("-")) {
      return read(System.in);
    }
    if (!Files.isReadable(item) || Files.isDirectory(item)) {
      String found = Files.isDirectory(item) ? "it is a folder" : "there is none to read";
      throw new InvalidInputException(
          "Expected the item '" + item + "' to be a file, but " + found + ".", "check the path");
    }
    try (InputStream in = Files.newInputStream(item)) {
      return read(in);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private byte[] read(InputStream in) {
    try {
      return in.readNBytes(MAX_BYTES + 1); // one more than allowed: its reader then says so
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private InvalidInputException unreadable(IOException e) {
    return new InvalidInputException(
        "Expected the item '" + item + "' to be readable, but reading it failed (" + e + ").",
        "check the access rights",
        e);
  }

  private List<DecisionPoint> points(ItemExample example, PolicyPack loaded) {
    if (!points.isEmpty()) {
      return points.stream().map(String::strip).map(DecisionPoint::new).toList();
    }
    DecisionPoint point = example.point();
    return point == null ? List.copyOf(loaded.points()) : List.of(point);
  }

  private Instant at(ItemExample example) {
    if (at != null) {
      return instant(at);
    }
    Instant shown = example.at();
    return shown == null ? example.findOpenedAt().orElseGet(ExplainCommand::now) : shown;
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new InvalidInputException(
          "Expected --at to be an instant, but it is '" + text + "'.",
          "write it with a zone, such as 2026-01-31T09:00:00Z",
          e);
    }
  }
}
