package io.millrace.bpmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.HashSet;
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

  private void deploy(Path file) {
    engine
        .getRepositoryService()
        .createDeployment()
        .addInputStream("hire.bpmn", new ByteArrayInputStream(CheckFixtures.read(file)))
        .deploy();
  }
}
