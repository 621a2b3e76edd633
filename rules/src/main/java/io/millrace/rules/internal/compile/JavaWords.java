// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import java.util.Map;

/** Names what stands in a program, for messages. */
final class JavaWords {
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("ArrayAccessExpr", "an array"),
          Map.entry("ArrayCreationExpr", "an array"),
          Map.entry("ArrayInitializerExpr", "an array"),
          Map.entry("AssertStmt", "'assert'"),
          Map.entry("AssignExpr", "an assignment within an expression"),
          Map.entry("BinaryExpr", "an operator on bits"),
          Map.entry("BreakStmt", "'break'"),
          Map.entry("CastExpr", "a cast"),
          Map.entry("CharLiteralExpr", "a single character"),
          Map.entry("ClassExpr", "a class"),
          Map.entry("ContinueStmt", "'continue'"),
          Map.entry("DoStmt", "a loop"),
          Map.entry("ExplicitConstructorInvocationStmt", "a constructor"),
          Map.entry("ForEachStmt", "a loop"),
          Map.entry("ForStmt", "a loop"),
          Map.entry("InstanceOfExpr", "'instanceof'"),
          Map.entry("LabeledStmt", "a label"),
          Map.entry("LambdaExpr", "a lambda"),
          Map.entry("LocalClassDeclarationStmt", "a class of its own"),
          Map.entry("LocalRecordDeclarationStmt", "a record of its own"),
          Map.entry("MethodReferenceExpr", "a method reference"),
          Map.entry("ObjectCreationExpr", "'new'"),
          Map.entry("ReturnStmt", "'return'"),
          Map.entry("SuperExpr", "'super'"),
          Map.entry("SwitchExpr", "'switch'"),
          Map.entry("SwitchStmt", "'switch'"),
          Map.entry("SynchronizedStmt", "'synchronized'"),
          Map.entry("TextBlockLiteralExpr", "a text block"),
          Map.entry("ThisExpr", "'this'"),
          Map.entry("ThrowStmt", "'throw'"),
          Map.entry("TryStmt", "'try'"),
          Map.entry("UnaryExpr", "an operator that changes its operand, or bits"),
          Map.entry("UnparsableStmt", "something that is not Java"),
          Map.entry("WhileStmt", "a loop"),
          Map.entry("YieldStmt", "'yield'"));

  private JavaWords() {}

  /** Such as "uses a loop". */
  static String uses(Node node) {
    if (node instanceof FieldAccessExpr access) {
      return "reads " + Refusal.quote(access);
    }
    String kind = node.getClass().getSimpleName();
    return "uses " + WORDS.getOrDefault(kind, "'" + Refusal.quote(node) + "'");
  }
}
