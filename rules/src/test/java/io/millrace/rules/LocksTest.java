// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocksTest {
  private static final String MANIFEST = "pack: %s\nversion: 1\nowner: me\n";
  private static final String TABLE =
      "table,%s\npoint,%s\nhit,first\nstrength,70\nwhen category,then team,because\nnetwork,%s,x\n";
  private static final String RULE =
      """
      package io.millrace.policy.routing;
      import io.millrace.rules.drl.Item;
      import io.millrace.rules.drl.Proposals;
      global Proposals proposals;
      rule "default team"
      when
        $item : Item()
      then
        proposals.propose("team", "mine", 90, "mine", $item.read("team"));
      end
      """;
  private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          teams                                   | 'settings: {feedback-rate: 0.5}'
          default-team                            | 'settings: {pull-order: [wsjf]}'
          change-guardrail                        | 'disable: [io.millrace.policy.routing/default team]'
          io.millrace.policy.routing/default team | 'disable: [priority raises]'
          """)
  void shouldLeaveTheRestToHigherLayers(String lock, String more) {
    assertThat(problems("lock: [" + lock + "]\n", more + "\n", Map.of())).isEmpty();
  }

  @Test
  void shouldKeepWhatIsLockedAsItIs() {
    PackSource host = host("lock: [teams]\n");
    PackSource tenant =
        pack("tenant", "", Map.of("tables/more.csv", TABLE.formatted("more", "routing", "mine")));

    try (PolicyPack pack = PolicyPacks.loader().host(host).tenant(tenant).load()) {
      assertThat(pack.contents().findRule("teams/row 1")).isPresent();
      assertThat(pack.decide(DecisionPoint.ROUTING, Facts.of("category", "network"), AT).outputs())
          .containsKey("team");
    }
    assertThat(
            problems(
                "lock: [teams]\n",
                "",
                Map.of("tables/other.csv", TABLE.formatted("teams", "routing", "mine"))))
        .containsExactly(
            "tenant/tables/other.csv: Expected the pack to leave 'teams' as it is, but the pack"
                + " 'host' below it locks that. Maybe leave it out, or ask who answers for 'host'.");
  }

  @Test
  void shouldRefuseToSwitchOffWhatIsLockedWithItsLine() {
    assertThat(problems("lock:\n- teams\n", "disable:\n- priority raises\n- teams\n", Map.of()))
        .containsExactly(
            "tenant/pack.yaml:6: Expected the pack to leave 'teams' as it is, but the pack 'host'"
                + " below it locks that. Maybe leave it out, or ask who answers for 'host'.");
  }

  @Test
  void shouldRefuseRulesThatReplaceLockedOnesWithTheirLines() {
    String lock = "lock: [io.millrace.policy.routing/default team]\n";
    PackSource above = pack("above", "", Map.of("rules/r.drl", RULE));

    assertThat(problems(PolicyPacks.loader().host(host(lock)).host(above)))
        .singleElement()
        .asString()
        .startsWith("above/rules/r.drl:5: Expected the pack to leave");
    assertThat(problems(PolicyPacks.loader().host(host("")).host(above))).isEmpty();
  }

  @Test
  void shouldRefuseRulesThatReplaceLockedOnesHoweverTheyAreWritten() {
    String lock = "lock: [io.millrace.policy.routing/default team]\n";
    String hidden = RULE.replace("rule \"default team\"", "/* */ rule \"default team\"");
    PackSource above = pack("above", "", Map.of("rules/r.drl", hidden));

    assertThat(problems(PolicyPacks.loader().host(host(lock)).host(above)))
        .singleElement()
        .asString()
        .startsWith("above/rules/r.drl: Expected the pack to leave");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "settings: {default-team: mine}",
        "settings: {feedback-rate: 1}",
        "settings: {priority-matrix: glpi}",
        "settings: {pull-order: [wsjf]}"
      })
  void shouldRefuseLockedSettings(String setting) {
    String locks = "lock: [default-team, feedback-rate, priority-matrix, pull-order]\n";

    assertThat(problems(locks, setting + "\n", Map.of()))
        .singleElement()
        .asString()
        .startsWith("tenant/pack.yaml:4: Expected the pack to leave");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          change-guardrail | tables/guardrails.csv | 'guardrail,mode\\nfreeze,off\\n'
          change-guardrail | tables/waivers.csv    | 'guardrail,fact,value,owner,reason,expires\\nfreeze,team,web,ann,why,2026-12-20T00:00:00Z\\n'
          routing          | tables/a.csv          | 'table,teams\\npoint,routing\\nhit,first\\nwhen category,then team,because\\na,b,c\\n'
          """)
  void shouldLockAllOfADecisionPoint(String point, String path, String text) {
    assertThat(problems("lock: [" + point + "]\n", "", Map.of(path, text.replace("\\n", "\n"))))
        .singleElement()
        .asString()
        .startsWith("tenant/" + path + ": Expected the pack to leave");
  }

  @Test
  void shouldLockTheRulesOfADecisionPoint() {
    String rule =
        PolicyPacks.builtIn().contents().rules().stream()
            .filter(one -> one.point().equals(DecisionPoint.CHANGE_GUARDRAIL))
            .findFirst()
            .orElseThrow()
            .fullName();

    assertThat(problems("lock: [change-guardrail]\n", "disable: [\"" + rule + "\"]\n", Map.of()))
        .singleElement()
        .asString()
        .contains("Expected the pack to leave '" + rule + "' as it is");
  }

  @Test
  void shouldRefuseToLockWhatIsNotThere() {
    assertThat(problems("lock: [teams, no/such]\n", "", Map.of()))
        .containsExactly(
            "host/pack.yaml:4: Expected 'lock' to name a rule, table, setting or decision point,"
                + " but there is no 'no/such'. Maybe name it as explain shows it, or a decision"
                + " point such as 'change-guardrail'.");
  }

  private static PackSource host(String more) {
    return pack(
        "host", more, Map.of("tables/t.csv", TABLE.formatted("teams", "routing", "net-team")));
  }

  private static List<String> problems(String host, String tenant, Map<String, String> files) {
    return problems(PolicyPacks.loader().host(host(host)).tenant(pack("tenant", tenant, files)));
  }

  private static List<String> problems(PackLoader loader) {
    try {
      loader.load().close();
      return List.of();
    } catch (PackLoadException e) {
      return e.problems().stream().map(PackProblem::toString).toList();
    }
  }

  private static PackSource pack(String id, String more, Map<String, String> files) {
    Map<String, String> all = new HashMap<>(files);
    all.put(PackSource.MANIFEST, MANIFEST.formatted(id) + more);
    return PackSource.of(id, all);
  }
}
