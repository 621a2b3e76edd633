package io.millrace.cli;

import io.millrace.model.PackRef;
import io.millrace.rules.PackContents;
import io.millrace.rules.PackLoadException;
import io.millrace.rules.PackProblem;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.RuleInfo;
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
 * @param findings what was found, worst severity last as {@link PackCheck} sorts it
 * @param hidden how many findings are about lower layers alone, and left out
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

  static CheckResult of(String argument, PolicyPack pack, boolean allLayers) {
    List<Finding> all = PackCheck.of(pack);
    PackContents contents = pack.contents();
    String own = pack.ref().id();
    List<Finding> shown =
        all.stream().filter(finding -> allLayers || concerns(finding, own, contents)).toList();
    return new CheckResult(argument, pack.ref(), List.of(), shown, all.size() - shown.size());
  }

  static CheckResult failed(String argument, PackLoadException failure) {
    return new CheckResult(argument, null, failure.problems(), List.of(), 0);
  }

  long count(Severity severity) {
    long loading = severity == Severity.ERROR ? problems.size() : 0;
    return loading + findings.stream().filter(f -> f.severity() == severity).count();
  }

  /** A finding about the pack as a whole, or one of whose rules or tables is in its top layer. */
  private static boolean concerns(Finding finding, String layer, PackContents contents) {
    return finding.rules().isEmpty()
        || finding.rules().stream().anyMatch(place -> isOf(place.rule(), layer, contents));
  }

  private static boolean isOf(String name, String layer, PackContents contents) {
    for (RuleInfo rule : contents.rules()) {
      boolean named = rule.fullName().equals(name) || rule.fullName().startsWith(name + "/");
      if (named && rule.layer().equals(layer)) {
        return true;
      }
    }
    return false;
  }
}
