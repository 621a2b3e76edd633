// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.streams;

import io.millrace.bpmn.ValueStream;
import io.millrace.engine.MigrationFinding;
import io.millrace.engine.MigrationVerdict;
import io.millrace.engine.StreamVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of a migration plan that moves from one version. Thread-safe. */
public final class VersionMove {
  private final StreamVersion from;
  private final ElementMapping mapping;
  private final ValueStream to;
  private final Outlook outlook;
  private final Map<String, String> answers = new LinkedHashMap<>();
  private final EngineMigration engine;

  /**
   * @param outlook of the version to move to
   * @param to the version to move to
   */
  public VersionMove(
      StreamVersion from,
      ElementMapping mapping,
      ValueStream to,
      Outlook outlook,
      EngineMigration engine) {
    this.from = from;
    this.mapping = mapping;
    this.to = to;
    this.outlook = outlook;
    this.engine = engine;
    to.decisions().forEach((element, point) -> answers.put(element, point.variable("")));
  }

  /** The process engine's part. */
  public EngineMigration engine() {
    return engine;
  }

  /** The version to move from. */
  public StreamVersion from() {
    return from;
  }

  /** Where a step goes on. */
  public String target(String step) {
    String target = mapping.find(step);
    return target == null ? step : target;
  }

  /**
   * Why an instance does not move; empty if nothing speaks against it.
   *
   * @param places the innermost elements at which it is
   * @param variables the variables that it has or gets
   */
  public List<MigrationFinding> judge(
      String item, Collection<String> places, Set<String> variables) {
    List<MigrationFinding> findings = new ArrayList<>();
    List<String> targets = new ArrayList<>();
    for (String place : places) {
      String target = mapping.find(place);
      if (target != null) {
        targets.add(target);
      }
    }
    for (String place : new LinkedHashSet<>(places)) {
      if (mapping.find(place) == null) {
        findings.add(unmapped(item, place));
      }
    }
    if (!findings.isEmpty()) {
      return findings;
    }
    String trouble = outlook.trouble(targets);
    if (trouble != null) {
      return List.of(
          finding(
              item,
              MigrationVerdict.MUST_STAY,
              null,
              "Expected it to come to its end from " + targets + ", but " + trouble + ".",
              List.of()));
    }
    Outlook.Wanted wanted = outlook.wanted(targets, variables, answers);
    return wanted == null ? List.of() : List.of(lacking(item, wanted));
  }

  private MigrationFinding unmapped(String item, String place) {
    String difference = mapping.findDifference(place);
    List<String> suggestions = mapping.suggestions(place);
    boolean stays = difference != null || suggestions.isEmpty();
    String reason =
        difference != null
            ? difference
            : suggestions.isEmpty()
                ? "the other version has nothing of its kind"
                : "the other version has none of that id";
    return finding(
        item,
        stays ? MigrationVerdict.MUST_STAY : MigrationVerdict.NEEDS_MAPPING,
        place,
        "Expected '" + place + "' to go on in the other version, but " + reason + ".",
        suggestions);
  }

  private MigrationFinding lacking(String item, Outlook.Wanted wanted) {
    return finding(
        item,
        MigrationVerdict.NEEDS_MAPPING,
        null,
        "Expected the variable '"
            + wanted.variable()
            + "' to be known where '"
            + wanted.element()
            + "' wants it, but the work item has passed what sets it, or may do so.",
        results(wanted.variable()));
  }

  private List<String> results(String variable) {
    return to.steps().stream()
        .filter(step -> step.resultVariable().equals(variable))
        .flatMap(step -> step.results().stream())
        .toList();
  }

  /** The finding of an instance that moves. */
  public MigrationFinding moves(String item) {
    return finding(item, MigrationVerdict.MOVES, null, "", List.of());
  }

  /** The findings of an instance that the process engine refuses. */
  public List<MigrationFinding> refused(String item, List<Refusal> refusals) {
    return refusals.stream()
        .map(
            refusal ->
                finding(
                    item,
                    MigrationVerdict.MUST_STAY,
                    refusal.element(),
                    "Expected "
                        + (refusal.element() == null ? "it" : "'" + refusal.element() + "'")
                        + " to go on in the other version, but "
                        + refusal.reason()
                        + ".",
                    List.of()))
        .toList();
  }

  private MigrationFinding finding(
      String item,
      MigrationVerdict verdict,
      @Nullable String element,
      String reason,
      List<String> suggestions) {
    return new MigrationFinding(item, from, verdict, element, reason, suggestions);
  }
}
