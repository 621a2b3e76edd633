// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import io.millrace.rules.workshop.ScenarioOutcome;
import io.millrace.rules.workshop.ScenarioReport;
import java.util.List;

/**
 * A report of scenarios in the form that build servers read from JUnit. Coverage is a test of its
 * own if some is demanded.
 */
final class JunitXml {
  private final StringBuilder xml = new StringBuilder();

  private JunitXml() {}

  static String of(ScenarioReport report) {
    JunitXml text = new JunitXml();
    text.suite(report);
    return text.xml.toString();
  }

  private void suite(ScenarioReport report) {
    boolean demanded = report.demanded() > 0;
    boolean tooLittle = report.percent() < report.demanded();
    int tests = report.outcomes().size() + (demanded ? 1 : 0);
    int failures = report.failed().size() + (tooLittle ? 1 : 0);
    line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    line("<testsuites>");
    line(
        "  <testsuite"
            + attribute("name", report.pack().id())
            + attribute("tests", Integer.toString(tests))
            + attribute("failures", Integer.toString(failures))
            + attribute("errors", "0")
            + attribute("skipped", "0")
            + attribute("time", "0")
            + ">");
    report.outcomes().forEach(this::outcome);
    if (demanded) {
      String found =
          "Expected the scenarios to cover "
              + report.demanded()
              + " percent of the pack, but they cover "
              + report.percent()
              + ".";
      test("coverage", "coverage", tooLittle ? List.of(found) : List.of());
    }
    line("  </testsuite>");
    line("</testsuites>");
  }

  private void outcome(ScenarioOutcome outcome) {
    test(outcome.scenario().file(), outcome.scenario().name(), outcome.failures());
  }

  private void test(String group, String name, List<String> failures) {
    String start =
        "    <testcase"
            + attribute("classname", group)
            + attribute("name", name)
            + attribute("time", "0");
    if (failures.isEmpty()) {
      line(start + "/>");
      return;
    }
    line(start + ">");
    String all = String.join("\n", failures.stream().map(Texts::escape).toList());
    line("      <failure" + attribute("message", failures.get(0)) + ">" + all + "</failure>");
    line("    </testcase>");
  }

  private static String attribute(String name, String value) {
    return " " + name + "=\"" + Texts.escape(value) + "\"";
  }

  private void line(String line) {
    xml.append(line).append('\n');
  }
}
