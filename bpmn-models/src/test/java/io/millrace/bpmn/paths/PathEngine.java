// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.paths;

import static java.util.Objects.requireNonNull;

import io.millrace.bpmn.ValueStream;
import io.millrace.model.DecisionPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.bpmn.behavior.ReceiveTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * One bare engine for all path tests. The test answers the decisions; a call of another stream
 * waits for the test, so that each stream is tested by itself; every sequence flow taken is noted.
 */
final class PathEngine {
  private static final PathEngine SHARED = new PathEngine();

  private final Map<String, ValueStream> streams = new HashMap<>();
  private final Map<String, Set<String>> taken = new HashMap<>();
  private final Map<DecisionPoint, Map<String, String>> answers = new HashMap<>();
  private final ProcessEngine engine;

  private PathEngine() {
    StandaloneInMemProcessEngineConfiguration configuration =
        new StandaloneInMemProcessEngineConfiguration();
    configuration.setProcessEngineName("paths");
    configuration.setJdbcUrl("jdbc:h2:mem:paths");
    configuration.setHistory(ProcessEngineConfiguration.HISTORY_ACTIVITY);
    configuration.setJobExecutorActivate(false);
    configuration.setMetricsEnabled(false);
    JavaDelegate decide = this::decide;
    configuration.setBeans(new HashMap<>(Map.of("millrace", Map.of("decide", decide))));
    List<BpmnParseListener> listeners = new ArrayList<>(List.of(new Rewiring()));
    configuration.setCustomPostBPMNParseListeners(listeners);
    engine = configuration.buildProcessEngine();
  }

  /** The engine of this JVM: starting one for each stream would cost more than all the paths. */
  static PathEngine shared() {
    return SHARED;
  }

  ProcessEngine engine() {
    return engine;
  }

  /** Deploys the stream and returns the id of its process definition. */
  String deploy(ValueStream stream) {
    streams.put(stream.key(), stream);
    return engine
        .getRepositoryService()
        .createDeployment()
        .addInputStream(stream.model().fileName(), stream.model().open())
        .deployWithResult()
        .getDeployedProcessDefinitions()
        .get(0)
        .getId();
  }

  /** What the decision point answers from here on: its outputs by name. */
  void answer(DecisionPoint point, Map<String, String> outputs) {
    answers.put(point, Map.copyOf(outputs));
  }

  void forgetAnswers() {
    answers.clear();
  }

  /** The sequence flows of the stream taken so far, sorted. */
  Set<String> taken(String key) {
    return taken.computeIfAbsent(key, k -> new TreeSet<>());
  }

  private void decide(DelegateExecution execution) {
    ValueStream stream = requireNonNull(streams.get(key(execution)));
    DecisionPoint point = requireNonNull(stream.decisions().get(execution.getCurrentActivityId()));
    Map<String, String> outputs = answers.get(point);
    if (outputs == null) {
      throw new IllegalStateException("Expected the test to answer '" + point + "'.");
    }
    String prefix = point.name().replace('-', '_') + "_";
    outputs.forEach((output, value) -> execution.setVariable(prefix + output, value));
  }

  private static String key(DelegateExecution execution) {
    String definition = execution.getProcessDefinitionId();
    return definition.substring(0, definition.indexOf(':'));
  }

  /** Notes the flows taken, and lets calls wait. */
  private final class Rewiring extends AbstractBpmnParseListener {
    @Override
    public void parseSequenceFlow(Element flow, ScopeImpl scope, TransitionImpl transition) {
      transition.addListener(
          ExecutionListener.EVENTNAME_TAKE,
          (ExecutionListener) execution -> taken(key(execution)).add(transition.getId()));
    }

    @Override
    public void parseCallActivity(Element element, ScopeImpl scope, ActivityImpl activity) {
      activity.setActivityBehavior(new ReceiveTaskActivityBehavior());
    }
  }
}
