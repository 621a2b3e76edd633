// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.Position;
import com.github.javaparser.Problem;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.stmt.BlockStmt;
import org.jspecify.annotations.Nullable;

/** Reads the Java in rules: plain Java 17, without what DRL adds. */
final class JavaSyntax {

  /**
   * What was read.
   *
   * @param node the tree; null if it is not Java
   * @param line the line of the error within the source, counted from 1
   * @param error what is wrong; empty if nothing is
   */
  record Read<T extends Node>(@Nullable T node, int line, String error) {}

  private JavaSyntax() {}

  /** Reads the statements of a consequence. */
  static Read<BlockStmt> block(String statements) {
    return read(parser().parseBlock("{" + statements + "\n}"));
  }

  /** Reads one expression, which has to take up the whole source. */
  static Read<Expression> expression(String source) {
    return read(parser().parseExpression(source));
  }

  /** The line of a node within the source, counted from 1. */
  static int line(Node node) {
    return node.getBegin().map(position -> position.line).orElse(1);
  }

  private static JavaParser parser() {
    return new JavaParser(
        new ParserConfiguration()
            .setLanguageLevel(LanguageLevel.JAVA_17)
            .setAttributeComments(false));
  }

  private static <T extends Node> Read<T> read(ParseResult<T> result) {
    T node = result.getResult().orElse(null);
    if (result.isSuccessful() && node != null) {
      return new Read<>(node, 1, "");
    }
    if (result.getProblems().isEmpty()) {
      return new Read<>(null, 1, "it is not Java");
    }
    Problem problem = result.getProblems().get(0);
    int line =
        problem
            .getLocation()
            .flatMap(range -> range.getBegin().getRange())
            .map(range -> range.begin)
            .orElse(Position.HOME)
            .line;
    String error = problem.getMessage().lines().findFirst().orElse("it is not Java");
    return new Read<>(null, line, shortened(error));
  }

  /** Without the list of all tokens that would have been right. */
  private static String shortened(String error) {
    int expected = error.indexOf(", expected one of");
    String what = expected < 0 ? error : error.substring(0, expected);
    return Refusal.quote(what.replaceFirst("^Parse error\\. ", ""));
  }
}
