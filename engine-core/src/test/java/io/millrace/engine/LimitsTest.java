// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.Caller;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are long, odd or hostile: kept whole, or refused by name. */
class LimitsTest {
  private static Millrace millrace;
  private Desk desk;

  @BeforeAll
  static void open() {
    millrace = TestStore.builder().build();
  }

  @AfterAll
  static void close() {
    millrace.close();
  }

  @BeforeEach
  void newTenant() {
    desk = Desk.ofNewTenant(millrace);
  }

  @Test
  void shouldKeepTheLongestNames() {
    // given
    String longest = "x".repeat(255);
    Operations ops = millrace.as(new Caller(longest, longest));

    // when
    ops.intake()
        .submit(
            Demand.builder(longest)
                .title("t".repeat(4_000))
                .requester(longest)
                .fact("category", longest)
                .fact("team", longest)
                .build());
    ops.work().start(StartStep.of(longest).assignee(longest).commandId(longest));

    // then
    WorkItem item = ops.work().find(longest).orElseThrow();
    assertThat(item.category()).isEqualTo(longest);
    assertThat(item.title()).hasSize(4_000);
    assertThat(item.openSteps().get(0).assignee()).isEqualTo(longest);
  }

  @Test
  void shouldRefuseAnIdThatIsTooLong() {
    assertThatThrownBy(() -> Demand.builder("x".repeat(256)).build())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("at most 255 characters, but it has 256");
  }

  @Test
  void shouldRefuseDemandThatDoesNotFit() {
    refuses(
        Demand.builder("D").title("t".repeat(4_001)),
        "Expected the title of demand 'D' to have at most 4000 characters, but there are 4001.\n"
            + "Maybe shorten it, or keep the long form in the host and pass its id.");
    refuses(
        Demand.builder("D").description("t".repeat(500_001)),
        "Expected the description of demand 'D' to have at most 500000 characters");
    refuses(
        Demand.builder("D").requester("t".repeat(256)),
        "Expected the requester of demand 'D' to have at most 255 characters");
    refuses(
        Demand.builder("D").fact("category", "t".repeat(256)),
        "Expected the category of work item 'D' to have at most 255 characters");
    refuses(
        Demand.builder("D").fact("team", "t".repeat(256)),
        "Expected the team of work item 'D' to have at most 255 characters");
    refuses(
        Demand.builder("D").fact("log", "t".repeat(1_000_000)),
        "Expected the facts of work item 'D', as JSON, to have at most 1000000 characters");
    assertThat(desk.ops.work().find("D")).isEmpty();
  }

