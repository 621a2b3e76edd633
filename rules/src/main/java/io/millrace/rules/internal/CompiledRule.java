// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.model.Facts;
import io.millrace.rules.drl.Item;
import io.millrace.rules.drl.Proposals;
import io.millrace.rules.internal.Question.AnyWord;
import io.millrace.rules.internal.Question.Phrase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.drools.model.Condition;
import org.drools.model.Consequence;
import org.drools.model.Constraint;
import org.drools.model.Global;
import org.drools.model.Pattern;
import org.drools.model.Rule;
import org.drools.model.SingleConstraint;
import org.drools.model.Variable;
import org.drools.model.functions.BlockN;
import org.drools.model.functions.Predicate1;
import org.jspecify.annotations.Nullable;

/**
 * One compiled rule that looks at one item only and does nothing but propose: all its conditions,
 * and its consequence with what to pass to it. Immutable and thread-safe.
 */
final class CompiledRule implements PolicyRule {
  /** Attributes that decide whether a rule fires; the order of firing is of no concern. */
  private static final List<Rule.Attribute<?>> PLAIN =
      List.of(
          Rule.Attribute.ENABLED,
          Rule.Attribute.AGENDA_GROUP,
          Rule.Attribute.ACTIVATION_GROUP,
          Rule.Attribute.RULEFLOW_GROUP,
          Rule.Attribute.DURATION,
          Rule.Attribute.TIMER,
          Rule.Attribute.CALENDARS,
          Rule.Attribute.DATE_EFFECTIVE,
          Rule.Attribute.DATE_EXPIRES);

  private final String fullName;
  private final String file;
  private final int line;
  private final Predicate1<Item>[] conditions;
  private final BlockN consequence;
  private final boolean[] passItem;

  private CompiledRule(
      String fullName,
      String file,
      int line,
      Predicate1<Item>[] conditions,
      BlockN consequence,
      boolean[] passItem) {
    this.fullName = fullName;
    this.file = file;
    this.line = line;
    this.conditions = conditions;
    this.consequence = consequence;
    this.passItem = passItem;
  }

  /** The rule, at a place that is not known; null if it needs a session. */
  static @Nullable CompiledRule find(Rule rule) {
    Pattern<?> pattern = onlyPattern(rule.getView());
    List<Predicate1<Item>> conditions = new ArrayList<>();
    if (pattern == null
        || pattern.getPatternVariable().getType() != Item.class
        || !pattern.getBindings().isEmpty()
        || !collect(pattern.getConstraint(), conditions)
        || rule.getConsequences().size() != 1
        || !hasPlainAttributes(rule)) {
      return null;
    }
    Consequence consequence = rule.getDefaultConsequence();
    boolean[] passItem = new boolean[consequence.getVariables().length];
    for (int i = 0; i < passItem.length; i++) {
      Variable<?> variable = consequence.getVariables()[i];
      passItem[i] = variable == pattern.getPatternVariable();
      if (!passItem[i] && !isProposals(variable)) {
        return null;
      }
    }
    if (consequence.isUsingDrools() || consequence.isBreaking()) {
      return null;
    }
    return new CompiledRule(
        NearMisses.fullName(rule), "", 0, array(conditions), consequence.getBlock(), passItem);
  }

  /** The same rule at a place. */
  CompiledRule at(String itsFile, int itsLine) {
    return new CompiledRule(fullName, itsFile, itsLine, conditions, consequence, passItem);
  }

  @Override
  public String fullName() {
    return fullName;
  }

  @Override
  public String file() {
    return file;
  }

  @Override
  public int line() {
    return line;
  }

  @Override
  public List<Predicate<Item>> conditions() {
    return Arrays.stream(conditions).map(CompiledRule::unchecked).toList();
  }

  /** See {@link WordIndex}; empty if the rule can match any text. */
  List<String> neededWords(PackData data) {
    if (conditions.length == 0) {
      return List.of();
    }
    NeededWords asked = new NeededWords();
    DefaultItem empty = new DefaultItem(Facts.none(), data, Instant.EPOCH);
    try {
      boolean holds = conditions[0].test(new AskingItem(empty, asked));
      return holds || !asked.wordsOnly ? List.of() : asked.words;
    } catch (Exception e) {
      return List.of(); // it fails without facts: ask it about every item
    }
  }

  boolean matches(Item item) throws Exception {
    for (Predicate1<Item> condition : conditions) {
      if (!condition.test(item)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void fire(Item item, Proposals proposals) {
    Object[] arguments = new Object[passItem.length];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = passItem[i] ? item : proposals;
    }
    try {
      consequence.execute(arguments);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Predicate<Item> unchecked(Predicate1<Item> condition) {
    return item -> {
      try {
        return condition.test(item);
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private static @Nullable Pattern<?> onlyPattern(Condition view) {
    if (view instanceof Pattern<?> pattern) {
      return pattern;
    }
    List<Condition> parts =
        view.getSubConditions().stream()
            .filter(part -> part.getType() != Condition.Type.CONSEQUENCE)
            .toList();
    boolean isWrapper = view.getType() == Condition.Type.AND && parts.size() == 1;
    return isWrapper ? onlyPattern(parts.get(0)) : null;
  }

  private static boolean hasPlainAttributes(Rule rule) {
    return PLAIN.stream()
        .allMatch(one -> Objects.equals(rule.getAttribute(one), one.getDefaultValue()));
  }

  @SuppressWarnings("unchecked") // the pattern's type is checked to be Item
  private static boolean collect(Constraint constraint, List<Predicate1<Item>> found) {
    if (constraint instanceof SingleConstraint single) {
      if (single.getVariables().length == 0) {
        return single == SingleConstraint.TRUE;
      }
      if (single.getVariables().length > 1 || single.isTemporal()) {
        return false;
      }
      found.add((Predicate1<Item>) single.getPredicate1());
      return true;
    }
    return constraint.getType() != Constraint.Type.OR
        && constraint.getChildren().stream().allMatch(part -> collect(part, found));
  }

  private static boolean isProposals(Variable<?> variable) {
    return variable instanceof Global && variable.getType() == Proposals.class;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // no generic array creation in Java
  private static Predicate1<Item>[] array(List<Predicate1<Item>> conditions) {
    return conditions.toArray(new Predicate1[0]);
  }

  /** Notes the words that a condition asks for, and whether it asks for anything else. */
  private static final class NeededWords implements AskingItem.Answers {
    private final List<String> words = new ArrayList<>();
    private boolean wordsOnly = true;

    @Override
    public boolean answer(Question question, boolean real) {
      if (question instanceof AnyWord any) {
        words.addAll(any.words());
      } else if (question instanceof Phrase phrase) {
        words.add(phrase.words().get(0));
      } else {
        wordsOnly = false;
      }
      return real;
    }
  }
}
