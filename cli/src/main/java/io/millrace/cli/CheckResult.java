// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import io.millrace.model.PackRef;
import io.millrace.rules.PackLoadException;
import io.millrace.rules.PackProblem;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.workshop.Finding;
import io.millrace.rules.workshop.Finding.Severity;
import io.millrace.rules.workshop.PackCheck;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the check of one pack gave. Immutable.
 *
 * @param argument how the command line names the pack
 * @param pack which pack it is; null if it did not load
 * @param problems why it did not load; empty if it did
 * @param findings what was found, in the order of {@link PackCheck}
 * @param hidden how many findings are in the layers below, too, and left out
 */
record CheckResult(
    String argument,
    @Nullable PackRef pack,
    List<PackProblem> problems,
    List<Finding> findings,
    int hidden) {
  /** The id under which problems of loading are shown. */
  static final String LOAD = "load";

  CheckResult {
    problems = List.copyOf(problems);
    findings = List.copyOf(findings);
  }

  /**
   * Checks a pack.
   *
   * @param below its layers without the topmost: what is found in them, too, is left out; null to
   *     show everything
   */
  static CheckResult of(String argument, PolicyPack pack, @Nullable PolicyPack below) {
    List<Finding> all = PackCheck.of(pack);
    List<Finding> shown = below == null ? all : PackCheck.added(below, pack);
    return new CheckResult(argument, pack.ref(), List.of(), shown, all.size() - shown.size());
  }

  static CheckResult failed(String argument, PackLoadException failure) {
    return new CheckResult(argument, null, failure.problems(), List.of(), 0);
  }

  long count(Severity severity) {
    long loading = severity == Severity.ERROR ? problems.size() : 0;
    return loading + findings.stream().filter(f -> f.severity() == severity).count();
  }
}
