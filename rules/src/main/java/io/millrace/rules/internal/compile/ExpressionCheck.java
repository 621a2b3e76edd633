// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.DoubleLiteralExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.LongLiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.NullLiteralExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the expressions of one tenant's rule against what is allowed, and adds up their size. The
 * sizes bound the time that the code generator takes, and the longest text that a rule can build:
 * an expression counts the values that it is put together from, with every variable written out.
 * Not thread-safe.
 */
final class ExpressionCheck {
  /** Parts of all expressions of a rule. */
  static final int MOST_PARTS = 500;

  /** Brackets within brackets; the generator's time doubles with each. */
  static final int MOST_NESTED = 5;

  private static final int DEEPEST = 60;
  private static final int MOST_VALUES = 64;

  private static final String SHORTER = "split it into several rules";

  private static final Set<Class<?>> LITERALS =
      Set.of(
          BooleanLiteralExpr.class,
          DoubleLiteralExpr.class,
          IntegerLiteralExpr.class,
          LongLiteralExpr.class,
          NullLiteralExpr.class,
          StringLiteralExpr.class);

  private static final Set<BinaryExpr.Operator> BINARY =
      EnumSet.of(
          BinaryExpr.Operator.AND,
          BinaryExpr.Operator.OR,
          BinaryExpr.Operator.EQUALS,
          BinaryExpr.Operator.NOT_EQUALS,
          BinaryExpr.Operator.LESS,
          BinaryExpr.Operator.LESS_EQUALS,
          BinaryExpr.Operator.GREATER,
          BinaryExpr.Operator.GREATER_EQUALS,
          BinaryExpr.Operator.PLUS,
          BinaryExpr.Operator.MINUS,
          BinaryExpr.Operator.MULTIPLY,
          BinaryExpr.Operator.DIVIDE,
          BinaryExpr.Operator.REMAINDER);

  private static final Set<UnaryExpr.Operator> UNARY =
      EnumSet.of(
          UnaryExpr.Operator.LOGICAL_COMPLEMENT, UnaryExpr.Operator.MINUS, UnaryExpr.Operator.PLUS);

  private final Map<String, Integer> variables = new HashMap<>();
  private int parts;

  /** Whether the name stands for something in this rule. */
  boolean knows(String name) {
    return variables.containsKey(name);
  }

  /** Makes a variable known, or gives it a new value; it counts as the largest of its values. */
  void define(String name, int values) {
    variables.merge(name, values, Math::max);
  }

  /** Why a condition of an item is refused; null if it is not. */
  @Nullable Refusal condition(Expression expression) {
    return checked(expression, true);
  }

  /** Why an expression of a consequence is refused; null if it is not. */
  @Nullable Refusal value(Expression expression) {
    return checked(expression, false);
  }

  /** How many values an expression, which was checked, is put together from. */
  int values(Expression expression) {
    if (expression instanceof NameExpr name) {
      return variables.getOrDefault(name.getNameAsString(), 1);
    }
    int sum = expression instanceof MethodCallExpr ? 1 : 0;
    for (Node child : expression.getChildNodes()) {
      sum += child instanceof Expression part ? values(part) : 0;
    }
    return Math.max(1, sum);
  }

  private @Nullable Refusal checked(Expression expression, boolean inCondition) {
    Refusal refusal = check(expression, inCondition, 0, 0);
    return refusal == null && values(expression) > MOST_VALUES
        ? refuse(expression, "puts more than " + MOST_VALUES + " values together", SHORTER)
        : refusal;
  }

  private @Nullable Refusal check(Expression one, boolean inCondition, int depth, int nested) {
    if (++parts > MOST_PARTS) {
      return refuse(one, "has more than " + MOST_PARTS + " parts", SHORTER);
    }
    if (depth > DEEPEST || nested > MOST_NESTED) {
      return refuse(one, "nests too deeply", "use a variable, or " + SHORTER);
    }
    if (LITERALS.contains(one.getClass())) {
      return null;
    }
    if (one instanceof NameExpr name) {
      return knows(name.getNameAsString()) ? null : names(name);
    }
    if (one instanceof MethodCallExpr call) {
      return call(call, inCondition, depth, nested);
    }
    if (one instanceof EnclosedExpr enclosed) {
      return check(enclosed.getInner(), inCondition, depth + 1, nested + 1);
    }
    return operator(one, inCondition, depth + 1, nested);
  }

  private @Nullable Refusal operator(Expression one, boolean inCondition, int depth, int nested) {
    if (one instanceof UnaryExpr unary && UNARY.contains(unary.getOperator())) {
      return check(unary.getExpression(), inCondition, depth, nested);
    }
    List<Expression> parts;
    if (one instanceof BinaryExpr binary && BINARY.contains(binary.getOperator())) {
      parts = List.of(binary.getLeft(), binary.getRight());
    } else if (one instanceof ConditionalExpr choice) {
      parts = List.of(choice.getCondition(), choice.getThenExpr(), choice.getElseExpr());
    } else {
      return refuse(one, JavaWords.uses(one), "use questions, operators and literals only");
    }
    return all(parts, inCondition, depth, nested);
  }

  private @Nullable Refusal call(MethodCallExpr call, boolean inCondition, int depth, int nested) {
    String name = call.getNameAsString();
    Expression scope = call.getScope().orElse(null);
    boolean isStatic = scope instanceof NameExpr type && !knows(type.getNameAsString());
    boolean allowed;
    if (call.getTypeArguments().isPresent()) {
      allowed = false;
    } else if (scope == null) {
      allowed = inCondition && AllowList.QUESTIONS.contains(name);
    } else if (isStatic) {
      allowed = AllowList.STATIC_CALLS.contains(scope + "." + name);
    } else {
      allowed = AllowList.CALLS.contains(name) && !(scope instanceof FieldAccessExpr);
    }
    if (!allowed) {
      return calls(call);
    }
    Refusal refusal =
        scope == null || isStatic ? null : check(scope, inCondition, depth + 1, nested);
    return refusal != null ? refusal : all(call.getArguments(), inCondition, depth + 1, nested + 1);
  }

  private @Nullable Refusal all(
      List<? extends Expression> parts, boolean inCondition, int depth, int nested) {
    for (Expression part : parts) {
      Refusal refusal = check(part, inCondition, depth, nested);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  /** A call of something that is not allowed. */
  static Refusal calls(MethodCallExpr call) {
    boolean isQualified =
        call.getScope()
            .filter(one -> one instanceof NameExpr || one instanceof FieldAccessExpr)
            .isPresent();
    String what = isQualified ? call.getScope().get() + "." : "";
    return refuse(
        call, "calls " + Refusal.quote(what + call.getNameAsString()), advice(call, what));
  }

  private static String advice(MethodCallExpr call, String scope) {
    if (call.getScope().isEmpty()) {
      return "look up the questions that there are in io.millrace.rules.drl.Item";
    }
    return scope.equals(PackageCheck.GLOBAL + ".")
        ? "look up the ways to propose in io.millrace.rules.drl.Proposals"
        : "ask the item for what the rule needs to know";
  }

  private static Refusal names(NameExpr name) {
    return refuse(
        name,
        "names '" + Refusal.quote(name.getNameAsString()) + "', which the rule does not declare",
        "bind it in a condition, or declare it as a local variable");
  }

  private static Refusal refuse(Node node, String does, String advice) {
    return Refusal.does(JavaSyntax.line(node), does, advice);
  }
}
