// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.bpmn.ValueStreams;
import io.millrace.engine.CompleteStep;
import io.millrace.engine.Millrace;
import io.millrace.engine.Operations;
import io.millrace.engine.Receipt;
import io.millrace.event.Event;
import io.millrace.event.EventType;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.plugin.port.StepHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The kit as a plugin author uses it. */
class TestMillraceTest {
  private static final String WASH =
      """
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
          xmlns:c="http://camunda.org/schema/1.0/bpmn" targetNamespace="urn:axle">
        <process id="wash" name="Wash a car" isExecutable="true">
          <startEvent id="asked" />
          <sequenceFlow id="f1" sourceRef="asked" targetRef="washCar" />
          <serviceTask id="washCar" c:type="external" c:topic="washing">
            <extensionElements>
              <c:properties>
                <c:property name="stepNumber" value="1" />
                <c:property name="activity" value="deliver and support" />
                <c:property name="results" value="clean, dirty" />
              </c:properties>
            </extensionElements>
          </serviceTask>
          <sequenceFlow id="f2" sourceRef="washCar" targetRef="done" />
          <endEvent id="done" />
        </process>
      </definitions>
      """;
  private static final ScriptedFactSource CMDB = new ScriptedFactSource("cmdb", "impact");
  private static final ScriptedStepHandler WASHING =
      new ScriptedStepHandler("washing").completes("clean");
  private static final AtomicInteger COMMITS = new AtomicInteger();
  private static TestMillrace millrace;

  @BeforeAll
  static void start() {
    millrace =
        TestMillrace.start(
            builder ->
                builder
                    .valueStream(
                        ValueStreams.read("wash.bpmn", WASH.getBytes(StandardCharsets.UTF_8)))
                    .plugin(
                        TestPlugin.named("axle")
                            .factSource(CMDB)
                            .stepHandler(WASHING)
                            .eventSink("test", event -> {})
                            .participant(events -> COMMITS.incrementAndGet())));
  }

  @AfterAll
  static void close() {
    millrace.close();
  }

  @Test
  void shouldRunOnItsClock() {
    // given
    Operations desk = millrace.as("clock", "ann");
    Receipt receipt = desk.intake().submit(Demand.builder("INC-1").title("Help").build());

    // when
    millrace.clock().forward(Duration.ofHours(2));
    desk.work().complete(CompleteStep.of("INC-1"));

    // then
    Event completed = millrace.events().awaitItem("clock", "INC-1", EventType.STEP_COMPLETED);
    assertThat(completed.occurredAt())
        .isEqualTo(receipt.item().openedAt().plus(Duration.ofHours(2)));
    assertThat(millrace.events().ofItem("clock", "INC-1"))
        .extracting(Event::type)
        .startsWith(EventType.WORK_ITEM_SUBMITTED);
    assertThat(COMMITS).hasPositiveValue();
  }

  @Test
  void shouldAskTheScriptedSource() {
    CMDB.knows("INC-7", Facts.of("impact", 1));

    Receipt receipt =
        millrace
            .as("facts", "ann")
            .intake()
            .submit(Demand.builder("INC-7").title("x").fact("urgency", 1).build());

    assertThat(receipt.item().priority()).startsWith("1");
    assertThat(CMDB.calls()).anyMatch(call -> call.tenant().equals("facts"));
  }

  @Test
  void shouldRunTheScriptedHandler() {
    millrace
        .as("handler", "ann")
        .intake()
        .submit(Demand.builder("W-1").title("A car").stream("wash").build());

    millrace.events().awaitItem("handler", "W-1", EventType.WORK_ITEM_CLOSED);

    assertThat(WASHING.tasks())
        .filteredOn(task -> task.tenant().equals("handler"))
        .extracting(StepHandler.Task::step)
        .containsExactly("washCar");
  }

  @Test
  void shouldPlayTheScriptLineByLineAndStayAtTheLast() throws Exception {
    ScriptedStepHandler handler = new ScriptedStepHandler("h").fails("no water").completes("clean");
    StepHandler.Task task =
        new StepHandler.Task(UUID.randomUUID(), "t", "i", "s", "step", Facts.none());

    assertThatThrownBy(() -> handler.handle(task)).hasMessage("no water");
    assertThat(handler.handle(task).result()).isEqualTo("clean");
    assertThat(handler.handle(task).result()).isEqualTo("clean");
    assertThat(handler.tasks()).hasSize(3);
  }

  @Test
  void shouldSayWhatItHeardWhenTheThreadIsInterrupted() {
    RecordingSink sink = new RecordingSink();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> sink.await("of a wedding", event -> true))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "Expected an event of a wedding, but the thread was interrupted. Heard were [].");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void shouldFailWhenItIsTold() {
    ScriptedFactSource source = new ScriptedFactSource("s", "x").failing(true);

    assertThatThrownBy(
            () -> source.lookUp("t", java.util.List.of(Demand.builder("D").title("x").build())))
        .hasMessage("fact source 's' was told to fail");
  }

  @Test
  void shouldKeepTheEventsOfEachMillraceOnOneDatabaseApart() {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    try (TestMillrace first = on(database);
        TestMillrace second = on(database)) {
      for (int i = 1; i <= 30; i++) {
        submit(first, "FIRST-" + i);
        submit(second, "SECOND-" + i);
      }
      for (int i = 1; i <= 30; i++) {
        first.events().awaitItem("acme", "FIRST-" + i, EventType.WORK_ITEM_SUBMITTED);
        second.events().awaitItem("acme", "SECOND-" + i, EventType.WORK_ITEM_SUBMITTED);
      }
    }
  }

  private static TestMillrace on(JdbcDataSource database) {
    TestMillrace.Instruments instruments = TestMillrace.Instruments.create();
    return TestMillrace.around(
        instruments.apply(Millrace.builder().dataSource(database)).build(), instruments);
  }

  private static void submit(TestMillrace millrace, String id) {
    millrace.as("acme", "ann").intake().submit(Demand.builder(id).title("No mail").build());
  }
}
