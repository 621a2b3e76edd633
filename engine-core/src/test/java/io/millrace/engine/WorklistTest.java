// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.ClassOfService;
import io.millrace.model.Demand;
import io.millrace.model.DemandSource;
import io.millrace.model.InvalidInputException;
import io.millrace.model.Kind;
import io.millrace.model.StepState;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people find on their worklist, and in which order. */
class WorklistTest {
  private static final TestClock CLOCK = new TestClock();
  private static Millrace millrace;
  private static Desk desk;

  @BeforeAll
  static void open() {
    millrace = TestStore.builder().clock(CLOCK).build();
    desk = Desk.ofNewTenant(millrace);
    add(demand("LOW", "Ink is low").fact("impact", 5).fact("urgency", 5));
    add(demand("TOP", "Nobody can book").fact("impact", 1).fact("urgency", 1));
    add(demand("RUSH", "The board meets now").fact("expedite", "the board meets"));
    add(demand("DATED", "Move on Friday").fact("dueAt", "2026-03-06"));
    add(
        demand("MON", "disk_full at 100%")
            .source(DemandSource.MONITORING)
            .fact("impact", 3)
            .fact("urgency", 3));
    add(demand("MID", "Istanbul: INFO missing").fact("impact", 3).fact("urgency", 3));
    desk.ops.work().reassign(Reassign.of("LOW").team("printers"));
    desk.ops.work().start(StartStep.of("TOP").assignee("bob"));
    desk.ops.work().block(BlockStep.of("DATED", "waits for the van"));
    Desk.ofNewTenant(millrace).submit("FOREIGN");
  }

  @AfterAll
  static void close() {
    millrace.close();
  }

  private static Demand.Builder demand(String id, String title) {
    return Demand.builder(id).title(title);
  }

  private static void add(Demand.Builder demand) {
    desk.submit(demand);
    CLOCK.forward(Duration.ofMinutes(1));
  }

  private static List<String> found(WorklistQuery query) {
    Page<WorklistEntry> page = desk.ops.work().search(query);
    assertThat(page.total()).isEqualTo(page.entries().size());
    assertThat(page.hasNext()).isFalse();
    return page.entries().stream().map(WorklistEntry::item).toList();
  }

  @Test
  void shouldOrderByClassPriorityAndAge() {
    assertThat(found(WorklistQuery.all()))
        .containsExactly("RUSH", "DATED", "TOP", "MON", "MID", "LOW");
  }

