// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.model.PackRef;
import io.millrace.rules.PackLoadException;
import io.millrace.rules.PackProblem;
import io.millrace.rules.PackSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packs in files: the host's and the tenants', from the built-in pack up. */
@Tag("no-store")
class RealPacksTest {
  private static final Facts PRINTER = Facts.of("category", "printer");
  private static final PackFiles HOST =
      PackFiles.of("host", "1", "settings:", "  default-team: host-desk")
          .withTeams("teams", "printer", "host-printers", "badge", "host-badges")
          .withRule("vip desk", "isTrue(\"vip\")", "host-vip", 90);

  @TempDir private Path folder;
  private final TestClock clock = new TestClock();
  private @Nullable Millrace millrace;

  @AfterEach
  void close() {
    if (millrace != null) {
      millrace.close();
    }
  }

  private Desk open(MillraceBuilder builder) {
    return open(builder, null);
  }

  private Desk open(MillraceBuilder builder, @Nullable String tenant) {
    close();
    Millrace opened = builder.clock(clock).timers(false).build();
    millrace = opened;
    return tenant == null ? Desk.ofNewTenant(opened) : Desk.of(opened, tenant, "ann");
  }

  private Desk other() {
    return Desk.ofNewTenant(Objects.requireNonNull(millrace));
  }

  private static MillraceBuilder withHost() {
    return TestStore.builder().hostPack(HOST.source());
  }

  private static PackRef activate(Desk desk, PackFiles files) {
    PackRef pack = desk.ops.policies().add(files.source());
    desk.ops.policies().activate(PackActivation.of(pack, "it is wanted"));
    return pack;
  }

  private static String team(Desk desk, Facts facts) {
    return decide(desk, facts).output("team", "none");
  }

  private static Decision decide(Desk desk, Facts facts) {
    return desk.ops.decisions().decide(DecisionPoint.ROUTING, facts, TestClock.START);
  }

  private static Receipt submitted(Desk desk, String category) {
    return desk.submit(Demand.builder("INC-1").title("Help").fact("category", category));
  }

  @Test
  void shouldDecideByTheTablesAndRulesOfAHostPackInAFolder() {
    Desk desk = open(TestStore.builder().hostPack(PackSource.read(HOST.writeTo(folder))));

    assertThat(team(desk, PRINTER)).isEqualTo("host-printers");
    assertThat(team(desk, PRINTER.with(Facts.of("vip", true)))).isEqualTo("host-vip");
    assertThat(desk.routedTo()).isEqualTo("host-desk");
    assertThat(submitted(desk, "badge").item().team()).isEqualTo("host-badges");
    assertThat(decide(desk, PRINTER).pack()).isEqualTo(desk.ops.policies().active());
    assertThat(desk.ops.policies().active().id()).isEqualTo("host");
  }

  @Test
  void shouldNotStartWithABrokenHostPackAndNameEveryProblem() {
    PackFiles broken =
        HOST.withTeams("teams", "printer", "").with("rules/a.drl", "rule \"x\" when");

    assertThatThrownBy(() -> TestStore.builder().hostPack(broken.source()).build().close())
        .isInstanceOfSatisfying(
            PackLoadException.class,
            e ->
                assertThat(e.problems())
                    .extracting(PackProblem::file)
                    .contains("tables/teams.csv", "rules/a.drl"));
  }

  @Test
  void shouldLetATenantsTablesOverrideTheHostsAndLeaveOtherTenantsAlone() {
    Desk desk = open(withHost());
    Desk other = other();

    activate(desk, PackFiles.of("house", "1").withTeams("teams", "printer", "house-printers"));

    assertThat(team(desk, PRINTER)).isEqualTo("house-printers");
    assertThat(team(desk, Facts.of("category", "badge")))
        .as("the table of that name is replaced as a whole")
        .isEqualTo("host-desk");
    assertThat(team(desk, PRINTER.with(Facts.of("vip", true)))).isEqualTo("host-vip");
    assertThat(team(other, PRINTER)).isEqualTo("host-printers");
  }

  @Test
  void shouldRefuseATenantsRulesUnlessTheHostAllowsThem() {
    Desk desk = open(withHost());
    PackFiles rules = PackFiles.of("house", "1").withRule("vip desk", "has(\"vip\")", "mine", 90);

    assertThatThrownBy(() -> desk.ops.policies().add(rules.source()))
        .isInstanceOf(PackLoadException.class)
        .hasMessageContaining("rules/routing/vip-desk.drl")
        .hasMessageContaining(
            "Expected a tenant's pack to hold tables and scenarios, but this is rules.");
    assertThat(desk.ops.policies().packs().total()).isZero();
  }

  @Test
  void shouldLetATenantsRuleReplaceTheOneOfThatName() {
    Desk desk = open(withHost().tenantRules(true));
    Desk other = other();
    Facts vip = Facts.of("vip", true);

    activate(
        desk,
        PackFiles.of("house", "1")
            .withRule("vip desk", "isTrue(\"vip\")", "house-vip", 90)
            .withRule("default team", "lacks(\"team\")", "house-desk", 1));

    assertThat(team(desk, vip)).isEqualTo("house-vip");
    assertThat(desk.routedTo()).isEqualTo("house-desk");
    assertThat(team(other, vip)).isEqualTo("host-vip");
    assertThat(other.routedTo()).isEqualTo("host-desk");
  }

