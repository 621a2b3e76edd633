package io.millrace.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.DecisionPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stream runs on a bare engine, and the paths below take every flow of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestoreLiveServiceFlowTest {
  private final ValueStream stream = ValueStreams.builtIn().all().get(0);
  private final Set<String> taken = new TreeSet<>();
  private final List<String> passed = new ArrayList<>();
  private final Map<String, String> feedback = new HashMap<>();
  private ProcessEngine engine;
  private String definition;

  @BeforeAll
  void startEngine() {
    StandaloneInMemProcessEngineConfiguration configuration =
        new StandaloneInMemProcessEngineConfiguration();
    configuration.setJdbcUrl("jdbc:h2:mem:restore-live-service");
    configuration.setJobExecutorActivate(false);
    configuration.setMetricsEnabled(false);
    JavaDelegate decide =
        execution -> {
          passed.add(execution.getCurrentActivityId());
          DecisionPoint point = stream.decisions().get(execution.getCurrentActivityId());
          if (DecisionPoint.FEEDBACK.equals(point)) {
            execution.setVariable("feedback_ask", feedback.get("ask"));
          } else {
            execution.setVariable("classification_kind", "incident");
          }
        };
    configuration.setBeans(new HashMap<>(Map.of("millrace", Map.of("decide", decide))));
    configuration.setCustomPostBPMNParseListeners(new ArrayList<>(List.of(new Recorder())));
    engine = configuration.buildProcessEngine();
    definition = deploy(stream);
  }

  @AfterAll
  void stopEngine() {
    engine.close();
  }

  @BeforeEach
  void reset() {
    passed.clear();
    feedback.put("ask", "false");
  }

  @Test
  void shouldEndEarlyWhenTheFirstAttemptFixesIt() {
    // given
    ProcessInstance instance = engine.getRuntimeService().startProcessInstanceById(definition);

    // when
    complete(instance, "register");
    complete(instance, "investigate", "fixed");

    // then
    assertThat(ended(instance)).isTrue();
    assertThat(passed)
        .containsExactly("reclassify", "resolvedAtFirstAttempt", "closedAtFirstAttempt");
  }

  @ParameterizedTest
  @CsvSource({"specialist, obtainFix", "vendorPatch, fetchVendorPatch", "outsourced, outsourceFix"})
  void shouldObtainAFixFromSomebodyElse(String result, String step) {
    // given
    ProcessInstance instance = engine.getRuntimeService().startProcessInstanceById(definition);
    complete(instance, "register");

    // when
    complete(instance, "investigate", result);
    complete(instance, step);
    complete(instance, "deployFix");

    // then
    assertThat(passed).containsExactly("reclassify", "resolved");
    complete(instance, "verify", "restored");
    assertThat(passed).endsWith("resolved", "closed", "sampleFeedback");
    assertThat(ended(instance)).isTrue();
  }

  @Test
  void shouldFollowTheVendorsTicketInParallel() {
    // given
    ProcessInstance instance = start("restore-live-service.monitoring");

    // when
    complete(instance, "investigate", "vendorTicket");

    // then
    assertThat(open(instance)).containsExactlyInAnyOrder("followVendorIncident", "vendorTicket");
    complete(instance, "vendorTicket");
    assertThat(open(instance)).containsExactly("followVendorIncident");
    complete(instance, "followVendorIncident");
    assertThat(open(instance)).containsExactly("deployFix");
  }

  @Test
  void shouldBypassRegistrationOnAMonitoringEvent() {
    assertThat(open(start("restore-live-service.monitoring"))).containsExactly("investigate");
  }

  @Test
  void shouldInvestigateAgainWhenReopened() {
    assertThat(open(start("restore-live-service.reopened"))).containsExactly("investigate");
  }

  @Test
  void shouldInvestigateAgainWhenValueIsNotRestored() {
    // given
    ProcessInstance instance = atVerify();

    // when
    complete(instance, "verify", "notRestored");

    // then
    assertThat(open(instance)).containsExactly("investigate");
    assertThat(passed).endsWith("resolved");
  }

  @Test
  void shouldLookForImprovementsWhenFeedbackIsReceived() {
    // given
    feedback.put("ask", "true");
    ProcessInstance instance = atVerify();

    // when
    complete(instance, "verify", "restored");
    complete(instance, "requestFeedback", "received");

    // then
    assertThat(open(instance)).containsExactly("identifyImprovements");
    complete(instance, "identifyImprovements", "registered");
    assertThat(ended(instance)).isTrue();
  }

  @Test
  void shouldEndWithoutImprovementsWhenNobodyAnswers() {
    // given
    feedback.put("ask", "true");
    ProcessInstance instance = atVerify();

    // when
    complete(instance, "verify", "restored");
    complete(instance, "requestFeedback", "noAnswer");

    // then
    assertThat(ended(instance)).isTrue();
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void shouldHaveTakenEveryFlow() {
    // given
    List<String> flows =
        Bpmn.readModelFromStream(stream.model().open())
            .getModelElementsByType(SequenceFlow.class)
            .stream()
            .map(SequenceFlow::getId)
            .toList();

    // then
    assertThat(taken).containsExactlyInAnyOrderElementsOf(flows);
  }

  private ProcessInstance atVerify() {
    ProcessInstance instance = start("restore-live-service.reopened");
    complete(instance, "investigate", "specialist");
    complete(instance, "obtainFix");
    complete(instance, "deployFix");
    return instance;
  }

  private ProcessInstance start(String message) {
    return engine
        .getRuntimeService()
        .createMessageCorrelation(message)
        .processDefinitionId(definition)
        .correlateStartMessage();
  }

  private void complete(ProcessInstance instance, String step) {
    complete(instance, step, Map.of());
  }

  private void complete(ProcessInstance instance, String step, String result) {
    String variable = stream.findStep(step).orElseThrow().resultVariable();
    complete(instance, step, Map.of(variable, result));
  }

  private void complete(ProcessInstance instance, String step, Map<String, Object> variables) {
    Task task =
        engine
            .getTaskService()
            .createTaskQuery()
            .processInstanceId(instance.getId())
            .taskDefinitionKey(step)
            .singleResult();
    engine.getTaskService().complete(task.getId(), variables);
  }

  private List<String> open(ProcessInstance instance) {
    return engine
        .getTaskService()
        .createTaskQuery()
        .processInstanceId(instance.getId())
        .list()
        .stream()
        .map(Task::getTaskDefinitionKey)
        .toList();
  }

  private boolean ended(ProcessInstance instance) {
    return engine
            .getRuntimeService()
            .createProcessInstanceQuery()
            .processInstanceId(instance.getId())
            .count()
        == 0;
  }

  private String deploy(ValueStream stream) {
    return engine
        .getRepositoryService()
        .createDeployment()
        .addInputStream(stream.model().fileName(), stream.model().open())
        .deployWithResult()
        .getDeployedProcessDefinitions()
        .get(0)
        .getId();
  }

  /** Notes the flows taken and the milestones passed. */
  private final class Recorder extends AbstractBpmnParseListener {
    @Override
    public void parseSequenceFlow(Element flow, ScopeImpl scope, TransitionImpl transition) {
      transition.addListener(
          ExecutionListener.EVENTNAME_TAKE,
          (ExecutionListener)
              execution -> {
                taken.add(transition.getId());
                String target = transition.getDestination().getId();
                if (stream.passages().containsKey(target)) {
                  passed.add(target);
                }
              });
    }
  }
}
