// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import io.millrace.model.InvalidInputException;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.workshop.ScenarioReport;
import io.millrace.rules.workshop.ScenarioRun;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the scenarios of packs. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    versionProvider = ToolVersion.class,
    sortOptions = false,
    description = {
      "Runs the scenarios of a policy pack: given these facts, these answers.",
      "",
      "A run decides as production does. Coverage counts the pack's own rules, rows of tables and"
          + " cells of its matrix, not those of lower layers.%n"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every scenario passed, and they cover what is demanded",
      "1:one failed, they cover too little, or there are none",
      "2:the pack cannot be loaded, or bad options"
    },
    footer = {"", "Example:", "  millrace policy test our-pack --min-coverage 90 --junit out.xml"})
@SuppressWarnings("NullAway.Init") // filled by picocli
final class TestCommand implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final String NONE =
      "Expected scenarios in the pack, but there are none.\n"
          + "Maybe add scenarios/first.yaml; docs/schema/scenarios.schema.json describes it.\n";

  @Parameters(paramLabel = "PACK", description = PackArgument.FORMS)
  private String pack;

  @Mixin private PackLayers layers;

  @Option(
      names = "--min-coverage",
      paramLabel = "PERCENT",
      description = "the least coverage that passes; what pack.yaml demands if that is more")
  private int minCoverage;

  @Option(names = "--json", paramLabel = "FILE", description = "write the report as JSON, too")
  private @Nullable Path json;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "write the report as JUnit XML, too, for build servers")
  private @Nullable Path junit;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (minCoverage < 0 || minCoverage > 100) {
      throw new InvalidInputException(
          "Expected the coverage to be from 0 to 100 percent, but it is " + minCoverage + ".",
          "write a whole number, such as 80");
    }
    Output.requireWritable(json);
    Output.requireWritable(junit);
    ScenarioReport report;
    try (PolicyPack loaded = layers.load(pack)) {
      report = ScenarioRun.of(loaded).demanding(minCoverage);
    }
    StringBuilder text = new StringBuilder(Texts.visibleLines(report.toText())).append('\n');
    if (report.outcomes().isEmpty()) {
      text.append(NONE);
    }
    write(report, text);
    Output.print(spec, text.toString());
    return report.passed() && !report.outcomes().isEmpty() ? 0 : FAILED;
  }

  private void write(ScenarioReport report, StringBuilder text) {
    if (json != null) {
      Output.write(json, ScenarioJson.of(report, pack));
      text.append("JSON: ").append(json).append('\n');
    }
    if (junit != null) {
      Output.write(junit, JunitXml.of(report));
      text.append("JUnit: ").append(junit).append('\n');
    }
  }
}
