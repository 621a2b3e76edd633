// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.model.DecisionPoint;
import io.millrace.model.PackRef;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PackLoadException;
import io.millrace.rules.PackProblem;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.internal.table.DecisionTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import org.drools.model.Model;

/**
 * Loads the built-in pack from the rule model that the build has compiled. It reads streams of its
 * own class loader only, so it works in a shaded jar and in jars nested in jars, and it needs
 * neither a compiler nor {@code kmodule.xml} discovery.
 */
public final class BuiltInPack {
  static final String ID = "millrace-built-in";
  static final String VERSION = "1.0";

  private static final String MODEL = "META-INF/kie/io.millrace/millrace-rules/drools-model";
  private static final String PACKAGE = "io.millrace.policy.";

  private static final String TABLES_FOLDER = "io/millrace/policy/tables/";

  /** The tables, by file name. */
  static final List<String> TABLES =
      List.of(
          "cynefin",
          "escalation",
          "expedite",
          "nature-of-work",
          "priority-raises",
          "request-handling",
          "request-limits",
          "request-models",
          "routing-mode",
          "supplier-models",
          "triage",
          "value-streams");

  /** The outputs by decision point. */
  static final Map<DecisionPoint, List<String>> OUTPUTS = outputs();

  /** The outputs that an item need not get, by decision point; all others always have a value. */
  static final Map<DecisionPoint, Set<String>> OPTIONAL =
      Map.of(
          DecisionPoint.CLASSIFICATION, Set.of("service", "ci"),
          DecisionPoint.PRIORITY, Set.of("costOfDelay", "wsjf"),
          DecisionPoint.CLASS_OF_SERVICE, Set.of("deferred", "startBy"),
          DecisionPoint.ESCALATION, Set.of("to"),
          DecisionPoint.REQUEST_MODEL, Set.of("period", "again"),
          DecisionPoint.CHANGE_GUARDRAIL, Set.of("risk-questionnaire", "approvals", "obligations"));

  private BuiltInPack() {}

  /** Loads the pack with the given data. */
  public static PolicyPack load(BuiltInOptions options) {
    return load(options, Extensions.NONE);
  }

  /** Loads the pack with the given data and what plugins add to it. */
  static PolicyPack load(BuiltInOptions options, Extensions extensions) {
    return load(options, extensions, BuiltInPack::engine);
  }

  /** Loads the pack with engines of the caller's choice. */
  static PolicyPack load(
      BuiltInOptions options, BiFunction<Model, List<String>, RuleEngine> engines) {
    return load(options, Extensions.NONE, engines);
  }

  private static PolicyPack load(
      BuiltInOptions options,
      Extensions extensions,
      BiFunction<Model, List<String>, RuleEngine> engines) {
    PackRef ref = new PackRef(ID, VERSION, new PackDigest(options, extensions).hex());
    PackAssembly assembly = assemble(options, extensions);
    assembly.requirePointsOfResolvers();
    return assembly.build(ref, engines, () -> BuiltInScenarios.top(options));
  }

  /** The built-in rules and tables, for layers to build on. */
  static PackAssembly assemble(BuiltInOptions options, Extensions extensions) {
    PackAssembly assembly = new PackAssembly(options, extensions);
    Map<String, Model> models = models();
    for (DecisionPoint point : OUTPUTS.keySet()) {
      Model model = models.get(packageOf(point));
      if (model != null) {
        assembly.model(model, ID);
        String path = pathOf(point);
        assembly.file(new PackAssembly.PlacedFile(ID, path, () -> text(path)));
      }
    }
    for (String name : TABLES) {
      assembly.table(table(TABLES_FOLDER + name + ".csv"), ID);
    }
    return assembly;
  }

  /** Without sessions where the rules allow it. */
  static RuleEngine engine(Model model, List<String> outputs) {
    RuleEngine direct = DirectEngine.find(model);
    return direct != null ? direct : sessions(model, outputs);
  }

  /** With pooled Drools sessions, if there are rules. */
  static RuleEngine sessions(Model model, List<String> outputs) {
    if (model.getRules().isEmpty()) {
      return Objects.requireNonNull(DirectEngine.find(model));
    }
    int idle = Runtime.getRuntime().availableProcessors() * 2;
    return new SessionEngine(model, outputs.toArray(String[]::new), idle);
  }

