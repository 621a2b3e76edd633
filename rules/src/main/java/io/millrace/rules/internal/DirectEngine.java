package io.millrace.rules.internal;

import io.millrace.model.Facts;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.drl.Item;
import io.millrace.rules.drl.Proposals;
import io.millrace.rules.internal.Question.AnyWord;
import io.millrace.rules.internal.Question.Phrase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.drools.model.Condition;
import org.drools.model.Consequence;
import org.drools.model.Constraint;
import org.drools.model.Global;
import org.drools.model.Model;
import org.drools.model.Pattern;
import org.drools.model.Rule;
import org.drools.model.SingleConstraint;
import org.drools.model.Variable;
import org.drools.model.functions.BlockN;
import org.drools.model.functions.Predicate1;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates compiled rules without a session, where that is the same: every rule looks at one item
 * only and does nothing but propose. Such rules cannot see one another's effects and the resolver
 * orders their proposals, so the order of firing does not matter and neither network nor agenda is
 * needed. {@link SessionEngine} takes every other rule base. A test compares the two.
 *
 * <p>Thread-safe: it holds the compiled conditions and consequences only, which have no state.
 */
final class DirectEngine implements RuleEngine {
  private final CompiledRule[] rules;
  private final WordIndex index;

  private DirectEngine(List<CompiledRule> rules) {
    this.rules = rules.toArray(CompiledRule[]::new);
    PackData noData = new PackData(BuiltInOptions.defaults());
    index = new WordIndex(rules.stream().map(rule -> rule.neededWords(noData)).toList());
  }

  /** An engine for the model, or null if one of its rules needs a session. */
  static @Nullable DirectEngine find(Model model) {
    if (!model.getQueries().isEmpty() || !model.getTypeMetaDatas().isEmpty()) {
      return null;
    }
    List<CompiledRule> rules = new ArrayList<>();
    for (Rule rule : model.getRules()) {
      CompiledRule compiled = CompiledRule.find(rule);
      if (compiled == null) {
        return null;
      }
      rules.add(compiled);
    }
    return new DirectEngine(rules);
  }

  @Override
  public void propose(DefaultItem item, DefaultProposals proposals) {
    long[] candidates = index.candidates(item);
    try {
      for (int i = 0; i < candidates.length; i++) {
        for (long left = candidates[i]; left != 0; left &= left - 1) {
          CompiledRule rule = rules[i * Long.SIZE + Long.numberOfTrailingZeros(left)];
          if (rule.matches(item)) {
            proposals.firing(rule.fullName);
            rule.fire(item, proposals);
          }
        }
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    // holds nothing that needs closing
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

  /** One rule: all its conditions, and its consequence with what to pass to it. */
  private static final class CompiledRule {
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
    private final Predicate1<Item>[] conditions;
    private final BlockN consequence;
    private final boolean[] passItem;

    private CompiledRule(
        String fullName, Predicate1<Item>[] conditions, BlockN consequence, boolean[] passItem) {
      this.fullName = fullName;
      this.conditions = conditions;
      this.consequence = consequence;
      this.passItem = passItem;
    }

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
          NearMisses.fullName(rule), array(conditions), consequence.getBlock(), passItem);
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

    void fire(Item item, DefaultProposals proposals) throws Exception {
      Object[] arguments = new Object[passItem.length];
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = passItem[i] ? item : proposals;
      }
      consequence.execute(arguments);
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
  }
}
