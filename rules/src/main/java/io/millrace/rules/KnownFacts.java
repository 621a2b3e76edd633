package io.millrace.rules;

import static io.millrace.model.DecisionPoint.CLASSIFICATION;
import static io.millrace.model.DecisionPoint.CLASS_OF_SERVICE;
import static io.millrace.model.DecisionPoint.FEEDBACK;
import static io.millrace.model.DecisionPoint.PRIORITY;
import static io.millrace.model.DecisionPoint.ROUTING;

import io.millrace.model.ClassOfService;
import io.millrace.model.DemandSource;
import io.millrace.model.Kind;
import io.millrace.rules.KnownFact.Type;
import io.millrace.rules.internal.Nearest;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The catalogue of facts that policies may ask for: those that Millrace and its built-in pack know,
 * and those that a host declares. Checks take a fact that is not in it for a mistake. Immutable and
 * thread-safe.
 */
public final class KnownFacts {
  /** Stands for the result of every step: its id with underscores, and this ending. */
  private static final String STEP_RESULT = "<step>_result";

  private static final String STEP_ENDING = "_result";
  private static final KnownFacts BUILT_IN = new KnownFacts(new TreeMap<>()).with(standard());

  private final SortedMap<String, KnownFact> byName;

  private KnownFacts(SortedMap<String, KnownFact> byName) {
    this.byName = byName;
  }

  /** The facts that Millrace and its built-in pack know. */
  public static KnownFacts builtIn() {
    return BUILT_IN;
  }

  /** These facts and the given ones; of two with the same name, the given one counts. */
  public KnownFacts with(Collection<KnownFact> more) {
    SortedMap<String, KnownFact> all = new TreeMap<>(byName);
    more.forEach(fact -> all.put(fact.name(), fact));
    return new KnownFacts(all);
  }

  /** All of them, by name. */
  public List<KnownFact> all() {
    return List.copyOf(byName.values());
  }

  /** The fact of this name. */
  public Optional<KnownFact> find(String name) {
    KnownFact fact = byName.get(name);
    if (fact == null && name.endsWith(STEP_ENDING) && name.length() > STEP_ENDING.length()) {
      fact = byName.get(STEP_RESULT);
    }
    return Optional.ofNullable(fact);
  }

  /** The name that looks most like the given one; empty if none does. */
  public Optional<String> nearest(String name) {
    return Nearest.to(name, byName.keySet());
  }

  private static List<KnownFact> standard() {
    return Stream.of(described(), timed(), valued(), decided()).flatMap(List::stream).toList();
  }

  private static List<KnownFact> described() {
    return List.of(
        KnownFact.of("id", Type.TEXT, "the work item's id").readBy(FEEDBACK),
        KnownFact.of("title", Type.TEXT, "what it is about, in a line").readBy(CLASSIFICATION),
        KnownFact.of("description", Type.TEXT, "what it is about").readBy(CLASSIFICATION),
        KnownFact.word("source", names(DemandSource.values()), "where the demand comes from")
            .readBy(CLASSIFICATION, CLASS_OF_SERVICE),
        KnownFact.word("kind", names(Kind.values()), "the kind of work that a person recorded")
            .readBy(CLASSIFICATION),
        KnownFact.of("category", Type.WORD, "the category that a person recorded")
            .readBy(CLASSIFICATION, ROUTING),
        KnownFact.of("team", Type.WORD, "the team that is recorded or asked for").readBy(ROUTING),
        KnownFact.of("impact", Type.WORD, "how much it harms: a label or number of the matrix")
            .readBy(PRIORITY),
        KnownFact.of("urgency", Type.WORD, "how soon it harms: a label or number of the matrix")
            .readBy(PRIORITY),
        KnownFact.of("major", Type.TRUTH, "whether it is a major incident")
            .readBy(CLASS_OF_SERVICE),
        KnownFact.of("expedite", Type.TEXT, "why somebody wants it expedited")
            .readBy(CLASS_OF_SERVICE),
        KnownFact.of("investigate_result", Type.WORD, "the result of the step that investigates")
            .readBy(CLASSIFICATION),
        KnownFact.of(STEP_RESULT, Type.WORD, "the result of a step"));
  }

  private static List<KnownFact> timed() {
    return List.of(
        KnownFact.of("openedAt", Type.INSTANT, "when it was opened"),
        KnownFact.of("dueAt", Type.INSTANT, "when it is due").readBy(CLASS_OF_SERVICE),
        KnownFact.of("penaltyAt", Type.INSTANT, "when a penalty falls due"),
        KnownFact.number("age", "hours", "the time since openedAt"),
        KnownFact.number("timeToDue", "hours", "the time until dueAt; negative after it"),
        KnownFact.number("timeToPenalty", "hours", "the time until penaltyAt"));
  }

  private static List<KnownFact> valued() {
    return List.of(
        KnownFact.number("valuePerWeek", "money per week", "what each week of waiting loses"),
        KnownFact.number("penalty", "money", "the penalty that falls due at penaltyAt"),
        KnownFact.number("durationDays", "days", "how long the work takes"),
        KnownFact.number("costOfDelay", "money per week", "value per week and spread penalty"),
        KnownFact.number("wsjf", "money per week and week", "cost of delay divided by duration"));
  }

  private static List<KnownFact> decided() {
    return List.of(
        KnownFact.word("classification_kind", names(Kind.values()), "the decided kind of work")
            .readBy(CLASS_OF_SERVICE),
        KnownFact.of("classification_category", Type.WORD, "the decided category").readBy(ROUTING),
        KnownFact.word(
            "classification_confidence", List.of("low", "medium", "high"), "how sure that is"),
        KnownFact.of("classification_stream", Type.WORD, "the decided value stream"),
        KnownFact.of("priority_level", Type.WORD, "the decided priority: a level of the matrix")
            .readBy(CLASS_OF_SERVICE),
        KnownFact.number("priority_rank", "places", "the level's place: 1 is the most important"),
        KnownFact.of("priority_impact", Type.WORD, "the impact as the matrix understood it"),
        KnownFact.of("priority_urgency", Type.WORD, "the urgency as the matrix understood it"),
        KnownFact.word(
            "class_of_service_class", names(ClassOfService.values()), "the decided class"),
        KnownFact.of("routing_team", Type.WORD, "the decided team"),
        KnownFact.word("feedback_ask", List.of("true", "false"), "whether feedback is asked for"));
  }

  private static List<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Enum::name).toList();
  }
}
