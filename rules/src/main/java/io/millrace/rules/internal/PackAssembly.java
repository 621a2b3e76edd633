// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.model.DecisionPoint;
import io.millrace.model.PackRef;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PackContents;
import io.millrace.rules.PackLoadException;
import io.millrace.rules.PackProblem;
import io.millrace.rules.PackSource;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PullCriterion;
import io.millrace.rules.RuleInfo;
import io.millrace.rules.Scenario;
import io.millrace.rules.internal.compile.CompiledRules;
import io.millrace.rules.internal.table.DecisionTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.drools.model.Global;
import org.drools.model.Model;
import org.drools.model.Rule;
import org.drools.model.impl.ModelImpl;
import org.jspecify.annotations.Nullable;

/**
 * What a pack is put together from: the built-in rules and tables, then what each layer adds,
 * replaces and switches off. For one thread; used once.
 */
final class PackAssembly {
  private static final List<PullEntry> PULL_ORDER =
      Stream.of(
              PullCriterion.CLASS_OF_SERVICE,
              PullCriterion.PRIORITY,
              PullCriterion.DUE_DATE,
              PullCriterion.FIRST_IN_FIRST_OUT)
          .map(PullEntry::of)
          .toList();

  /** A rule in DRL, the model that it is in, and the pack that it comes from. */
  record PlacedRule(Rule rule, Model model, String layer) {}

  /** A table and the pack that it comes from. */
  record PlacedTable(DecisionTable table, String layer) {}

  /** A file in DRL; its text is only read when somebody asks what the pack is made of. */
  record PlacedFile(String layer, String path, Supplier<String> text) {}

  private final Map<DecisionPoint, List<String>> outputs = new LinkedHashMap<>();
  private final Map<DecisionPoint, Set<String>> optional = new HashMap<>();
  private final Map<String, PlacedRule> rules = new TreeMap<>();
  private final Map<String, PlacedTable> tables = new TreeMap<>();
  private final List<PlacedFile> files = new ArrayList<>();
  private final Map<String, String> facts = new TreeMap<>();
  private final Locks locks = new Locks();
  private final List<CompiledRules> resources = new ArrayList<>();
  private BuiltInOptions options;
  private final Extensions extensions;
  private List<PullEntry> pullOrder = PULL_ORDER;
  private String matrixLayer = BuiltInPack.ID;
  private Duration budget = Duration.ZERO;

  PackAssembly(BuiltInOptions options, Extensions extensions) {
    this.options = options;
    this.extensions = extensions;
    outputs.putAll(BuiltInPack.OUTPUTS);
    optional.putAll(BuiltInPack.OPTIONAL);
  }

  Map<DecisionPoint, List<String>> outputs() {
    return outputs;
  }

  /** Adds a decision point of a layer's own; the name of an optional output ends with '?'. */
  void point(DecisionPoint point, List<String> names) {
    Set<String> mayLack = new HashSet<>();
    List<String> all = new ArrayList<>();
    for (String name : names) {
      boolean isOptional = name.endsWith("?");
      String plain = isOptional ? name.substring(0, name.length() - 1).strip() : name;
      all.add(plain);
      if (isOptional) {
        mayLack.add(plain);
      }
    }
    outputs.put(point, List.copyOf(all));
    optional.put(point, mayLack);
  }

  /** Adds the rules of a package; each replaces one of the same package and name. */
  void model(Model model, String layer) {
    for (Rule rule : model.getRules()) {
      String fullName = NearMisses.fullName(rule);
      rules.put(fullName, new PlacedRule(rule, model, layer));
    }
  }

  /** Limits the time of each decision, because rules come from outside. */
  void limit(Duration time) {
    budget = time;
  }

  /** Adds the text of rules. */
  void file(PlacedFile file) {
    files.add(file);
  }

  /** Adds a table; it replaces one of the same name. */
  void table(DecisionTable table, String layer) {
    tables.put(table.name(), new PlacedTable(table, layer));
  }

  void fact(String name, String meaning) {
    facts.put(name, meaning);
  }

  void options(BuiltInOptions changed) {
    options = changed;
  }

  BuiltInOptions options() {
    return options;
  }

  void matrixFrom(String layer) {
    matrixLayer = layer;
  }

  void pullOrder(List<PullEntry> entries) {
    pullOrder = List.copyOf(entries);
  }

  /** What plugins add. */
  Extensions extensions() {
    return extensions;
  }

  /** Refuses a resolver for a decision point that nothing answers. */
  void requirePointsOfResolvers() {
    List<PackProblem> problems = new ArrayList<>();
    extensions
        .resolvers()
        .forEach(
            (point, resolver) -> {
              if (!outputs.containsKey(point)) {
                problems.add(
                    new PackProblem(
                        PackSource.MANIFEST,
                        0,
                        "Expected the resolver '"
                            + resolver.name()
                            + "' to be for a decision point that is there, but there is no '"
                            + point
                            + "'.",
                        "correct the name, or declare the point under 'points' of a host's pack"));
              }
            });
    if (!problems.isEmpty()) {
      abandon();
      throw new PackLoadException("the policies with their resolvers", problems);
    }
  }

  /** The decision points in the order in which they are asked. */
  List<DecisionPoint> pointsInOrder() {
    List<DecisionPoint> points = new ArrayList<>(outputs.keySet());
    points.add(DecisionPoint.PULL_ORDER);
    return points;
  }

  /** Closes what was opened for a pack that is not built. */
  void abandon() {
    resources.forEach(CompiledRules::close);
  }

  /** Something to close with the pack. */
  void resource(CompiledRules resource) {
    resources.add(resource);
  }

  /** Switches off a rule or a table; false if there is none of that name. */
  boolean disable(String name) {
    return rules.remove(name) != null | tables.remove(name) != null;
  }

