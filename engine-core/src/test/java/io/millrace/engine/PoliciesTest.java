// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static io.millrace.engine.internal.TestLayers.BASE_TEAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.engine.internal.LayeredMillrace;
import io.millrace.engine.internal.TestLayers;
import io.millrace.engine.internal.packs.ScenarioGate;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.model.PackRef;
import io.millrace.rules.PackLoadException;
import io.millrace.rules.PackProblem;
import io.millrace.rules.PackSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a tenant does with packs of its own, and what decides then. */
class PoliciesTest {
  private static final TestClock CLOCK = new TestClock();
  private static final TestLayers LAYERS = new TestLayers();

  /** A pack whose team is called that has a scenario that fails. */
  private static final ScenarioGate GATE =
      (source, pack) ->
          pack.decide(DecisionPoint.ROUTING, Facts.none(), TestClock.START)
                  .output("team", "none")
                  .equals("failing-desk")
              ? List.of(
                  new PackProblem(
                      "scenarios/a.yaml", 2, "Expected team 'x', but got 'y'.", "correct it"),
                  new PackProblem(
                      "scenarios/b.yaml", 7, "Expected team 'z', but got 'y'.", "correct it"))
              : List.of();

  private static Millrace millrace;
  private Desk desk;
  private Policies policies;

  @BeforeAll
  static void open() {
    millrace = LayeredMillrace.open(CLOCK, LAYERS, GATE);
  }

  @AfterAll
  static void close() {
    millrace.close();
  }

  @BeforeEach
  void newTenant() {
    desk = Desk.ofNewTenant(millrace);
    policies = desk.ops.policies();
  }

  // --- adding

  @Test
  void shouldKeepAPackAndItsBytes() {
    PackSource source = TestLayers.pack("house", "1", "house-desk");

    PackRef ref = policies.add(source);

    assertThat(ref).isEqualTo(new PackRef("house", "1", source.digest()));
    assertThat(policies.packs().entries())
        .containsExactly(new PackRecord(ref, source.toZip().length, CLOCK.instant(), "ann"));
    assertThat(policies.find("house", "1").orElseThrow().toZip()).isEqualTo(source.toZip());
    assertThat(policies.find("house", "2")).isEmpty();
    assertThat(desk.routedTo()).as("adding activates nothing").isEqualTo(BASE_TEAM);
  }

  @Test
  void shouldAddTheSameContentOnce() {
    PackRef first = desk.addPack("house", "1", "house-desk");
    int assembled = LAYERS.count();

    PackRef second = desk.addPack("house", "1", "house-desk");

    assertThat(second).isEqualTo(first);
    assertThat(LAYERS.count()).as("it is not compiled again").isEqualTo(assembled);
    assertThat(policies.packs().total()).isEqualTo(1);
  }

  @Test
  void shouldRefuseOtherContentUnderTheSameVersion() {
    desk.addPack("house", "1", "house-desk");

    assertThatThrownBy(() -> desk.addPack("house", "1", "other-desk"))
        .isInstanceOf(ConflictException.class)
        .hasMessage(
            "Expected pack 'house 1' to hold what it held when it was first added, but its"
                + " content differs.\n"
                + "Maybe give it a new version in its pack.yaml.");

    assertThat(policies.packs().total()).isEqualTo(1);
  }

  @Test
  void shouldStoreNothingOfAPackThatDoesNotLoad() {
    assertThatThrownBy(() -> desk.addPack("house", "1", ""))
        .isInstanceOf(PackLoadException.class)
        .hasMessageContaining("pack.yaml:3: Expected a team, but there is none.");

    assertThat(policies.packs().entries()).isEmpty();
  }

  @Test
  void shouldListPacksInPagesNewestFirst() {
    for (int i = 1; i <= 5; i++) {
      CLOCK.forward(Duration.ofSeconds(1));
      desk.addPack("house", "v" + i, "desk-" + i);
    }

    Page<PackRecord> page = policies.packs(1, 2);

    assertThat(page.entries()).extracting(pack -> pack.ref().version()).containsExactly("v4", "v3");
    assertThat(page.total()).isEqualTo(5);
    assertThat(page.hasNext()).isTrue();
  }

