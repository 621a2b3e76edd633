// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import io.millrace.bpmn.Check;
import io.millrace.bpmn.CheckReport;
import io.millrace.bpmn.ModelProblem;
import io.millrace.bpmn.Severity;
import io.millrace.bpmn.ValueStreamException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with one file, to say it all at once. */
final class Problems {
  /** In characters: nobody reads more. */
  private static final int LONGEST = 500;

  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final String fileName;
  private final CheckList checks = CheckList.get();
  private final List<ModelProblem> found = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();

  Problems(String fileName) {
    this.fileName = fileName;
  }

  /** The file cannot be read; the advice says more than that of the check. */
  void unreadable(int line, String problem, String advice) {
    Check check = checks.require(CheckReport.UNREADABLE);
    found.add(new ModelProblem(check.id(), check.severity(), null, line, problem, advice));
  }

  /** A problem of the whole file. */
  void add(String check, int line, String problem) {
    add(checks.require(check), null, line, problem);
  }

  void add(String check, XmlElement element, String problem) {
    add(checks.require(check), nearestId(element), element.line, problem);
  }

  /** The advice says more than that of the check. */
  void add(String check, XmlElement element, String problem, String advice) {
    add(checks.require(check), nearestId(element), element.line, problem, advice);
  }

  private void add(Check check, @Nullable String element, int line, String problem) {
    add(check, element, line, problem, check.advice());
  }

  private void add(Check check, @Nullable String element, int line, String problem, String advice) {
    found.add(
        new ModelProblem(check.id(), check.severity(), element, line, inOneLine(problem), advice));
  }

  /** Texts of a model may be long and have lines of their own. */
  private static String inOneLine(String problem) {
    String line = SPACE.matcher(problem).replaceAll(" ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }

  /** A check is left out: what it needs to know is unknown. */
  void skip(String check) {
    skipped.add(checks.require(check).id());
  }

  CheckReport report() {
    return new CheckReport(fileName, found, skipped);
  }

  void throwErrors() {
    List<ModelProblem> errors = report().problems(Severity.ERROR);
    if (!errors.isEmpty()) {
      throw new ValueStreamException(fileName, errors);
    }
  }

  private static @Nullable String nearestId(XmlElement element) {
    for (XmlElement e = element; e != null; e = e.parent) {
      if (!e.id().isEmpty()) {
        return e.id();
      }
    }
    return null;
  }
}
