package io.millrace.engine.internal.camunda;

import org.camunda.bpm.engine.impl.bpmn.deployer.BpmnDeployer;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;

/**
 * A configuration without subscriptions of start events. Millrace starts an instance of one
 * definition that it names, so that nobody has to find a definition by a message; subscriptions
 * would be one more thing to write, and would refuse a message name that another stream of another
 * tenant uses already.
 */
final class BoundStarts extends StandaloneProcessEngineConfiguration {

  @Override
  protected BpmnDeployer getBpmnDeployer() {
    BpmnDeployer usual = super.getBpmnDeployer();
    BpmnDeployer deployer = new WithoutSubscriptions();
    deployer.setExpressionManager(usual.getExpressionManager());
    deployer.setBpmnParser(usual.getBpmnParser());
    deployer.setIdGenerator(usual.getIdGenerator());
    return deployer;
  }

  private static final class WithoutSubscriptions extends BpmnDeployer {
    @Override
    protected void adjustStartEventSubscriptions(
        ProcessDefinitionEntity newest, ProcessDefinitionEntity before) {
      // there are none
    }
  }
}
