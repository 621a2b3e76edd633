// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.model.Demand;
import io.millrace.model.DemandSource;
import io.millrace.model.InvalidInputException;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PolicyPacks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A morning small enough to be worked out by hand. In minutes since 08:00:
 *
 * <pre>
 * A  0 opened, waits; 10 works; 20 blocked; 30 works; 40 done, investigation waits;
 *    50 to another team; 60 works; 90 fixed.      lead 90 = 30 waiting + 50 working + 10 blocked
 * B  30 monitored, waits; 60 works; 120 fixed; 150 reopened, waits; 180 fixed without a start.
 *                                                 lead 150 = 90 waiting + 60 working
 * C  0 opened; 60 cancelled: left out
 * </pre>
 */
class FlowTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static Millrace millrace;
  private static Desk desk;

  @BeforeAll
  static void replay() {
    millrace =
        TestStore.builder()
            .policies(() -> PolicyPacks.builtIn(BuiltInOptions.builder().feedbackRate(1).build()))
            .build();
    desk = Desk.ofNewTenant(millrace);
    Work work = desk.ops.work();
    desk.submit(Demand.builder("A").title("x").occurredAt(at(0)));
    desk.submit(Demand.builder("C").title("x").occurredAt(at(0)));
    work.start(StartStep.of("A").occurredAt(at(10)));
    work.block(BlockStep.of("A", "no answer").occurredAt(at(20)));
    desk.submit(Demand.builder("B").title("x").source(DemandSource.MONITORING).occurredAt(at(30)));
    work.unblock(UnblockStep.of("A").occurredAt(at(30)));
    work.complete(CompleteStep.of("A").inferred().occurredAt(at(40)));
    work.reassign(Reassign.of("A").team("network").occurredAt(at(50)));
    work.start(StartStep.of("A").occurredAt(at(60)));
    work.start(StartStep.of("B").occurredAt(at(60)));
    work.cancel(Cancel.of("C", "a mistake").occurredAt(at(60)));
    desk.completeAt(at(90), "A", "investigate", "fixed");
    desk.completeAt(at(120), "B", "investigate", "fixed");
    work.reopen(Reopen.of("B", "it is back").occurredAt(at(150)));
    desk.completeAt(at(180), "B", "investigate", "fixed");
  }

  @AfterAll
  static void close() {
    millrace.close();
  }

  private static Instant at(int minute) {
    return TestClock.START.plus(Duration.ofMinutes(minute));
  }

  private static double hours(double minutes) {
    return minutes / 60;
  }

  private static StepFlow step(FlowReport report, String step) {
    return report.steps().stream().filter(s -> s.step().equals(step)).findFirst().orElseThrow();
  }

  @Test
  void shouldMeasureTheWholeSpan() {
    FlowReport report = desk.ops.flow().report(FlowQuery.all());

    assertThat(report.from()).isEqualTo(at(0));
    assertThat(report.to()).isEqualTo(at(180));
    assertThat(report.arrived()).isEqualTo(2);
    assertThat(report.departed()).isEqualTo(2);
    assertThat(report.leadHours().values()).containsExactly(hours(90), hours(150));
    assertThat(report.cycleHours().values()).containsExactly(hours(60), hours(60));
    assertThat(report.waitingHours().values()).containsExactly(hours(30), hours(90));
    assertThat(report.workingHours().values()).containsExactly(hours(50), hours(60));
    assertThat(report.blockedHours().values()).containsExactly(0, hours(10));
    assertThat(report.handOffs().values()).containsExactly(0, 1);
    assertThat(report.averageInSystem()).isEqualTo(240.0 / 180, EXACT);
    assertThat(report.averageWaiting()).isEqualTo(120.0 / 180, EXACT);
    assertThat(report.averageWorking()).isEqualTo(110.0 / 180, EXACT);
    assertThat(report.averageBlocked()).isEqualTo(10.0 / 180, EXACT);
    assertThat(report.throughputPerHour()).isEqualTo(2.0 / 3, EXACT);
  }

  @Test
  void shouldObeyLittlesLaw() {
    FlowReport report = desk.ops.flow().report(FlowQuery.all());

    assertThat(report.averageInSystem())
        .isEqualTo(report.throughputPerHour() * report.leadHours().mean(), EXACT);
  }

  @Test
  void shouldMeasureEachStepInTheOrderOfItsNumber() {
    FlowReport report = desk.ops.flow().report(FlowQuery.all());

    assertThat(report.steps())
        .extracting(StepFlow::step)
        .containsExactly("register", "investigate");
    StepFlow register = step(report, "register");
    assertThat(register.stream()).isEqualTo("restore-live-service");
    assertThat(register.runs()).isEqualTo(1);
    assertThat(register.inferredRuns()).isEqualTo(1);
    assertThat(register.leadHours().values()).containsExactly(hours(40));
    assertThat(register.waitingHours().values()).containsExactly(hours(10));
    assertThat(register.workingHours().values()).containsExactly(hours(20));
    assertThat(register.blockedHours().values()).containsExactly(hours(10));
    StepFlow investigate = step(report, "investigate");
    assertThat(investigate.runs()).isEqualTo(3);
    assertThat(investigate.inferredRuns()).isZero();
    assertThat(investigate.leadHours().values()).containsExactly(hours(30), hours(50), hours(90));
    assertThat(investigate.waitingHours().values())
        .containsExactly(hours(20), hours(30), hours(30));
    assertThat(investigate.workingHours().values()).containsExactly(0, hours(30), hours(60));
    assertThat(investigate.handOffs().values()).containsExactly(0, 0, 1);
    assertThat(investigate.open()).isZero();
    assertThat(investigate.averageOpen()).isEqualTo(170.0 / 180, EXACT);
    assertThat(investigate.throughputPerHour()).isEqualTo(1, EXACT);
  }

  @Test
  void shouldClipWhatReachesOutOfTheWindow() {
    FlowReport report = desk.ops.flow().report(FlowQuery.all().between(at(60), at(120)));

    assertThat(report.arrived()).isZero();
    assertThat(report.departed()).isEqualTo(1);
    assertThat(report.leadHours().values()).containsExactly(hours(90));
    assertThat(report.averageInSystem()).isEqualTo(1.5, EXACT);
    assertThat(report.averageWorking()).isEqualTo(1.5, EXACT);
    assertThat(report.averageWaiting()).isZero();
    assertThat(report.throughputPerHour()).isEqualTo(1, EXACT);
    StepFlow investigate = step(report, "investigate");
    assertThat(investigate.runs()).isEqualTo(1);
    assertThat(investigate.open()).isEqualTo(1); // B's run ends when the window is over
    assertThat(investigate.averageOpen()).isEqualTo(1.5, EXACT);
  }

  @Test
  void shouldCountWhatIsOpenAtTheEndOfTheWindowThoughItEndedLater() {
    FlowReport report = desk.ops.flow().report(FlowQuery.all().between(at(0), at(60)));

    assertThat(report.arrived()).isEqualTo(2);
    assertThat(report.departed()).isZero();
    assertThat(report.leadHours().count()).isZero();
    assertThat(step(report, "register").runs()).isEqualTo(1);
    assertThat(step(report, "register").open()).isZero();
    assertThat(step(report, "investigate").runs()).isZero();
    assertThat(step(report, "investigate").open()).isEqualTo(2);
  }

  @Test
  void shouldCountEverythingOnceInWindowsThatFollowOneAnother() {
    long arrived = 0;
    long departed = 0;
    for (int minute = 0; minute < 240; minute += 30) {
      FlowReport report =
          desk.ops.flow().report(FlowQuery.all().between(at(minute), at(minute + 30)));
      arrived += report.arrived();
      departed += report.departed();
    }

    assertThat(arrived).isEqualTo(2);
    assertThat(departed).isEqualTo(2);
  }

  @Test
  void shouldGiveTheFiguresAtRegularInstants() {
    List<FlowPoint> series = desk.ops.flow().series(FlowQuery.all(), Duration.ofHours(1));

    assertThat(series)
        .containsExactly(
            new FlowPoint(at(0), 1, 0, 0, 1, 0),
            new FlowPoint(at(60), 0, 2, 0, 2, 0),
            new FlowPoint(at(120), 1, 0, 0, 2, 1),
            new FlowPoint(at(180), 0, 0, 0, 2, 2));
    assertThat(series.get(1).inSystem()).isEqualTo(2);
  }

  @Test
  void shouldEndTheSeriesAtTheEndOfTheWindow() {
    assertThat(desk.ops.flow().series(FlowQuery.all(), Duration.ofMinutes(50)))
        .extracting(FlowPoint::at)
        .containsExactly(at(0), at(50), at(100), at(150), at(180));
  }

  @Test
  void shouldMeasureOneStreamOnly() {
    assertThat(desk.ops.flow().report(FlowQuery.all().stream("restore-live-service")).departed())
        .isEqualTo(2);
    assertThat(desk.ops.flow().report(FlowQuery.all().stream("other")).departed()).isZero();
  }

  @Test
  void shouldMeasureNothingWhereThereIsNothing() {
    Flow flow = Desk.ofNewTenant(millrace).ops.flow();

    assertThat(flow.report(FlowQuery.all()).arrived()).isZero();
    assertThat(flow.report(FlowQuery.all()).averageInSystem()).isZero();
    assertThat(flow.series(FlowQuery.all(), Duration.ofHours(1))).isEmpty();
  }

  @Test
  void shouldNotCountWhatComesAfterTheClose() {
    // given
    Desk after = Desk.ofNewTenant(millrace);
    after.submit(Demand.builder("A").title("x").occurredAt(at(0)));
    after.completeAt(at(10), "A", "register", null);
    after.completeAt(at(20), "A", "investigate", "vendorTicket");
    after.completeAt(at(30), "A", "followVendorIncident", null);
    after.completeAt(at(40), "A", "vendorTicket", null);
    after.completeAt(at(50), "A", "deployFix", null);
    after.completeAt(at(60), "A", "verify", "restored");
    after.completeAt(at(90), "A", "requestFeedback", "noAnswer");

    // when
    FlowReport report = after.ops.flow().report(FlowQuery.all());

    // then
    assertThat(report.leadHours().values()).containsExactly(1);
    assertThat(report.to()).isEqualTo(at(60));
    FlowReport whole = after.ops.flow().report(FlowQuery.all().between(at(0), at(120)));
    assertThat(whole.averageInSystem()).isEqualTo(0.5, EXACT);
    assertThat(step(whole, "requestFeedback").leadHours().values()).containsExactly(0.5);
  }

  @Test
  void shouldBeWorkingWhileAnyStepIs() {
    // given
    Desk both = Desk.ofNewTenant(millrace);
    both.submit(Demand.builder("A").title("x").occurredAt(at(0)));
    both.completeAt(at(0), "A", "register", null);
    both.completeAt(at(0), "A", "investigate", "vendorTicket");
    Work work = both.ops.work();
    work.start(StartStep.of("A", "vendorTicket").occurredAt(at(10)));
    work.block(BlockStep.of("A", "followVendorIncident", "wait").occurredAt(at(20)));
    both.completeAt(at(30), "A", "vendorTicket", null);
    both.completeAt(at(60), "A", "followVendorIncident", null);

    // when
    FlowReport report = both.ops.flow().report(FlowQuery.all().between(at(0), at(60)));

    // then: waiting 0-10, working 10-30, blocked 30-60
    assertThat(report.averageWaiting()).isEqualTo(10.0 / 60, EXACT);
    assertThat(report.averageWorking()).isEqualTo(20.0 / 60, EXACT);
    assertThat(report.averageBlocked()).isEqualTo(30.0 / 60, EXACT);
  }

  @Test
  void shouldRefuseWhatCannotBeMeasured() {
    assertThatThrownBy(() -> FlowQuery.all().between(at(1), at(1)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected the window to end after its start, but it runs from 2026-03-02T08:01:00Z to"
                + " 2026-03-02T08:01:00Z.\nMaybe swap the two.");
    assertThatThrownBy(() -> desk.ops.flow().series(FlowQuery.all(), Duration.ofNanos(1)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected the distance of instants to be a millisecond or more, but it is PT0.000000001S."
                + "\nMaybe pass a duration such as Duration.ofHours(1).");
    assertThatThrownBy(() -> desk.ops.flow().series(FlowQuery.all(), Duration.ofMillis(1)))
        .hasMessage(
            "Expected the window to hold at most 100000 instants, but every PT0.001S makes more.\n"
                + "Maybe ask for fewer instants or a shorter window.");
  }
}
