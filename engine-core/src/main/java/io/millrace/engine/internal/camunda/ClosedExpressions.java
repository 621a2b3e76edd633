// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.ReadOnlyMapELResolver;
import org.camunda.bpm.engine.impl.el.VariableContextElResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.MapELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ValueExpression;

/**
 * Expressions of the published grammar, and no others: plain text, a variable by its plain name,
 * comparisons of variables with texts, and the decision. They see process variables and the {@code
 * millrace} bean; no method of any object can be called from a model.
 */
final class ClosedExpressions extends JuelExpressionManager {
  static final String DECIDE = "${millrace.decide}";

  private static final String COMPARISON = "\\s*[A-Za-z]\\w*\\s*(==|!=)\\s*'[^'\\\\]*'\\s*";
  private static final Pattern KNOWN =
      Pattern.compile(
          "\\$\\{\\s*[A-Za-z]\\w*\\s*\\}"
              + "|\\$\\{"
              + COMPARISON
              + "((&&|\\|\\|)"
              + COMPARISON
              + ")*+\\}");

  private final Map<Object, Object> visible;

  ClosedExpressions(Map<Object, Object> beans) {
    super(beans);
    this.visible = beans;
  }

  /** Every expression of the engine comes along here, wherever it stands in a model. */
  @Override
  public ValueExpression createValueExpression(String expression) {
    boolean plain = !expression.contains("${") && !expression.contains("#{");
    if (!plain && !expression.equals(DECIDE) && !KNOWN.matcher(expression).matches()) {
      throw new ProcessEngineException(
          "Expected plain text or an expression of the published grammar, but found \""
              + expression
              + "\".");
    }
    return super.createValueExpression(expression);
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
