package io.millrace.engine.internal.camunda;

import java.util.Map;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.ReadOnlyMapELResolver;
import org.camunda.bpm.engine.impl.el.VariableContextElResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.MapELResolver;

/**
 * Expressions that see process variables and the {@code millrace} bean, and nothing else: no method
 * of any object can be called from a model.
 */
final class ClosedExpressions extends JuelExpressionManager {
  private final Map<Object, Object> visible;

  ClosedExpressions(Map<Object, Object> beans) {
    super(beans);
    this.visible = beans;
  }

  @Override
  protected ELResolver createElResolver() {
    CompositeELResolver resolver = new CompositeELResolver();
    resolver.add(new VariableScopeElResolver());
    resolver.add(new VariableContextElResolver());
    resolver.add(new ReadOnlyMapELResolver(visible));
    resolver.add(new MapELResolver(true));
    return resolver;
  }
}
