// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

final class TestCommandTest {
  @TempDir Path folder;

  @Test
  void shouldListScenariosAndWhatTheyDoNotRun() {
    Run run = Run.of("policy", "test", Packs.house(folder));
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(Packs.plain(run.out()))
        .isEqualTo(
            """
            Scenarios of house 1.0 (digest)

            scenarios/cabling.yaml
              passed  the tower looks after itself
              passed  major faults are urgent

            2 of 2 scenarios passed
              rules and rows of cabling   66 %  2 of 3
                not run: 'cabling teams/row 3' (tables/cabling.csv:8)
            Coverage of the pack's own rules, rows and cells: 66 %
            """);
  }

  @Test
  void shouldFailAndSayWhy() throws Exception {
    Path pack = Packs.house(folder);
    Packs.write(
        pack,
        "scenarios/more.yaml",
        """
        scenarios:
          - scenario: <others> & "more"
            given: {floor: 3}
            expect: {cabling_team: tower}
            because: {cabling_urgent: cabling teams/row 9}
        """);
    Path json = folder.resolve("test.json");
    Path junit = folder.resolve("test.xml");
    Run run =
        Run.of("policy", "test", pack, "--json", json, "--junit", junit, "--min-coverage", 100);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            """
            scenarios/more.yaml
              FAILED  <others> & "more" (line 2)
                      Expected cabling_team to be 'tower', but it is 'cabling' because of the \
            rule 'cabling teams/row 3'.
                      Expected the rule 'cabling teams/row 9' to decide cabling_urgent, but \
            'cabling teams/row 3' did.

            2 of 3 scenarios passed
              rules and rows of cabling  100 %%  3 of 3
            Coverage of the pack's own rules, rows and cells: 100 %% (100 %% demanded)
            JSON: %s
            JUnit: %s
            """
                .formatted(json, junit));
    assertThat(Schemas.problems("policy-test", json)).isEmpty();
    assertThat(Schemas.read(json)).contains("\"passed\" : false", "\"demanded\" : 100");
    Element suite = suite(junit);
    assertThat(suite.getAttribute("tests")).isEqualTo("4");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    Element failure = (Element) suite.getElementsByTagName("failure").item(0);
    assertThat(((Element) failure.getParentNode()).getAttribute("name"))
        .isEqualTo("<others> & \"more\"");
    assertThat(failure.getTextContent()).hasLineCount(2).startsWith("Expected cabling_team to be");
  }

  @Test
  void shouldFailIfTooLittleIsCovered() throws Exception {
    Path junit = folder.resolve("test.xml");
    Path pack = Packs.house(folder);
    Run run = Run.of("policy", "test", pack, "--min-coverage", 67, "--junit", junit);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("cells: 66 % (67 % demanded: too little)\n");
    assertThat(suite(junit).getElementsByTagName("failure").item(0).getTextContent())
        .isEqualTo("Expected the scenarios to cover 67 percent of the pack, but they cover 66.");
    assertThat(Run.of("policy", "test", pack, "--min-coverage", 66).code()).isZero();
  }

  @Test
  void shouldFailWithoutScenarios() {
    Path pack = folder.resolve("none");
    Packs.write(pack, "pack.yaml", "pack: none\nversion: 1\nowner: me\n");
    Run run = Run.of("policy", "test", pack);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .endsWith(
            """
            0 of 0 scenarios passed
            Coverage of the pack's own rules, rows and cells: it has none
            Expected scenarios in the pack, but there are none.
            Maybe add scenarios/first.yaml; docs/schema/scenarios.schema.json describes it.
            """);
  }

  @Test
  void shouldRefuseBadInputWithAdvice() {
    Path pack = Packs.house(folder);
    Run percent = Run.of("policy", "test", pack, "--min-coverage", 101);
    assertThat(percent.code()).isEqualTo(2);
    assertThat(percent.err())
        .isEqualTo(
            """
            Expected the coverage to be from 0 to 100 percent, but it is 101.
            Maybe write a whole number, such as 80.
            """);
    Packs.write(pack, "scenarios/cabling.yaml", "scenarios:\n  - scenario: x\n    expct: {}\n");
    Run broken = Run.of("policy", "test", pack);
    assertThat(broken.code()).isEqualTo(2);
    assertThat(broken.err()).contains("scenarios/cabling.yaml:3: Expected one of the keys");
  }

  private static Element suite(Path junit) throws Exception {
    byte[] xml = Schemas.read(junit).getBytes(StandardCharsets.UTF_8);
    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml))
            .getDocumentElement();
    return (Element) root.getElementsByTagName("testsuite").item(0);
  }
}
