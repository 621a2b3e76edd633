// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the checks accept, the engine deploys; and what they say it refuses, it refuses. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChecksAndEngineTest {
  /** What the engine itself finds. Into the other errors it would run, or they are ours alone. */
  private static final Set<String> REFUSED =
      Set.of(
          "boundary-event",
          "condition-on-default",
          "dangling-flow",
          "decision-delegate",
          "duplicate-id",
          "event-gateway-exit",
          "event-trigger",
          "gateway-without-exit",
          "missing-condition",
          "missing-start",
          "missing-topic",
          "several-plain-starts",
          "start-trigger",
          "subprocess-start",
          "task-type",
          "unknown-element",
          "unmatched-link",
          "unreadable-file");

  private ProcessEngine engine;

  @BeforeAll
  void startEngine() {
    StandaloneInMemProcessEngineConfiguration configuration =
        new StandaloneInMemProcessEngineConfiguration();
    configuration.setJdbcUrl("jdbc:h2:mem:checks");
    configuration.setJobExecutorActivate(false);
    configuration.setMetricsEnabled(false);
    configuration.setEnforceHistoryTimeToLive(false);
    engine = configuration.buildProcessEngine();
  }

  @AfterAll
  void stopEngine() {
    engine.close();
  }

  @ParameterizedTest
  @MethodSource("io.millrace.bpmn.CheckFixtures#clean")
  void shouldDeployWhatIsClean(Path file) {
    assertThatCode(() -> deploy(file)).doesNotThrowAnyException();
  }

  @Test
  void shouldDeployWhatIsRepaired() {
    Set<StreamModel> models = new HashSet<>();
    for (String id : CheckFixtures.ids()) {
      Path file = CheckFixtures.goodFile(id);
      if (models.add(new StreamModel("hire.bpmn", CheckFixtures.read(file)))) {
        assertThatCode(() -> deploy(file)).as(id).doesNotThrowAnyException();
      }
    }
  }

  @Test
  void shouldReportAsAnErrorWhateverTheEngineRefuses() {
    // when
    Set<String> refused = new TreeSet<>();
    for (String id : CheckFixtures.ids()) {
      try {
        deploy(CheckFixtures.badFile(id));
      } catch (ProcessEngineException e) {
        refused.add(id);
        assertThat(CheckFixtures.bad(id).isDeployable()).as(id).isFalse();
      }
    }

    // then
    assertThat(refused).containsExactlyInAnyOrderElementsOf(REFUSED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "timeDuration>PT8H<",
        "timeDuration>P1DT2H30M<",
        "timeDuration>P1Y2M<",
        "timeDuration>P2W<",
        "timeDuration>PT0.5S<",
        "timeDate>2036-05-01<",
        "timeDate>2036-05-01T08:00:00Z<",
        "timeDate>2036-05-01T08:00+02:00<",
        "timeCycle>R3/PT8H<",
        "timeCycle>R5/2036-05-01T08:00:00/PT1H<",
        "timeCycle>0 0/5 * * * ?<"
      })
  void shouldAcceptTimesThatTheEngineReads(String time) {
    assertThat(check(time)).isEmpty();
    assertThatCode(() -> run(time)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "timeDuration>8 hours<",
        "timeDuration>P<",
        "timeDuration>PT<",
        "timeDate>tomorrow<",
        "timeCycle>every day<"
      })
  void shouldRefuseTimesThatTheEngineCannotRead(String time) {
    assertThat(check(time)).extracting(ModelProblem::check).containsExactly("invalid-timer");
    assertThatThrownBy(() -> run(time)).isInstanceOf(ProcessEngineException.class);
  }

  private static List<ModelProblem> check(String time) {
    return ValueStreams.check("hire.bpmn", bytes(timer(time)), CheckFixtures.INSTALLATION)
        .problems();
  }

  private void run(String time) {
    String model = timer(time).replace("targetRef=\"agree\"", "targetRef=\"pause\"");
    String deployment =
        engine
            .getRepositoryService()
            .createDeployment()
            .addInputStream("hire.bpmn", new ByteArrayInputStream(bytes(model)))
            .deploy()
            .getId();
    try {
      engine.getRuntimeService().startProcessInstanceByKey("hire");
    } finally {
      engine.getRepositoryService().deleteDeployment(deployment, true);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String timer(String time) {
    String name = time.substring(0, time.indexOf('>'));
    return new String(
            CheckFixtures.read(CheckFixtures.goodFile("event-trigger")), StandardCharsets.UTF_8)
        .replace("timeDuration>PT8H<", time)
        .replace("</bpmn:timeDuration>", "</bpmn:" + name + ">");
  }

  private void deploy(Path file) {
    engine
        .getRepositoryService()
        .createDeployment()
        .addInputStream("hire.bpmn", new ByteArrayInputStream(CheckFixtures.read(file)))
        .deploy();
  }
}
