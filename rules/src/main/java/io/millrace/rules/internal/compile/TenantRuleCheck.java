// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.stmt.BlockStmt;
import io.millrace.rules.drl.Item;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.AnnotatedBaseDescr;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;

/** Checks the source of one tenant's rule. Everything that is not known is refused. */
final class TenantRuleCheck {
  private static final int LARGEST_RULE = 4 << 10;
  private static final int MOST_PATTERNS = 3;
  private static final int MOST_CONDITIONS = 40;
  private static final int DEEPEST = 4;

  private static final Pattern BINDING =
      Pattern.compile("\\s*([$\\w]+)\\s*:(?![:=])(.*)", Pattern.DOTALL);

  /** The attributes that may stand, and what their values may be. */
  private static final Map<String, Pattern> ATTRIBUTES =
      Map.of(
          "dialect", Pattern.compile("java"),
          "no-loop", Pattern.compile("true|false"),
          "salience", Pattern.compile("-?[0-9]{1,6}"));

  private final ParsedRule rule;
  private final RuleDescr descr;
  private final List<Refusal> refusals = new ArrayList<>();
  private final ExpressionCheck expressions = new ExpressionCheck();
  private int patterns;
  private int conditions;

  TenantRuleCheck(ParsedRule rule) {
    this.rule = rule;
    this.descr = rule.descr();
  }

  /** Why the rule is refused; empty if it is not. */
  List<Refusal> check() {
    int size = rule.text().getBytes(StandardCharsets.UTF_8).length;
    if (size > LARGEST_RULE || size == 0) {
      refusals.add(
          new Refusal(
              rule.line(),
              "to have at most " + LARGEST_RULE + " bytes, but it has " + size,
              "split it into several rules"));
      return refusals;
    }
    head();
    condition(descr.getLhs(), 0);
    if (refusals.isEmpty()) {
      consequence();
    }
    return refusals;
  }

  private void head() {
    String parent = descr.getParentName();
    if (parent != null && !parent.isEmpty()) {
      refuse(rule.lineOf("extends"), "extends another rule", "repeat its conditions");
    }
    annotations(descr);
    if (descr.getUnit() != null) {
      refuse(rule.line(), "names a rule unit", "leave it out");
    }
    for (AttributeDescr attribute : descr.getAttributes().values()) {
      Pattern allowed = ATTRIBUTES.get(attribute.getName());
      String value = String.valueOf(attribute.getValue());
      if (allowed == null) {
        String name = Refusal.quote(attribute.getName());
        refuse(rule.lineOf(name), "sets '" + name + "'", "leave it out; 'salience' may stay");
      } else if (!allowed.matcher(value).matches()) {
        refuse(
            rule.lineOf(attribute.getName()),
            "works out '" + attribute.getName() + "' as '" + Refusal.quote(value) + "'",
            "write a plain value");
      }
    }
  }

  private void annotations(AnnotatedBaseDescr where) {
    where.getAnnotationNames().stream()
        .sorted()
        .forEach(
            name ->
                refuse(
                    rule.lineOf("@"),
                    "has the annotation '" + Refusal.quote(name) + "'",
                    "write a comment instead"));
  }

  private void condition(BaseDescr one, int depth) {
    List<BaseDescr> parts;
    if (depth > DEEPEST) {
      refuse(line(one), "nests too deeply", "split it into several rules");
      return;
    } else if (one.getClass() == AndDescr.class) {
      parts = ((AndDescr) one).getDescrs();
    } else if (one.getClass() == OrDescr.class) {
      parts = ((OrDescr) one).getDescrs();
    } else if (one.getClass() == PatternDescr.class) {
      pattern((PatternDescr) one);
      return;
    } else {
      refuse(line(one), "uses " + word(one), "ask the item, with '!', '&&' and '||'");
      return;
    }
    annotations((AnnotatedBaseDescr) one);
    parts.forEach(part -> condition(part, depth + 1));
  }