  private void refuses(Demand.Builder demand, String message) {
    assertThatThrownBy(() -> desk.submit(demand))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void shouldRefuseRequestsThatDoNotFit() {
    desk.submit("D");
    WorkItem before = desk.item("D");
    String name = "n".repeat(256);
    String note = "n".repeat(100_001);

    List<WorkRequest<?>> requests =
        List.of(
            StartStep.of("D").commandId(name),
            StartStep.of("D").assignee(name),
            Reassign.of("D").team(name),
            Reclassify.of("D", "why").category(name),
            BlockStep.of("D", note),
            Cancel.of("D", note),
            UpdateFacts.of("D", Facts.of("log", "n".repeat(1_000_000))));
    for (WorkRequest<?> request : requests) {
      assertThatThrownBy(() -> desk.ops.work().perform(request))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("to have at most ");
    }
    assertThat(desk.item("D")).isEqualTo(before);
  }

  @Test
  void shouldKeepLongTextsWhole() {
    // given
    String description = "cannot log in ".repeat(500_000 / 14);
    String log = "\u0001".repeat(160_000); // six characters each in JSON

    // when
    Receipt receipt =
        desk.submit(
            Demand.builder("D")
                .title("cannot log in ".repeat(280))
                .description(description)
                .fact("log", log));
    desk.ops.work().block(BlockStep.of("D", "\u0001".repeat(100_000)));
    desk.ops.work().cancel(Cancel.of("D", "r".repeat(100_000)));

    // then
    UUID id = receipt.findDecision(DecisionPoint.CLASSIFICATION).orElseThrow();
    assertThat(desk.ops.decisions().find(id).orElseThrow().decision().inputs().text("log", ""))
        .isEqualTo(log);
    assertThat(
            desk.ops.decisions().find(id).orElseThrow().decision().inputs().text("description", ""))
        .isEqualTo(description);
    assertThat(desk.ops.decisions().explain(id).toText()).hasSizeLessThan(100_000);
    assertThat(desk.ops.work().history("D").get(2).note()).hasSize(100_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uD83D\uDE80 emoji",
        "'; drop table MR_WORK_ITEM; --",
        "${''.getClass()} #{1}",
        "tab\tnew\nline",
        "\u202Eright to left",
        "I\u0307\u0131\u0130",
      })
  void shouldKeepOddTexts(String odd) {
    // when
    desk.submit(
        Demand.builder("D" + odd)
            .title(odd)
            .description(odd)
            .requester(odd)
            .fact(odd, odd)
            .fact("category", odd));
    desk.ops.work().block(BlockStep.of("D" + odd, odd).commandId(odd));

    // then
    assertThat(desk.item("D" + odd).title()).isEqualTo(odd);
    assertThat(desk.item("D" + odd).category()).isEqualTo(odd);
    assertThat(desk.ops.decisions().ofItem("D" + odd).get(0).decision().inputs().text(odd, ""))
        .isEqualTo(odd);
    assertThat(desk.ops.work().history("D" + odd).get(1).note()).isEqualTo(odd);
    assertThat(desk.ops.work().search(WorklistQuery.all().text(odd)).entries()).hasSize(1);
    assertThat(desk.ops.work().block(BlockStep.of("D" + odd, odd).commandId(odd)).repeated())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "a\uD800b", "a\uDC00"})
  void shouldRefuseTextThatNotEveryDatabaseKeeps(String odd) {
    // given
    String unit = "%04X".formatted((int) odd.charAt(1));
    String found =
        " to be text that can be stored, but its character 2 is U+"
            + unit
            + ".\nMaybe leave it out, or look for a mistake in how the text was decoded or cut.";
    desk.submit("D");

    // then
    refuses(Demand.builder("E").title(odd), "Expected the title of demand 'E'" + found);
    refuses(Demand.builder("E").description(odd), "Expected the description of demand 'E'" + found);
    refuses(Demand.builder("E").requester(odd), "Expected the requester of demand 'E'" + found);
    assertThatThrownBy(() -> Demand.builder(odd).build())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Expected the demand id" + found);
    assertThatThrownBy(() -> Facts.of("log", odd))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Expected the fact 'log'" + found);
    assertThatThrownBy(() -> Facts.of("logs", List.of("fine", odd)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Expected the fact 'logs'" + found);
    assertThatThrownBy(() -> Facts.of(odd, "log"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Expected the fact" + found);
    assertThatThrownBy(() -> desk.ops.work().block(BlockStep.of("D", odd)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageEndingWith(found);
    assertThatThrownBy(() -> desk.ops.work().start(StartStep.of("D").commandId(odd)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageEndingWith(found);
    assertThatThrownBy(() -> desk.ops.work().reassign(Reassign.of("D").assignee(odd)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageEndingWith(found);
    assertThatThrownBy(() -> desk.ops.work().link(Link.of("D", "problem", odd)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageEndingWith(found);
  }

  @Test
  void shouldRefuseAStreamThatIsNotInstalled() {
    refuses(
        Demand.builder("D").stream("nope"),
        "Expected an installed value stream 'nope', but there are [develop-new-service,"
            + " enable-change, fulfil-request, resolve-issue, restore-live-service].\n"
            + "Maybe add the stream when building Millrace, or let the policies choose.");
  }

  @Test
  void shouldTakeAKindThatNobodyKnowsForAnOrdinaryFact() {
    assertThat(desk.submit(Demand.builder("D").fact("kind", "banana")).item().id()).isEqualTo("D");
  }
}
