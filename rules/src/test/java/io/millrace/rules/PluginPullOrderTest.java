// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.ClassOfService;
import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.plugin.port.PullOrder;
import io.millrace.plugin.port.PullOrder.Key;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A pull order of a plugin, which a pack chooses by its name. */
class PluginPullOrderTest {
  private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");
  private static final PullOrder HARM =
      item ->
          Key.begin()
              .highestFirst("harm", item.facts().findNumber("harm").orElse(Double.NaN))
              .earliestFirst("due", item.dueAt());

  @Test
  void shouldSortByTheKeyOfThePlugin() {
    // given
    List<Facts> inOrder =
        List.of(
            Facts.of(Map.of("harm", 1000.5, "dueAt", "2027-01-01")),
            Facts.of(Map.of("harm", 9, "dueAt", "2026-03-04T00:00:00Z")),
            Facts.of(Map.of("harm", 9, "dueAt", "2026-03-04T00:00:00.001Z")),
            Facts.of(Map.of("harm", 9)),
            Facts.of(Map.of("harm", -3)),
            Facts.of("dueAt", "1969-01-01"),
            Facts.none());
    List<Facts> mixed = new ArrayList<>(inOrder);
    Collections.shuffle(mixed, new Random(42));

    // when
    try (PolicyPack pack = pack("acme-harm", HARM)) {
      mixed.sort((one, other) -> key(pack, one).compareTo(key(pack, other)));
    }

    // then
    assertThat(mixed).isEqualTo(inOrder);
  }

  @Test
  void shouldStandBesideCriteria() {
    Facts late = Facts.of(Map.of("id", "A", "harm", 9, "openedAt", "2026-03-02"));
    Facts early = Facts.of(Map.of("id", "B", "harm", 9, "openedAt", "2026-03-01"));
    try (PolicyPack pack = pack("class-of-service, acme-harm, first-in-first-out", HARM)) {
      PullComparison comparison = pack.compare(late, early, AT);

      assertThat(comparison.text())
          .isEqualTo(
              "'B' is pulled before 'A' by first-in-first-out: 2026-03-01, against 2026-03-02;"
                  + " equal by class-of-service, acme-harm/harm, acme-harm/due.");
      assertThat(comparison.criterion()).isEqualTo(PullCriterion.FIRST_IN_FIRST_OUT);
      assertThat(comparison.equal()).containsExactly(PullCriterion.CLASS_OF_SERVICE);
      assertThat(pack.contents().settings())
          .containsEntry("pull-order", "class-of-service, acme-harm, first-in-first-out");
    }
  }

  @Test
  void shouldSayWhichPartOfThePluginTellsItemsApart() {
    Facts much = Facts.of(Map.of("id", "A", "harm", 9));
    Facts little = Facts.of(Map.of("id", "B", "harm", 2));
    try (PolicyPack pack = pack("acme-harm", HARM)) {
      PullComparison comparison = pack.compare(little, much, AT);

      assertThat(comparison.text())
          .isEqualTo("'A' is pulled before 'B' by acme-harm/harm: 9.0, against 2.0.");
      assertThat(comparison.criterion()).isNull();
    }
  }

  @Test
  void shouldShowThePluginWhatIsStored() {
    List<PullOrder.Item> seen = new ArrayList<>();
    Facts facts =
        Facts.of(
            Map.of(
                "id", "INC-1",
                "class_of_service_class", "FIXED_DATE",
                "priority_level", "2 - High",
                "priority_rank", "2",
                "openedAt", "2026-03-01",
                "dueAt", "2026-03-05T17:00:00+01:00"));
    PullOrder watching =
        item -> {
          seen.add(item);
          return Key.begin().trueFirst("any", true);
        };
    try (PolicyPack pack = pack("acme-watching", watching)) {
      key(pack, facts);
      key(pack, Facts.none());
    }

    assertThat(seen)
        .containsExactly(
            new PullOrder.Item(
                "INC-1",
                ClassOfService.FIXED_DATE,
                "2 - High",
                2,
                Instant.parse("2026-03-01T00:00:00Z"),
                Instant.parse("2026-03-05T16:00:00Z"),
                facts,
                AT),
            new PullOrder.Item("", null, null, null, null, null, Facts.none(), AT));
  }