  /** The package that holds the rules of a decision point. */
  static String packageOf(DecisionPoint point) {
    return PACKAGE + point.name().replace("-", "");
  }

  static InputStream open(String resource) throws IOException {
    InputStream in = BuiltInPack.class.getResourceAsStream("/" + resource);
    if (in == null) {
      throw new IOException("there is no resource '" + resource + "'");
    }
    return in;
  }

  static PackLoadException failed(String resource, Exception cause) {
    return new PackLoadException(
        "the built-in policy pack",
        List.of(
            new PackProblem(
                resource,
                0,
                "Expected the compiled rules of millrace-rules, but loading failed: " + cause + ".",
                "keep META-INF/kie and io/millrace/policy of millrace-rules when you repackage it")),
        cause);
  }

  /** The path of the rules of a decision point. */
  static String pathOf(DecisionPoint point) {
    return packageOf(point).replace('.', '/') + "/" + point.name() + ".drl";
  }

  /** The rules and tables, as resources, in a fixed order. */
  static List<String> resources() {
    List<String> resources = new ArrayList<>();
    for (DecisionPoint point : OUTPUTS.keySet()) {
      if (BuiltInPack.class.getResource("/" + pathOf(point)) != null) {
        resources.add(pathOf(point));
      }
    }
    TABLES.forEach(name -> resources.add(TABLES_FOLDER + name + ".csv"));
    return resources;
  }

  private static DecisionTable table(String resource) {
    List<PackProblem> problems = new ArrayList<>();
    DecisionTable table = DecisionTable.read(resource, bytes(resource), problems);
    if (table == null) {
      throw new PackLoadException("the built-in policy pack", problems);
    }
    return table;
  }

  private static String text(String resource) {
    return new String(bytes(resource), StandardCharsets.UTF_8);
  }

  /** The content of a resource of the pack. */
  static byte[] bytes(String resource) {
    try (InputStream in = open(resource)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw failed(resource, e);
    }
  }

  /**
   * The compiled rules by package; loading their classes takes most of the time, so in parallel.
   */
  private static Map<String, Model> models() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(open(MODEL), StandardCharsets.UTF_8))) {
      List<String> names = lines.lines().filter(line -> line.startsWith(PACKAGE)).toList();
      Map<String, Model> models = new HashMap<>();
      for (Model model : names.parallelStream().map(BuiltInPack::model).toList()) {
        models.put(model.getPackageName(), model);
      }
      return models;
    } catch (IOException e) {
      throw failed(MODEL, e);
    }
  }

  private static Model model(String className) {
    try {
      ClassLoader loader = BuiltInPack.class.getClassLoader();
      return (Model) Class.forName(className, true, loader).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw failed(MODEL, e);
    }
  }

  private static Map<DecisionPoint, List<String>> outputs() {
    Map<DecisionPoint, List<String>> outputs = new LinkedHashMap<>();
    outputs.put(
        DecisionPoint.CLASSIFICATION,
        List.of(
            "kind",
            "category",
            "service",
            "ci",
            "confidence",
            "stream",
            "domain",
            "nature",
            "delivery"));
    outputs.put(DecisionPoint.TRIAGE, List.of("harm", "rank", "within"));
    outputs.put(
        DecisionPoint.PRIORITY,
        List.of("level", "rank", "impact", "urgency", "costOfDelay", "wsjf"));
    outputs.put(DecisionPoint.CLASS_OF_SERVICE, List.of("class", "deferred", "startBy"));
    outputs.put(DecisionPoint.REQUEST_MODEL, RequestModelResolver.OUTPUTS);
    outputs.put(DecisionPoint.ROUTING, List.of("team", "mode", "supplier"));
    outputs.put(DecisionPoint.ESCALATION, List.of("escalation", "to", "action"));
    outputs.put(DecisionPoint.FEEDBACK, List.of("ask"));
    outputs.put(DecisionPoint.CHANGE_GUARDRAIL, GuardrailResolver.outputs());
    return outputs;
  }
}