  @Test
  void shouldRefuseHostileRulesEvenIfTenantsMayWriteRules() {
    Desk desk = open(TestStore.builder().tenantRules(true));
    PackFiles hostile =
        PackFiles.of("house", "1")
            .withRule("stop", "eval(System.getProperty(\"a\") == null)", "mine", 90);

    assertThatThrownBy(() -> desk.ops.policies().add(hostile.source()))
        .isInstanceOf(PackLoadException.class)
        .hasMessageContaining("rules/routing/stop.drl:7");
  }

  @Test
  void shouldGoBackAndLetPacksTakeEffectInTheirTime() {
    Desk desk = open(withHost());
    Policies policies = desk.ops.policies();
    activate(desk, PackFiles.of("house", "1").withTeams("teams", "printer", "first"));
    PackRef second =
        policies.add(PackFiles.of("house", "2").withTeams("teams", "printer", "second").source());

    policies.activate(
        PackActivation.of(second, "from noon").effectiveFrom(clock.instant().plusSeconds(3600)));
    assertThat(team(desk, PRINTER)).isEqualTo("first");
    clock.forward(Duration.ofHours(1));
    assertThat(team(desk, PRINTER)).isEqualTo("second");

    policies.rollback("it was wrong", null);
    assertThat(team(desk, PRINTER)).isEqualTo("first");
    policies.deactivate("no own policies any more", null);
    assertThat(team(desk, PRINTER)).isEqualTo("host-printers");
  }

  @Test
  void shouldDecideAndExplainByTheSamePackAfterARestart() {
    Path file = folder.resolve("db");
    Desk before = open(TestStore.builder(file).hostPack(HOST.source()).tenantRules(true));
    activate(
        before,
        PackFiles.of("house", "1")
            .withTeams("teams", "printer", "house-printers")
            .withRule("default team", "lacks(\"team\")", "house-desk", 1));
    Receipt receipt = submitted(before, "printer");
    assertThat(receipt.item().team()).isEqualTo("house-printers");
    assertThat(before.routedTo()).isEqualTo("house-desk");
    activate(before, PackFiles.of("house", "2").withTeams("teams", "printer", "other-printers"));

    Desk after =
        open(TestStore.builder(file).hostPack(HOST.source()).tenantRules(true), before.tenant);

    assertThat(team(after, PRINTER)).isEqualTo("other-printers");
    assertThat(after.routedTo()).isEqualTo("host-desk");
    assertThat(
            after
                .ops
                .decisions()
                .explain(receipt.findDecision(DecisionPoint.ROUTING).orElseThrow())
                .toText())
        .contains("team = house-printers")
        .contains("house 1");
  }

  // --- scenarios

  private static PackFiles withScenarios(String coverage, String expected) {
    return PackFiles.of("house", "1", "coverage: " + coverage)
        .withTeams("teams", "printer", "print-desk", "badge", "badge-desk")
        .with(
            "scenarios/teams.yaml",
            "scenarios:",
            "  - scenario: printers",
            "    given: {category: printer}",
            "    expect: {routing_team: " + expected + "}");
  }

  @Test
  void shouldActivateAPackWhoseScenariosPass() {
    Desk desk = open(TestStore.builder());

    activate(desk, withScenarios("50", "print-desk"));

    assertThat(team(desk, PRINTER)).isEqualTo("print-desk");
  }

  @Test
  void shouldRefuseAPackWithFailingScenariosAndTooLittleCoverageAndSayAllOfIt() {
    Desk desk = open(TestStore.builder());
    Policies policies = desk.ops.policies();
    PackRef pack = policies.add(withScenarios("80", "somebody").source());

    assertThatThrownBy(() -> policies.activate(PackActivation.of(pack, "try")))
        .isInstanceOfSatisfying(
            PackLoadException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        new PackProblem(
                            "scenarios/teams.yaml",
                            2,
                            "Scenario 'printers': Expected routing_team to be 'somebody', but it"
                                + " is 'print-desk' because of the rule 'teams/row 1'.",
                            "correct the policies or the scenario"),
                        new PackProblem(
                            "pack.yaml",
                            4,
                            "Expected the scenarios to run through 80 % of the pack's own rules,"
                                + " rows and cells, but they run through 50 %.",
                            "add scenarios for 'teams/row 2' (tables/teams.csv:7)")));

    assertThat(policies.history().entries()).isEmpty();
    assertThat(team(desk, PRINTER)).isNotEqualTo("print-desk");
  }

  @Test
  void shouldLeaveThePackBeforeInForceWhenScenariosFail() {
    Desk desk = open(TestStore.builder());
    activate(desk, PackFiles.of("house", "0").withTeams("teams", "printer", "old-desk"));

    assertThatThrownBy(() -> activate(desk, withScenarios("0", "nobody")))
        .isInstanceOf(PackLoadException.class)
        .hasMessageContaining("Expected the pack 'house 1' with its scenarios to be usable");

    assertThat(team(desk, PRINTER)).isEqualTo("old-desk");
  }

  @Test
  void shouldLoadPacksWhereLettersHaveOtherCases() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      Desk desk = open(TestStore.builder());
      activate(desk, PackFiles.of("TITLE", "I").withTeams("INIT", "INTRANET", "ISTANBUL"));

      assertThat(team(desk, Facts.of("category", "intranet"))).isEqualTo("ISTANBUL");
      assertThat(desk.ops.policies().active().id()).isEqualTo("TITLE");
    } finally {
      Locale.setDefault(before);
    }
  }
}
