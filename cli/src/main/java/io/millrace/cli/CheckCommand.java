// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import io.millrace.rules.PackLoadException;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.workshop.Finding.Severity;
import java.nio.file.Path;
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

/** Looks for mistakes in packs. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    versionProvider = ToolVersion.class,
    sortOptions = false,
    description = {
      "Looks for mistakes in policy packs, without an item at hand.",
      "",
      "Finds what does not load, rules that contradict each other, can never fire or never win,"
          + " items without an answer, and misspelt facts. Examples are items for 'explain'.%n"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing as bad as --fail-on was found",
      "1:something was found",
      "2:a pack cannot be loaded, or bad options"
    },
    footer = {"", "Example:", "  millrace policy check our-pack --json findings.json"})
@SuppressWarnings("NullAway.Init") // filled by picocli
final class CheckCommand implements Callable<Integer> {
  private static final int FOUND = 1;
  private static final int UNREADABLE = 2;

  /** The least severity that fails a check. */
  enum FailOn {
    error,
    warning;

    boolean isMet(CheckResult result) {
      return result.count(Severity.ERROR) > 0
          || this == warning && result.count(Severity.WARNING) > 0;
    }
  }

  @Parameters(paramLabel = "PACK", arity = "1..*", description = PackArgument.FORMS)
  private List<String> packs;

  @Mixin private PackLayers layers;

  @Option(names = "--all-layers", description = "show what is found in lower layers, too")
  private boolean allLayers;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      defaultValue = "warning",
      description = "error or warning: the least that makes the exit code 1; warning if not said")
  private FailOn failOn;

  @Option(names = "--json", paramLabel = "FILE", description = "write the findings as JSON, too")
  private @Nullable Path json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Output.requireWritable(json);
    List<CheckResult> results = new ArrayList<>();
    for (String pack : packs) {
      results.add(check(pack));
    }
    if (json != null) {
      Output.write(json, CheckJson.of(results));
    }
    Output.print(spec, CheckText.of(results) + (json == null ? "" : "JSON: " + json + "\n"));
    if (results.stream().anyMatch(result -> result.pack() == null)) {
      return UNREADABLE;
    }
    return results.stream().anyMatch(failOn::isMet) ? FOUND : 0;
  }

  private CheckResult check(String argument) {
    try (PolicyPack pack = layers.load(argument);
        PolicyPack below = allLayers ? null : layers.loadBelow(argument)) {
      return CheckResult.of(argument, pack, below);
    } catch (PackLoadException e) {
      return CheckResult.failed(argument, e);
    }
  }
}