  @Test
  void shouldRefuseAPageThatCannotBe() {
    assertThatThrownBy(() -> policies.packs(-1, 10))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Expected the offset to be 0 or more, but it is -1.\nMaybe start at 0.");
    assertThatThrownBy(() -> policies.history(0, 1_001))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected the limit to be from 1 to 1000, but it is 1001.\n"
                + "Maybe ask for further pages by offset.");
  }

  @Test
  void shouldKeepAPackOfMoreThanAMegabyte() {
    Random random = new Random(42);
    Map<String, String> files = new TreeMap<>();
    files.put(PackSource.MANIFEST, "house\n9\nnoisy-desk\n");
    for (int file = 0; file < 4; file++) {
      StringBuilder text = new StringBuilder();
      while (text.length() < 900_000) {
        text.append(Long.toHexString(random.nextLong()));
      }
      files.put("tables/noise-" + file + ".csv", text.toString());
    }
    PackSource source = PackSource.of("noise", files);
    assertThat(source.toZip().length).isGreaterThan(1 << 20);

    policies.activate(PackActivation.of(policies.add(source), "large"));

    assertThat(desk.routedTo()).isEqualTo("noisy-desk");
    assertThat(policies.find("house", "9").orElseThrow().digest()).isEqualTo(source.digest());
  }

  // --- activating

  @Test
  void shouldDecideByTheActivePackAndLeaveOtherTenantsAlone() {
    Desk other = Desk.ofNewTenant(millrace);

    ActivationRecord done = desk.activatePack("house", "1", "house-desk");

    assertThat(desk.routedTo()).isEqualTo("house-desk");
    assertThat(other.routedTo()).isEqualTo(BASE_TEAM);
    assertThat(desk.submit("INC-1").item().team()).isEqualTo("house-desk");
    assertThat(other.submit("INC-1").item().team()).isEqualTo(BASE_TEAM);
    assertThat(policies.active()).isEqualTo(done.pack());
    assertThat(other.ops.policies().active()).isEqualTo(new PackRef("base", "1", "0".repeat(64)));
    assertThat(policies.history().entries()).containsExactly(done);
    assertThat(done)
        .isEqualTo(
            new ActivationRecord(
                1,
                PackChange.ACTIVATED,
                desk.addPack("house", "1", "house-desk"),
                CLOCK.instant(),
                CLOCK.instant(),
                "ann",
                "because of house-desk"));
  }

  @Test
  void shouldDecideUpdatesAndStreamsByThePackOfTheMoment() {
    // given
    desk.submit("INC-1");
    desk.activatePack("house", "1", "house-desk");

    // when
    desk.ops.work().updateFacts(UpdateFacts.of("INC-1", Facts.of("impact", 1)));
    desk.complete("INC-1", "register");
    desk.complete("INC-1", "investigate", "specialist");

    // then
    assertThat(desk.ops.decisions().ofItem("INC-1"))
        .extracting(record -> record.decision().pack().id())
        .containsExactly("base", "base", "base", "base", "house", "house", "house", "house");
    assertThat(desk.ops.decisions().ofItem("INC-1"))
        .extracting(record -> record.decision().point())
        .endsWith(DecisionPoint.CLASSIFICATION);
  }

  @Test
  void shouldShowEachDecisionTheEarlierAnswers() {
    Receipt receipt = desk.submit("INC-1");

    UUID routing = receipt.findDecision(DecisionPoint.ROUTING).orElseThrow();

    Facts inputs = desk.ops.decisions().find(routing).orElseThrow().decision().inputs();
    assertThat(inputs.values())
        .containsKeys("classification_kind", "priority_level", "class_of_service_class");
  }

  @Test
  void shouldLetAPackTakeEffectWhenItsTimeComes() {
    // given
    Instant morning = CLOCK.instant().plus(Duration.ofDays(1));
    PackRef now = desk.activatePack("house", "1", "house-desk").pack();
    PackRef next = desk.addPack("house", "2", "next-desk");

    // when
    policies.activate(PackActivation.of(next, "from tomorrow").effectiveFrom(morning));

    // then
    assertThat(desk.routedTo()).isEqualTo("house-desk");
    assertThat(policies.active()).isEqualTo(now);
    assertThat(policies.activeAt(morning.minusMillis(1))).isEqualTo(now);
    assertThat(policies.activeAt(morning)).isEqualTo(next);
    CLOCK.set(morning.minusMillis(1));
    assertThat(desk.routedTo()).isEqualTo("house-desk");
    CLOCK.set(morning);
    assertThat(desk.routedTo()).isEqualTo("next-desk");
    assertThat(policies.active()).isEqualTo(next);
    assertThat(policies.activeAt(TestClock.START.minusSeconds(1)).id()).isEqualTo("base");
  }

  @Test
  void shouldReplaceAPlanByALaterOneForTheSameInstant() {
    Instant morning = CLOCK.instant().plus(Duration.ofDays(1));
    PackRef one = desk.addPack("house", "1", "one-desk");
    PackRef two = desk.addPack("house", "2", "two-desk");
    policies.activate(PackActivation.of(one, "a plan").effectiveFrom(morning));
    policies.activate(PackActivation.of(two, "a better plan").effectiveFrom(morning));

    CLOCK.set(morning);

    assertThat(desk.routedTo()).isEqualTo("two-desk");
  }

  @Test
  void shouldRefuseToTakeEffectInThePast() {
    CLOCK.set(Instant.parse("2027-01-01T00:00:00Z"));
    PackRef ref = desk.addPack("house", "1", "house-desk");
    Instant before = Instant.parse("2026-12-31T23:59:59.999Z");

    assertThatThrownBy(
            () -> policies.activate(PackActivation.of(ref, "late").effectiveFrom(before)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected pack 'house 1' to take effect at 2027-01-01T00:00:00Z or later, but it was"
                + " to at 2026-12-31T23:59:59.999Z.\n"
                + "Maybe leave the instant out to activate it at once.");
    assertThat(policies.history().entries()).isEmpty();
  }

  @Test
  void shouldRefuseAPackThatWasNotAdded() {
    assertThatThrownBy(() -> policies.activate(PackActivation.of("house", "7", "why not")))
        .isInstanceOf(NotFoundException.class)
        .hasMessage(
            "Expected pack 'house 7' to be there, but the tenant has none.\n"
                + "Maybe add it first, or take id and version from packs().");
  }

  @Test
  void shouldRefuseAPackWhoseScenariosFail() {
    desk.activatePack("house", "1", "house-desk");
    PackRef failing = desk.addPack("house", "2", "failing-desk");

    assertThatThrownBy(() -> policies.activate(PackActivation.of(failing, "hope")))
        .isInstanceOf(PackLoadException.class)
        .hasMessage(
            "Expected the pack 'house 2' with its scenarios to be usable, but it has 2 problems.\n"
                + "  scenarios/a.yaml:2: Expected team 'x', but got 'y'. Maybe correct it.\n"
                + "  scenarios/b.yaml:7: Expected team 'z', but got 'y'. Maybe correct it.\n"
                + "Maybe correct each line as its message says, and load it again.");

    assertThat(desk.routedTo()).isEqualTo("house-desk");
    assertThat(policies.history().total()).isEqualTo(1);
  }

  @Test
  void shouldLeaveThePackInForceIfTheNewOneDoesNotLoad() {
    desk.activatePack("house", "1", "house-desk");
    PackRef spoilt = desk.addPack("spoilt-1", "2", "spoilt-desk");
    LAYERS.refuse("spoilt-1");

    assertThatThrownBy(() -> policies.activate(PackActivation.of(spoilt, "hope")))
        .isInstanceOf(PackLoadException.class);

    assertThat(desk.routedTo()).isEqualTo("house-desk");
    assertThat(policies.history().total()).isEqualTo(1);
  }

  @Test
  void shouldRepeatTheResultOfACommand() {
    PackRef one = desk.addPack("house", "1", "one-desk");
    PackRef two = desk.addPack("house", "2", "two-desk");
    PackActivation request = PackActivation.of(one, "go").commandId("c-1");
    ActivationRecord first = policies.activate(request);
    policies.activate(PackActivation.of(two, "better"));

    ActivationRecord again = policies.activate(request);

    assertThat(again).isEqualTo(first);
    assertThat(desk.routedTo()).isEqualTo("two-desk");
    assertThatThrownBy(() -> policies.activate(PackActivation.of(two, "go").commandId("c-1")))
        .isInstanceOf(ConflictException.class)
        .hasMessage(
            "Expected command 'c-1' to ask for what it asked for the first time, but the request"
                + " differs.\n"
                + "Maybe use a new command id for each new request.");
    assertThatThrownBy(() -> policies.rollback("go", "c-1")).isInstanceOf(ConflictException.class);
    assertThat(policies.history().total()).isEqualTo(2);
  }

  @Test
  void shouldRefuseTooManyPlans() {
    PackRef ref = desk.addPack("house", "1", "house-desk");
    for (int i = 1; i <= 100; i++) {
      Instant later = CLOCK.instant().plus(Duration.ofDays(i));
      policies.activate(PackActivation.of(ref, "plan").effectiveFrom(later));
    }

    assertThatThrownBy(
            () ->
                policies.activate(
                    PackActivation.of(ref, "one more")
                        .effectiveFrom(CLOCK.instant().plus(Duration.ofDays(101)))))
        .isInstanceOf(InvalidStateException.class)
        .hasMessage(
            "Expected tenant '"
                + desk.tenant
                + "' to have fewer than 100 activations planned, but it has 100.\n"
                + "Maybe wait until some have taken effect, or withdraw all by deactivating.");

    policies.deactivate("too many plans");
    assertThat(policies.history().total()).isEqualTo(201);
    assertThat(policies.activeAt(CLOCK.instant().plus(Duration.ofDays(50))).id()).isEqualTo("base");
  }
}