  @SuppressWarnings("NullAway") // planted
  static Stream<Arguments> nonsense() {
    Key many = Key.begin();
    for (int i = 0; i <= Key.MAX_PARTS; i++) {
      many = many.lowestFirst("part " + i, i);
    }
    Key tooMany = many;
    return Stream.of(
        Arguments.of(
            (PullOrder)
                item -> {
                  throw new IllegalStateException("lost");
                },
            "failed: java.lang.IllegalStateException: lost"),
        Arguments.of((PullOrder) item -> null, "gave nothing"),
        Arguments.of((PullOrder) item -> Key.begin(), "gave a key of 0 parts"),
        Arguments.of((PullOrder) item -> tooMany, "gave a key of 9 parts"),
        Arguments.of(
            (PullOrder) item -> Key.begin().lowestFirst("a: b", 1),
            "gave a part without a proper name"),
        Arguments.of(
            (PullOrder) item -> new Key(List.of(new PullOrder.Part("x", 1, false, null))),
            "failed: java.lang.NullPointerException"));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void shouldPutLastWhatThePluginCannotPlaceAndSaySo(PullOrder order, String trouble) {
    PullOrder sometimes =
        item -> item.id().equals("good") ? Key.begin().highestFirst("n", -9e300) : order.key(item);
    try (PolicyPack pack = pack("acme-order", sometimes)) {
      Decision decision = pack.decide(DecisionPoint.PULL_ORDER, Facts.of("id", "bad"), AT);

      assertThat(decision.output("key", "")).isGreaterThan(key(pack, Facts.of("id", "good")));
      assertThat(decision.reasons())
          .singleElement()
          .satisfies(
              reason ->
                  assertThat(reason.text())
                      .startsWith("acme-order: unknown, for the pull order " + trouble));
    }
  }

  @Test
  void shouldRefuseANameThatNobodyBrings() {
    assertThatThrownBy(() -> pack("acme-harmm", HARM, "acme-harm"))
        .isInstanceOf(PackLoadException.class)
        .hasMessageContaining(
            "pack.yaml:4: Expected 'pull-order' to name criteria, but 'acme-harmm' is none.")
        .hasMessageContaining("resource-availability, acme-harm.");
  }

  @Test
  void shouldRefuseNamesThatAreTaken() {
    PackLoader loader = PolicyPacks.loader().pullOrder("acme-harm", HARM);

    assertThatThrownBy(() -> loader.pullOrder("acme-harm", HARM))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected each pull order to have its own name, but 'acme-harm' is there twice.\n"
                + "Maybe rename one, or register one plugin only.");
    assertThatThrownBy(() -> loader.pullOrder("wsjf", HARM))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected the pull order 'wsjf' to have a name of its own, but it is a criterion of"
                + " Millrace.\nMaybe put the name of the plugin in front of it.");
  }

  private static String key(PolicyPack pack, Facts facts) {
    return pack.decide(DecisionPoint.PULL_ORDER, facts, AT).output("key", "");
  }

  private static PolicyPack pack(String setting, PullOrder order) {
    String name =
        Stream.of(setting.split(", ")).filter(one -> one.startsWith("acme")).findFirst().orElse("");
    return pack(setting, order, name);
  }

  private static PolicyPack pack(String setting, PullOrder order, String name) {
    String yaml = "pack: p\nversion: '1'\nowner: o\nsettings: {pull-order: [" + setting + "]}\n";
    return PolicyPacks.loader()
        .pullOrder(name, order)
        .host(PackSource.of("p", Map.of("pack.yaml", yaml)))
        .load();
  }
}