  private void pattern(PatternDescr pattern) {
    annotations(pattern);
    String type = String.valueOf(pattern.getObjectType());
    if (!type.equals(Item.class.getSimpleName()) || pattern.isQuery()) {
      refuse(line(pattern), "looks at '" + Refusal.quote(type) + "'", "write 'Item( ... )'");
    }
    if (pattern.getSource() != null) {
      refuse(line(pattern), "uses " + word(pattern.getSource()), "ask the item itself");
    }
    boolean hasBehaviors = pattern.getBehaviors() != null && !pattern.getBehaviors().isEmpty();
    if (hasBehaviors || pattern.isUnification()) {
      refuse(line(pattern), "uses a window or a unification", "ask the item itself");
    }
    if (++patterns > MOST_PATTERNS) {
      refuse(
          line(pattern),
          "has more than " + MOST_PATTERNS + " patterns",
          "put conditions of the same item into one pattern");
    }
    if (pattern.getIdentifier() != null) {
      bind(line(pattern), pattern.getIdentifier(), 1);
    }
    for (BaseDescr part : pattern.getDescrs()) {
      if (refusals.isEmpty()) {
        constraint(part);
      }
    }
  }

  private void constraint(BaseDescr part) {
    boolean isPlain =
        part.getClass() == ExprConstraintDescr.class
            && ((ExprConstraintDescr) part).getType() == ExprConstraintDescr.Type.NAMED;
    if (!isPlain) {
      refuse(line(part), "uses " + word(part), "write plain conditions between commas");
      return;
    }
    if (++conditions > MOST_CONDITIONS) {
      String most = "has more than " + MOST_CONDITIONS + " conditions";
      refuse(line(part), most, "split it into several rules");
      return;
    }
    String source = String.valueOf(part.getText());
    Matcher binding = BINDING.matcher(source);
    String bound = binding.matches() ? binding.group(1) : "";
    String asked = bound.isEmpty() ? source : binding.group(2);
    Expression read = JavaSyntax.expression(asked).node();
    if (read == null) {
      String what = "has a condition that is not plain Java: " + Refusal.quote(asked);
      refuse(line(part), what, "use questions of the item, '==', '<', '&&', '||' and '!'");
      return;
    }
    Refusal refusal = expressions.condition(read);
    if (refusal != null) {
      refusals.add(
          new Refusal(line(part) + refusal.line() - 1, refusal.problem(), refusal.advice()));
    } else if (!bound.isEmpty()) {
      bind(line(part), bound, expressions.values(read));
    }
  }

  private void bind(int line, String name, int values) {
    boolean isFree =
        ConsequenceCheck.VARIABLE.matcher(name).matches()
            && !SourceVersion.isKeyword(name)
            && !name.equals(PackageCheck.GLOBAL);
    if (!isFree) {
      refuse(
          line,
          "binds the name '" + Refusal.quote(name) + "'",
          "use '$', a letter in lower case, then letters and digits");
      return;
    }
    expressions.define(name, values);
  }

  private void consequence() {
    BlockStmt block = JavaSyntax.block(rule.consequence()).node();
    if (block == null) {
      return; // that it is not Java was reported already
    }
    Refusal refusal = new ConsequenceCheck(expressions).check(block);
    if (refusal != null) {
      int line = rule.consequenceLine(refusal.line());
      refusals.add(new Refusal(line, refusal.problem(), refusal.advice()));
    }
  }

  private int line(BaseDescr one) {
    return one.getLine() > 0 ? one.getLine() : rule.line();
  }

  private static String word(BaseDescr one) {
    String kind = one.getClass().getSimpleName().replaceFirst("Descr$", "");
    return switch (kind) {
      case "Not", "Exists", "Forall", "From", "Collect", "Accumulate", "Eval" ->
          "'" + kind.toLowerCase(Locale.ROOT) + "'";
      case "GroupBy" -> "'groupby'";
      case "EntryPoint" -> "an entry point";
      case "WindowReference" -> "a window";
      case "NamedConsequence", "ConditionalBranch" -> "a named consequence";
      case "ExprConstraint" -> "a condition by position";
      default -> "a construct that is not a condition of the item";
    };
  }

  private void refuse(int line, String does, String advice) {
    refusals.add(Refusal.does(line, does, advice));
  }
}
