// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PackLoaderTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
  private static final String MANIFEST = "pack: %s\nversion: '1'\nowner: desk\n";
  private static final String HEAD =
      """
      package %s;
      dialect "java"
      import io.millrace.rules.drl.Item;
      global io.millrace.rules.drl.Proposals proposals;
      """;

  @Test
  void shouldOverrideRulesAndTablesByNameLayerByLayer() {
    PackSource host =
        pack(
            "house",
            "rules/routing/own.drl",
            rule("io.millrace.policy.routing", "default team", "team", "house desk", 1),
            "tables/triage.csv",
            "table,triage\npoint,triage\nwhen vip,then harm,because\n,house,the host says so\n");
    PackSource tenant =
        pack(
            "tenant",
            "rules/a.drl",
            rule("io.millrace.policy.routing", "default team", "team", "tenant desk", 1),
            "rules/b.drl",
            rule("acme.routing", "acme", "team", "acme desk", 2));
    try (PolicyPack alone = PolicyPacks.loader().host(host).load();
        PolicyPack both = PolicyPacks.loader().host(host).tenant(tenant).tenantRules(true).load()) {
      assertThat(answer(alone, DecisionPoint.ROUTING, "team")).isEqualTo("house desk");
      assertThat(answer(alone, DecisionPoint.TRIAGE, "harm")).isEqualTo("house");
      assertThat(alone.ref().id()).isEqualTo("house");
      assertThat(answer(both, DecisionPoint.ROUTING, "team")).isEqualTo("acme desk");
      assertThat(answer(both, DecisionPoint.TRIAGE, "harm")).isEqualTo("house");
      assertThat(both.ref().id()).isEqualTo("tenant");
      assertThat(both.ref().digest()).isNotEqualTo(alone.ref().digest());
      assertThat(both.contents().findRule("io.millrace.policy.routing/default team"))
          .hasValueSatisfying(
              info -> {
                assertThat(info.layer()).isEqualTo("tenant");
                assertThat(info.file()).isEqualTo("rules/a.drl");
                assertThat(info.line()).isEqualTo(5);
              });
      Decision decision = both.decide(DecisionPoint.ROUTING, Facts.none(), AT);
      assertThat(both.explain(decision).toText())
          .contains("because rule 'acme.routing/acme' (strength 2)")
          .contains("instead of 'tenant desk' from rule 'io.millrace.policy.routing/default team'");
    }
  }

  @Test
  void shouldSwitchOffWhatALayerDisables() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(
        "pack.yaml",
        MANIFEST.formatted("quiet")
            + "disable: [priority raises, io.millrace.policy.routing/default team]\n");
    try (PolicyPack pack = PolicyPacks.loader().host(PackSource.of("quiet", files)).load()) {
      Facts vip = Facts.of(Map.of("impact", 3, "urgency", 3, "vip", true));
      assertThat(pack.decide(DecisionPoint.PRIORITY, vip, AT).output("level"))
          .isEqualTo("3 - Moderate");
      assertThat(pack.decide(DecisionPoint.ROUTING, Facts.none(), AT).output("team")).isNull();
    }
  }

  @Test
  void shouldAnswerADecisionPointOfItsOwn() {
    PackSource source =
        PackSource.of(
            "parking",
            Map.of(
                "pack.yaml",
                MANIFEST.formatted("parking") + "points:\n  parking: [space]\n",
                "tables/p.csv",
                "table,p\npoint,parking\nwhen disabled,then space\ntrue,near\n,far\n"));
    try (PolicyPack pack = PolicyPacks.loader().tenant(source).load()) {
      DecisionPoint parking = new DecisionPoint("parking");
      assertThat(pack.points()).contains(parking);
      assertThat(answer(pack, parking, "space")).isEqualTo("far");
      assertThat(pack.decide(parking, Facts.of("disabled", true), AT).output("space"))
          .isEqualTo("near");
    }
  }

  @Test
  void shouldSettleAnswersBeforeATableReadsThem() {
    PackSource source =
        pack(
            "staged",
            "tables/s.csv",
            "table,s\npoint,classification\nstrength,99\nwhen classification_category,then domain\n"
                + "printing,chaotic\n,clear\n");
    try (PolicyPack pack = PolicyPacks.loader().tenant(source).load()) {
      Facts facts = Facts.of("title", "printer jam");
      Decision decision = pack.decide(DecisionPoint.CLASSIFICATION, facts, AT);
      assertThat(decision.output("domain")).isEqualTo("chaotic");
      assertThat(decision.inputs()).isEqualTo(facts);
      assertThat(answer(pack, DecisionPoint.CLASSIFICATION, "domain")).isEqualTo("clear");
    }
  }

  @Test
  void shouldRefuseRulesOfATenantUnlessTheHostAllowsThem() {
    PackSource tenant =
        pack("t", "rules/a.drl", rule("acme.routing", "acme", "team", "acme desk", 2));
    assertThatThrownBy(() -> PolicyPacks.loader().tenant(tenant).load())
        .hasMessageContaining(
            "rules/a.drl: Expected a tenant's pack to hold tables and scenarios, but this is "
                + "rules. Maybe write a table, or ask the host to allow tenant rules.");
  }

  @Test
  void shouldReportEveryProblemOfEveryLayerAtOnce() {
    PackSource one =
        PackSource.of(
            "one",
            Map.of(
                "pack.yaml", "pack: one\nversion: '1'\n",
                "tables/x.csv", "nothing known\n",
                "rules/r.drl", HEAD.formatted("acme.nowhere") + "rule \"r\" when Item() then end"));
    PackSource two =
        PackSource.of(
            "two",
            Map.of(
                "pack.yaml",
                MANIFEST.formatted("two")
                    + "disable: [no such rule]\npoints: {routing: [x]}\nsettings: {colour: red}\n",
                "scenarios/s.yaml",
                "scenarios:\n- scenario: s\n  expect: {weather_sun: 'true'}\n"));
    assertThatThrownBy(() -> PolicyPacks.loader().host(one).host(two).load())
        .isInstanceOfSatisfying(
            PackLoadException.class,
            e ->
                assertThat(e.problems())
                    .extracting(PackProblem::toString)
                    .anyMatch(text -> text.startsWith("one/pack.yaml:1: Expected 'owner', but it"))
                    .anyMatch(text -> text.startsWith("one/tables/x.csv:1: Expected the file to"))
                    .anyMatch(
                        text ->
                            text.contains("Expected the last part of the package 'acme.nowhere'"))
                    .anyMatch(text -> text.contains("there is no 'no such rule'"))
                    .anyMatch(text -> text.contains("'routing' is there already"))
                    .anyMatch(text -> text.contains("but got 'colour'"))
                    .anyMatch(
                        text ->
                            text.startsWith("two/scenarios/s.yaml:3: Expected an answer such as")));
  }

  @Test
  void shouldCutOffRulesOfATenantThatTakeTooLong() {
    PackSource tenant =
        pack("slow", "rules/a.drl", rule("acme.routing", "acme", "team", "acme desk", 2));
    PackLoader loader =
        PolicyPacks.loader().tenant(tenant).tenantRules(true).timeBudget(Duration.ofNanos(1));
    try (PolicyPack pack = loader.load()) {
      assertThatThrownBy(() -> pack.decide(DecisionPoint.ROUTING, Facts.none(), AT))
          .isInstanceOf(PolicyEvaluationException.class)
          .hasMessageContaining("the time ran out before the rule 'acme.routing/acme'");
    }
    assertThatThrownBy(() -> loader.timeBudget(Duration.ZERO))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected the time budget to be positive, but it is PT0S.\n"
                + "Maybe pass a duration such as Duration.ofMillis(100).");
  }

  @Test
  void shouldRunARuleThatJoinsInASessionBesideTables() {
    String join =
        HEAD.formatted("acme.triage")
            + """
            rule "two views of one item"
            when
              $a : Item( isTrue("vip") )
              $b : Item( isTrue("major"), this == $a )
            then
              proposals.propose("harm", "both", 99, "vip and major", $b.read("vip", "major"));
            end
            """;
    try (PolicyPack pack = PolicyPacks.loader().host(pack("join", "rules/j.drl", join)).load()) {
      Facts both = Facts.of(Map.of("vip", true, "major", true));
      assertThat(pack.decide(DecisionPoint.TRIAGE, both, AT).output("harm")).isEqualTo("both");
      assertThat(answer(pack, DecisionPoint.TRIAGE, "harm")).isEqualTo("moderate");
    }
  }

  private static String answer(PolicyPack pack, DecisionPoint point, String output) {
    return pack.decide(point, Facts.none(), AT).output(output, "");
  }

  private static String rule(
      String packageName, String name, String output, String value, int strength) {
    return HEAD.formatted(packageName)
        + "rule \""
        + name
        + "\" when $item : Item() then proposals.propose(\""
        + output
        + "\", \""
        + value
        + "\", "
        + strength
        + ", \"because\", $item.read(\"id\")); end\n";
  }

  private static PackSource pack(String id, String... files) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("pack.yaml", MANIFEST.formatted(id));
    for (int i = 0; i < files.length; i += 2) {
      all.put(files[i], files[i + 1]);
    }
    return PackSource.of(id, all);
  }
}
