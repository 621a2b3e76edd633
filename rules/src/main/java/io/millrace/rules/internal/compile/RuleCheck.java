// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.EvalDescr;
import org.drools.drl.ast.descr.PatternDescr;

/** Checks what holds for every rule, whoever wrote it. */
final class RuleCheck {
  /** A name goes into generated sources, into a comment too: nothing in it may end one. */
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N} ._,:;()&+/?!%#@$'=-]{1,150}");

  private static final Pattern ASIDE =
      Pattern.compile("\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|//[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern EVAL = Pattern.compile("\\beval\\s*\\(");
  private static final Pattern MEMORY =
      Pattern.compile(
          "(?<![.\\w$])(insert|insertLogical|insertAsync|update|modify|delete|retract)\\s*\\("
              + "|(?<![.\\w$])(drools|kcontext)\\s*\\.");

  private RuleCheck() {}

  /** Why the rule is refused; empty if it is not. */
  static List<Refusal> check(ParsedRule rule) {
    if (!NAME.matcher(rule.name()).matches()) {
      return List.of(name(rule));
    }
    String dialect = rule.descr().getDialect();
    if (dialect != null && !dialect.equals("java")) {
      return List.of(
          new Refusal(
              rule.lineOf("dialect"),
              "to be in the dialect 'java', but it is in '" + Refusal.quote(dialect) + "'",
              "write its consequence in Java"));
    }
    if (!rule.descr().getNamedConsequences().isEmpty()) {
      return List.of(
          new Refusal(
              rule.line(),
              "to have one consequence, but it has more",
              "write a rule for each of them"));
    }
    if (!asksSomething(rule.descr().getLhs())) {
      return List.of(
          new Refusal(
              rule.line(),
              "to be about an item, but it has no condition",
              "write 'Item()' if it is meant for every item"));
    }
    return evalOrMemory(rule);
  }

  private static Refusal name(ParsedRule rule) {
    return new Refusal(
        rule.line(),
        "to have a name of letters, digits, blanks and plain marks, but it has other characters,"
            + " or too many",
        "name it by what it looks for, without quotation marks, stars and backslashes");
  }

  private static boolean asksSomething(AndDescr conditions) {
    return !conditions.getAllPatternDescr().isEmpty()
        || conditions.getDescrs().stream().anyMatch(one -> !(one instanceof EvalDescr));
  }

  private static List<Refusal> evalOrMemory(ParsedRule rule) {
    String conditions = rule.text();
    int then = conditions.indexOf(rule.consequence());
    String before =
        rule.consequence().isEmpty() || then < 0 ? conditions : conditions.substring(0, then);
    if (hasEval(rule.descr().getLhs()) || EVAL.matcher(plain(before)).find()) {
      return List.of(
          Refusal.does(
              rule.lineOf("eval"),
              "uses 'eval'",
              "write the expression as a condition of the item"));
    }
    Matcher memory = MEMORY.matcher(plain(rule.consequence()));
    if (memory.find()) {
      String word = memory.group(1) != null ? memory.group(1) : memory.group(2);
      return List.of(
          Refusal.does(
              rule.lineOf(word),
              "uses '" + word + "'",
              "let it propose a value; rules do not change what other rules see"));
    }
    return syntax(rule);
  }

  private static List<Refusal> syntax(ParsedRule rule) {
    JavaSyntax.Read<?> read = JavaSyntax.block(rule.consequence());
    if (read.node() != null) {
      return List.of();
    }
    return List.of(
        new Refusal(
            rule.consequenceLine(read.line()),
            "to have a consequence in Java, but there is a syntax error: " + read.error(),
            "look for a bracket, a semicolon or a quotation mark that is missing"));
  }

  private static boolean hasEval(AndDescr conditions) {
    return conditions.getDescrs().stream().anyMatch(RuleCheck::isEval);
  }

  private static boolean isEval(BaseDescr one) {
    return one instanceof EvalDescr
        || one instanceof AndDescr and && hasEval(and)
        || one instanceof PatternDescr pattern
            && pattern.getDescrs().stream().anyMatch(EvalDescr.class::isInstance);
  }

  /** Without texts and comments. */
  private static String plain(String source) {
    return ASIDE.matcher(source).replaceAll(" ");
  }
}