  @Test
  void shouldSayWhatPeopleNeedToChoose() {
    assertThat(desk.ops.work().search(WorklistQuery.all().text("book")).entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.title()).isEqualTo("Nobody can book");
              assertThat(entry.priority()).startsWith("1");
              assertThat(entry.classOfService()).isEqualTo(ClassOfService.STANDARD);
              assertThat(entry.openedAt()).isEqualTo(TestClock.START.plusSeconds(60));
              assertThat(entry.arrivedAt()).isEqualTo(entry.openedAt());
              assertThat(entry.run().step()).isEqualTo("register");
              assertThat(entry.run().state()).isEqualTo(StepState.WORKING);
              assertThat(entry.run().assignee()).isEqualTo("bob");
            });
  }

  @Test
  void shouldFilter() {
    WorklistQuery all = WorklistQuery.all();

    assertThat(found(all.team("printers"))).containsExactly("LOW");
    assertThat(found(all.team("nobody"))).isEmpty();
    assertThat(found(all.assignee("bob"))).containsExactly("TOP");
    assertThat(found(all.state(StepState.BLOCKED))).containsExactly("DATED");
    assertThat(found(all.state(StepState.WAITING))).containsExactly("RUSH", "MON", "MID", "LOW");
    assertThat(found(all.state(StepState.DONE))).isEmpty();
    assertThat(found(all.stream("restore-live-service"))).hasSize(6);
    assertThat(found(all.stream("other"))).isEmpty();
    assertThat(found(all.step("investigate"))).containsExactly("MON");
    assertThat(found(all.kind(Kind.INCIDENT))).contains("MON");
    assertThat(found(all.kind(Kind.PROBLEM))).isEmpty();
    assertThat(found(all.classOfService(ClassOfService.EXPEDITE))).containsExactly("RUSH");
    assertThat(found(all.step("register").assignee("bob").state(StepState.WORKING)))
        .containsExactly("TOP");
  }

  @Test
  void shouldFindTextInIdAndTitleWhateverTheCase() {
    assertThat(found(WorklistQuery.all().text("iNK"))).containsExactly("LOW");
    assertThat(found(WorklistQuery.all().text("dated"))).containsExactly("DATED");
    assertThat(found(WorklistQuery.all().text("nothing like it"))).isEmpty();
    assertThat(found(WorklistQuery.all().text(""))).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"' or '1'='1", "'; drop table MR_WORK_ITEM; --", "#{q.team}", "${q.team}", "\\"})
  void shouldTakeTextForTextAndNotForSql(String text) {
    assertThat(found(WorklistQuery.all().text(text))).isEmpty();
    assertThat(found(WorklistQuery.all().team(text))).isEmpty();
    assertThat(found(WorklistQuery.all())).hasSize(6);
  }

  @Test
  void shouldTakeWildcardsForThemselves() {
    assertThat(found(WorklistQuery.all().text("%"))).containsExactly("MON");
    assertThat(found(WorklistQuery.all().text("_"))).containsExactly("MON");
    assertThat(found(WorklistQuery.all().text("disk_full at 100%"))).containsExactly("MON");
    assertThat(found(WorklistQuery.all().text("diskXfull"))).isEmpty();
    assertThat(found(WorklistQuery.all().text("!"))).isEmpty();
  }

  @Test
  void shouldFindTheSameInATurkishLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    try {
      assertThat(found(WorklistQuery.all().text("info"))).containsExactly("MID");
      assertThat(found(WorklistQuery.all().text("ISTANBUL"))).containsExactly("MID");
      assertThat(found(WorklistQuery.all().text("mid"))).containsExactly("MID");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void shouldGivePagesThatAddUp() {
    Page<WorklistEntry> first = desk.ops.work().search(WorklistQuery.all().page(0, 4));
    Page<WorklistEntry> second = desk.ops.work().search(WorklistQuery.all().page(4, 4));
    Page<WorklistEntry> beyond = desk.ops.work().search(WorklistQuery.all().page(40, 4));

    assertThat(first.entries())
        .extracting(WorklistEntry::item)
        .containsExactly("RUSH", "DATED", "TOP", "MON");
    assertThat(second.entries()).extracting(WorklistEntry::item).containsExactly("MID", "LOW");
    assertThat(first.total()).isEqualTo(6);
    assertThat(second.total()).isEqualTo(6);
    assertThat(first.hasNext()).isTrue();
    assertThat(second.hasNext()).isFalse();
    assertThat(second.offset()).isEqualTo(4);
    assertThat(beyond.entries()).isEmpty();
    assertThat(beyond.total()).isEqualTo(6);
    assertThat(beyond.hasNext()).isFalse();
    assertThat(desk.ops.work().search(WorklistQuery.all().page(0, 6)).hasNext()).isFalse();
  }

  @Test
  void shouldRefusePagesThatMakeNoSense() {
    assertThatThrownBy(() -> WorklistQuery.all().page(-1, 10))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Expected the offset to be 0 or more, but it is -1.\nMaybe start at 0.");
    assertThatThrownBy(() -> WorklistQuery.all().page(0, 0))
        .hasMessage(
            "Expected the limit to be from 1 to 1000, but it is 0.\n"
                + "Maybe ask for further pages by offset.");
    assertThatThrownBy(() -> WorklistQuery.all().page(0, 1_001))
        .hasMessageContaining("but it is 1001");
  }
}
