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

class LayersTest {
  private static final String MANIFEST = "pack: %s\nversion: 1\nowner: me\n";
  private static final String WAIVERS = "guardrail,fact,value,owner,reason,expires\n";
  private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");
  private static final Facts IN_FREEZE = Facts.of(Map.of("inFreeze", true, "team", "web"));

  @Test
  void shouldTakeGuardrailsFromEachLayer() {
    PackSource host =
        pack(
            "host",
            Map.of(
                "tables/guardrails.csv",
                "limit,blast-radius-stop,9\nguardrail,mode\nfreeze,warn\n",
                "tables/waivers.csv",
                WAIVERS + "freeze,team,web,ann,why,2026-12-20T00:00:00Z\n"));
    PackSource tenant =
        pack(
            "tenant",
            Map.of(
                "tables/guardrails.csv",
                "limit,blast-radius-stop,7\nguardrail,mode\nconflict,off\n",
                "tables/waivers.csv",
                WAIVERS + "freeze,team,db,bob,so,2026-12-21T00:00:00Z\n"));
    try (PolicyPack pack = PolicyPacks.loader().host(host).tenant(tenant).load()) {
      assertThat(pack.contents().settings())
          .containsEntry("guardrail freeze", "warn")
          .containsEntry("guardrail conflict", "off")
          .containsEntry("guardrail evidence", "enforce")
          .containsEntry("limit blast-radius-stop", "7.0")
          .containsEntry("waiver freeze of team web", "until 2026-12-20T00:00:00Z by ann: why")
          .containsEntry("waiver freeze of team db", "until 2026-12-21T00:00:00Z by bob: so");
    }
  }

  @Test
  void shouldDecideByTheGuardrailsOfAPack() {
    PackSource warns = pack("w", Map.of("tables/guardrails.csv", "guardrail,mode\nfreeze,warn\n"));
    try (PolicyPack before = PolicyPacks.builtIn();
        PolicyPack now = PolicyPacks.loader().host(warns).load()) {
      assertThat(freeze(before)).isEqualTo("stop");
      assertThat(freeze(now)).isEqualTo("warn");
    }
  }

  @Test
  void shouldTellHowTablesOfGuardrailsAreNamed() {
    assertThat(problems("", Map.of("tables/modes.csv", "guardrail,mode\nfreeze,off\n")))
        .containsExactly(
            "tables/modes.csv:1: Expected the file to begin with 'table,<name>' or "
                + "'matrix,<name>', but it does not. Maybe name a table of guardrails "
                + "tables/guardrails.csv or tables/waivers.csv or tables/risk-questions.csv.");
    assertThat(problems("", Map.of("tables/other.csv", "a,b\n")))
        .containsExactly(
            "tables/other.csv:1: Expected the file to begin with 'table,<name>' or "
                + "'matrix,<name>', but it does not. Maybe add that line above the others.");
  }

  @Test
  void shouldSayOnWhichLineOfTheManifestAProblemIs() {
    String more =
        """
        settings:
          feedback-rate: 2
          pull-order:
            - wsjf
            - fastest
          default-team: ""
        points:
          routing: [team]
        disable: [a/b,
          no/such]
        """;
    assertThat(problems(more, Map.of()))
        .extracting(problem -> problem.replaceAll(" Expected (.{0,30}).*", " $1"))
        .containsExactly(
            "pack.yaml:11: 'points' to name decision poin",
            "pack.yaml:5: the feedback rate to be from 0",
            "pack.yaml:7: 'pull-order' to name criteria,",
            "pack.yaml:9: the default team to be a name,",
            "pack.yaml:12: 'disable' to name a rule or ta",
            "pack.yaml:13: 'disable' to name a rule or ta");
  }

  @Test
  void shouldDefineARowByWhatItDoesAndNotByItsPlace() {
    String table = "table,t\npoint,routing\nhit,all\nwhen floor,then team,because\n1,x,why\n";
    assertThat(definition(table))
        .isEqualTo(definition("# moved\n\n" + table))
        .isNotEqualTo(definition(table.replace("hit,all", "hit,first")))
        .isEqualTo(
            """
            when the fact 'floor' is '1'
            then team = x
            strength 50
            because why
            hit all""");
  }

  private static String definition(String table) {
    PackSource source = pack("p", Map.of("tables/t.csv", table));
    try (PolicyPack pack = PolicyPacks.loader().host(source).load()) {
      return pack.contents().findRule("t/row 1").orElseThrow().definition();
    }
  }

  private static String freeze(PolicyPack pack) {
    return pack.decide(DecisionPoint.CHANGE_GUARDRAIL, IN_FREEZE, AT).output("freeze", "");
  }

  private static List<String> problems(String more, Map<String, String> files) {
    Map<String, String> all = new HashMap<>(files);
    all.put(PackSource.MANIFEST, MANIFEST.formatted("p") + more);
    try {
      PolicyPacks.loader().host(PackSource.of("p", all)).load().close();
      return List.of();
    } catch (PackLoadException e) {
      return e.problems().stream().map(PackProblem::toString).toList();
    }
  }

  private static PackSource pack(String id, Map<String, String> files) {
    Map<String, String> all = new HashMap<>(files);
    all.put(PackSource.MANIFEST, MANIFEST.formatted(id));
    return PackSource.of(id, all);
  }
}
