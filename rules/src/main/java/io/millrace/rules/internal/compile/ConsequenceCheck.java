// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import com.github.javaparser.ast.Modifier;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.EmptyStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.Type;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks the statements of a tenant's consequence: proposals, local variables, and {@code if}.
 * Lines in its refusals are those of the source that it was given. Not thread-safe.
 */
final class ConsequenceCheck {
  /** A name that neither Java nor generated code gives a meaning. */
  static final Pattern VARIABLE = Pattern.compile("\\$?[a-z][A-Za-z0-9]{0,59}");

  private static final int DEEPEST = 8;
  private static final int MOST_STATEMENTS = 60;

  private final ExpressionCheck expressions;
  private final Set<String> locals = new HashSet<>();
  private int statements;

  /**
   * @param expressions knows the variables of the conditions
   */
  ConsequenceCheck(ExpressionCheck expressions) {
    this.expressions = expressions;
  }

  /** Why the statements are refused; null if they are not. */
  @Nullable Refusal check(BlockStmt block) {
    return statement(block, 0);
  }

  private @Nullable Refusal statement(Statement one, int depth) {
    if (++statements > MOST_STATEMENTS || depth > DEEPEST) {
      String bound = depth > DEEPEST ? "nests too deeply" : "has too many statements";
      return refuse(one, bound, "split it into several rules");
    }
    if (one instanceof EmptyStmt) {
      return null;
    }
    if (one instanceof BlockStmt block) {
      for (Statement part : block.getStatements()) {
        Refusal refusal = statement(part, depth + 1);
        if (refusal != null) {
          return refusal;
        }
      }
      return null;
    }
    if (one instanceof IfStmt choice) {
      return choice(choice, depth);
    }
    if (one instanceof ExpressionStmt statement) {
      return expression(statement.getExpression());
    }
    return refuse(one, JavaWords.uses(one), "use proposals, local variables and 'if' only");
  }

  private @Nullable Refusal choice(IfStmt choice, int depth) {
    Refusal refusal = expressions.value(choice.getCondition());
    if (refusal == null) {
      refusal = statement(choice.getThenStmt(), depth + 1);
    }
    return refusal == null && choice.getElseStmt().isPresent()
        ? statement(choice.getElseStmt().get(), depth + 1)
        : refusal;
  }

  private @Nullable Refusal expression(Expression one) {
    if (one instanceof MethodCallExpr call) {
      return proposal(call);
    }
    if (one instanceof VariableDeclarationExpr declaration) {
      return declaration(declaration);
    }
    if (one instanceof AssignExpr assignment) {
      return assignment(assignment);
    }
    return refuse(one, JavaWords.uses(one), "use proposals, local variables and 'if' only");
  }

  private @Nullable Refusal proposal(MethodCallExpr call) {
    boolean isProposal =
        call.getScope().filter(ConsequenceCheck::isProposals).isPresent()
            && call.getTypeArguments().isEmpty()
            && AllowList.PROPOSALS.contains(call.getNameAsString());
    if (!isProposal) {
      return ExpressionCheck.calls(call);
    }
    for (Expression argument : call.getArguments()) {
      Refusal refusal = expressions.value(argument);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  private static boolean isProposals(Expression scope) {
    return scope instanceof NameExpr name && name.getNameAsString().equals(PackageCheck.GLOBAL);
  }

  private @Nullable Refusal declaration(VariableDeclarationExpr declaration) {
    boolean isPlain =
        declaration.getAnnotations().isEmpty()
            && declaration.getModifiers().stream()
                .allMatch(one -> one.getKeyword() == Modifier.Keyword.FINAL);
    if (!isPlain) {
      return refuse(declaration, "annotates or modifies a variable", "write 'final' at most");
    }
    for (VariableDeclarator variable : declaration.getVariables()) {
      Refusal refusal = variable(variable);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  private @Nullable Refusal variable(VariableDeclarator variable) {
    String name = variable.getNameAsString();
    if (!isAllowed(variable.getType(), 0)) {
      String type = Refusal.quote(variable.getType());
      return refuse(
          variable,
          "has a variable of the type '" + type + "'",
          "use a text, a number, a truth value, or a list, map or set of them");
    }
    if (!VARIABLE.matcher(name).matches() || name.equals(PackageCheck.GLOBAL)) {
      return refuse(
          variable,
          "has a variable named '" + Refusal.quote(name) + "'",
          "name it with letters and digits, beginning in lower case");
    }
    Expression value = variable.getInitializer().orElse(null);
    Refusal refusal = value == null ? null : expressions.value(value);
    if (refusal == null) {
      locals.add(name);
      expressions.define(name, value == null ? 1 : expressions.values(value));
    }
    return refusal;
  }

  private static boolean isAllowed(Type type, int depth) {
    if (type instanceof ClassOrInterfaceType named) {
      return depth <= 2
          && named.getScope().isEmpty()
          && named.getAnnotations().isEmpty()
          && AllowList.TYPES.contains(named.getNameAsString())
          && named.getTypeArguments().stream()
              .flatMap(arguments -> arguments.stream())
              .allMatch(argument -> isAllowed(argument, depth + 1));
    }
    return (type.isPrimitiveType() || type.isVarType())
        && AllowList.TYPES.contains(type.asString());
  }

  private @Nullable Refusal assignment(AssignExpr assignment) {
    boolean isLocal =
        assignment.getTarget() instanceof NameExpr target
            && locals.contains(target.getNameAsString())
            && assignment.getOperator() == AssignExpr.Operator.ASSIGN;
    if (!isLocal) {
      String target = Refusal.quote(assignment.getTarget());
      return refuse(
          assignment,
          "changes '" + target + "'",
          "assign with '=', and to local variables of the consequence only");
    }
    Refusal refusal = expressions.value(assignment.getValue());
    if (refusal == null) {
      String name = assignment.getTarget().asNameExpr().getNameAsString();
      expressions.define(name, expressions.values(assignment.getValue()));
    }
    return refusal;
  }

  private static Refusal refuse(Node node, String does, String advice) {
    return Refusal.does(JavaSyntax.line(node), does, advice);
  }
}
