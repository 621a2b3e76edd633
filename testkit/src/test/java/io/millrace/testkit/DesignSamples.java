// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.model.ClassOfService;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.plugin.PackFiles;
import io.millrace.plugin.port.PullOrder;
import io.millrace.plugin.port.Resolver;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A few questions, items, models and packs. */
final class DesignSamples {
  static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");

  private DesignSamples() {}

  static Resolver.Proposal team(String team, int strength, boolean preferred) {
    return new Resolver.Proposal(
        "team", team, "acme/rule " + team, strength, "it fits", null, Map.of(), preferred);
  }

  static List<Resolver.Question> questions() {
    return List.of(
        new Resolver.Question(
            DecisionPoint.ROUTING,
            List.of("team", "mode"),
            List.of(team("net-team", 70, true), team("service-desk", 10, false)),
            Facts.of("category", "network"),
            AT));
  }

  static PullOrder.Item item(String id, Facts facts, Instant due) {
    return new PullOrder.Item(id, ClassOfService.STANDARD, "3 - Moderate", 3, AT, due, facts, AT);
  }

  static List<PullOrder.Item> itemsByHarm() {
    return List.of(
        item("A", Facts.of("harm", 9), AT.plusSeconds(60)),
        item("B", Facts.of("harm", 9), AT.plusSeconds(120)),
        item("C", Facts.of("harm", -1.5), AT),
        item("D", Facts.none(), AT));
  }

  static byte[] model(String step) {
    return utf8(
        """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
            xmlns:c="http://camunda.org/schema/1.0/bpmn" targetNamespace="urn:axle">
          <process id="wash" name="Wash a car" isExecutable="true" c:historyTimeToLive="P180D">
            <extensionElements>
              <c:properties>
                <c:property name="targetLeadTime" value="PT4H" />
                <c:property name="accountable" value="fleet manager" />
              </c:properties>
            </extensionElements>
            <startEvent id="asked" name="A car is dirty" />
            <sequenceFlow id="f1" sourceRef="asked" targetRef="washCar" />
            <userTask id="washCar" name="%s">
              <extensionElements>
                <c:properties>
                  <c:property name="stepNumber" value="1" />
                  <c:property name="activity" value="deliver and support" />
                  <c:property name="targetLeadTime" value="PT1H" />
                  <c:property name="accountable" value="fleet manager" />
                </c:properties>
              </extensionElements>
            </userTask>
            <sequenceFlow id="f2" sourceRef="washCar" targetRef="done" />
            <endEvent id="done" name="The car is clean" />
          </process>
        </definitions>
        """
            .formatted(step));
  }

  static PackFiles pack(String team, String expected) {
    return PackFiles.of(
        "house",
        Map.of(
            "pack.yaml",
            utf8("pack: house\nversion: '1'\nowner: Ann\n"),
            "tables/teams.csv",
            utf8(
                """
                table,teams
                point,routing
                hit,first
                gaps,allowed
                strength,90
                when category,then team,because
                network,%s,the table says so
                """
                    .formatted(team)),
            "scenarios/teams.yaml",
            utf8(
                """
                scenarios:
                  - scenario: the network has a team of its own
                    given: {category: network}
                    expect: {routing_team: %s}
                """
                    .formatted(expected))));
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