  /** What the layers so far keep from those to come. */
  Locks locks() {
    return locks;
  }

  /** Locks a rule, a table, a setting, or all of a decision point; false if there is none. */
  boolean lock(String name, String layer) {
    boolean found = rules.containsKey(name) || tables.containsKey(name) || Locks.isSetting(name);
    if (found) {
      locks.add(name, layer);
    }
    for (DecisionPoint point : outputs.keySet()) {
      if (point.name().equals(name)) {
        lock(point, layer);
        return true;
      }
    }
    return found;
  }

  private void lock(DecisionPoint point, String layer) {
    rules.forEach(
        (fullName, placed) -> {
          if (point.equals(pointOf(placed.rule().getPackage()))) {
            locks.add(fullName, layer);
          }
        });
    tables.forEach(
        (name, placed) -> {
          if (placed.table().point().equals(point)) {
            locks.add(name, layer);
          }
        });
    Locks.beside(point).forEach(name -> locks.add(name, layer));
  }

  /** Builds the pack. */
  PolicyPack build(
      PackRef ref, BiFunction<Model, List<String>, RuleEngine> engines, Supplier<Top> top) {
    Map<DecisionPoint, Model> models = models();
    List<PointEvaluator> built =
        List.copyOf(outputs.keySet()).parallelStream()
            .map(
                point -> {
                  Model model = models.getOrDefault(point, new ModelImpl(point.name()));
                  return evaluator(point, model, engines);
                })
            .toList();
    Map<DecisionPoint, PointEvaluator> evaluators = new LinkedHashMap<>();
    built.forEach(evaluator -> evaluators.put(evaluator.point(), evaluator));
    return new DefaultPolicyPack(
        ref,
        evaluators,
        new PackData(options),
        new PullOrder(pullOrder),
        () -> contents(top.get()),
        resources);
  }

  private PointEvaluator evaluator(
      DecisionPoint point, Model model, BiFunction<Model, List<String>, RuleEngine> engines) {
    List<String> names = Objects.requireNonNull(outputs.get(point));
    Set<String> mayLack = optional.getOrDefault(point, Set.of());
    RuleEngine engine = engines.apply(model, names);
    Resolver resolver = extensions.resolver(point, names);
    return new PointEvaluator(
        point, names, mayLack, model, engine, tablesOf(point), resolver, budget);
  }

  /** The decision point that the rules of a package speak to; null if there is none. */
  @Nullable DecisionPoint pointOf(String packageName) {
    String last = packageName.substring(packageName.lastIndexOf('.') + 1);
    for (DecisionPoint point : outputs.keySet()) {
      if (point.name().replace("-", "").equals(last)) {
        return point;
      }
    }
    return null;
  }

  private Map<DecisionPoint, Model> models() {
    Map<DecisionPoint, List<PlacedRule>> byPoint = new LinkedHashMap<>();
    for (PlacedRule placed : rules.values()) {
      DecisionPoint point = pointOf(placed.rule().getPackage());
      if (point != null) {
        byPoint.computeIfAbsent(point, key -> new ArrayList<>()).add(placed);
      }
    }
    Map<DecisionPoint, Model> models = new LinkedHashMap<>();
    byPoint.forEach((point, placed) -> models.put(point, model(point, placed)));
    return models;
  }

  private static Model model(DecisionPoint point, List<PlacedRule> placed) {
    ModelImpl model = new ModelImpl(point.name());
    model.withRules(new ArrayList<>(placed.stream().map(PlacedRule::rule).toList()));
    Set<String> known = new HashSet<>();
    for (PlacedRule one : placed) {
      for (Global<?> global : one.model().getGlobals()) {
        if (known.add(global.getPackage() + "/" + global.getName())) {
          model.addGlobal(global);
        }
      }
    }
    return model;
  }

  private List<DecisionTable> tablesOf(DecisionPoint point) {
    return tables.values().stream()
        .map(PlacedTable::table)
        .filter(table -> table.point().equals(point))
        .toList();
  }

  private PackContents contents(Top top) {
    List<RuleInfo> infos = new ArrayList<>(writtenRules().values());
    tables.values().forEach(placed -> infos.addAll(placed.table().infos(placed.layer())));
    infos.sort(
        Comparator.comparing((RuleInfo rule) -> rule.point().name())
            .thenComparing(RuleInfo::fullName));
    Map<String, String> settings = new TreeMap<>();
    settings.put("feedback-rate", Double.toString(options.feedbackRate()));
    settings.put("default-team", options.defaultTeam());
    settings.put(
        "pull-order", String.join(", ", pullOrder.stream().map(PullEntry::label).toList()));
    options.routes().forEach((category, team) -> settings.put("route " + category, team));
    settings.putAll(GuardrailTexts.of(options.guardrails()));
    return new PackContents(
        infos, options.matrix(), matrixLayer, settings, facts, top.scenarios(), top.coverage());
  }

  private Map<String, RuleInfo> writtenRules() {
    Map<String, RuleInfo> infos = new TreeMap<>();
    for (PlacedFile file : files) {
      for (DrlText.Written written : DrlText.rules(file.text().get())) {
        PlacedRule placed = rules.get(written.fullName());
        if (placed != null && placed.layer().equals(file.layer())) {
          DecisionPoint point = Objects.requireNonNull(pointOf(placed.rule().getPackage()));
          infos.put(
              written.fullName(),
              new RuleInfo(
                  point,
                  written.fullName(),
                  file.layer(),
                  file.path(),
                  written.line(),
                  written.definition()));
        }
      }
    }
    return infos;
  }

  /** What only the topmost layer says: its scenarios, and what they have to cover. */
  record Top(List<Scenario> scenarios, int coverage) {}
}
