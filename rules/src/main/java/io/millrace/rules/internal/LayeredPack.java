// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.model.DecisionPoint;
import io.millrace.model.PackRef;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PackLoadException;
import io.millrace.rules.PackLoader.Layer;
import io.millrace.rules.PackManifest;
import io.millrace.rules.PackProblem;
import io.millrace.rules.PackSource;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.Scenario;
import io.millrace.rules.internal.PackAssembly.Top;
import io.millrace.rules.internal.compile.CompiledRules;
import io.millrace.rules.internal.compile.RuleCompiler;
import io.millrace.rules.internal.compile.RuleFile;
import io.millrace.rules.internal.compile.Trust;
import io.millrace.rules.internal.yaml.ScenarioFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.drools.model.Model;

/** Puts packs together, layer on layer. For one thread; used once. */
public final class LayeredPack {
  private final PackAssembly assembly;
  private final boolean tenantRules;
  private final Duration budget;
  private final List<PackProblem> problems = new ArrayList<>();

  private LayeredPack(PackAssembly assembly, boolean tenantRules, Duration budget) {
    this.assembly = assembly;
    this.tenantRules = tenantRules;
    this.budget = budget;
  }

  /** See {@link io.millrace.rules.PackLoader#load()}. */
  public static PolicyPack load(
      BuiltInOptions options,
      List<Layer> layers,
      Extensions extensions,
      boolean tenantRules,
      Duration budget) {
    if (layers.isEmpty()) {
      return BuiltInPack.load(options, extensions);
    }
    PackAssembly assembly = BuiltInPack.assemble(options, extensions);
    return new LayeredPack(assembly, tenantRules, budget).load(layers);
  }

  private PolicyPack load(List<Layer> layers) {
    PackDigest digest = new PackDigest(assembly.options(), assembly.extensions());
    Top top = new Top(List.of(), 0);
    PackManifest manifest = null;
    for (Layer layer : layers) {
      int before = problems.size();
      manifest = PackManifest.read(layer.source(), problems);
      if (manifest != null) {
        add(layer, manifest);
        List<Scenario> scenarios =
            ScenarioFile.readAll(layer.source(), assembly.pointsInOrder(), problems);
        top = new Top(scenarios, manifest.coverage());
      }
      digest.layer(layer.source().digest(), layer.trusted());
      name(layers.size(), layer.source(), before);
    }
    if (manifest == null || !problems.isEmpty()) {
      assembly.abandon();
      throw new PackLoadException("the pack '" + names(layers) + "'", problems);
    }
    assembly.requirePointsOfResolvers();
    PackRef ref = new PackRef(manifest.id(), manifest.version(), digest.hex());
    Top last = top;
    return assembly.build(ref, BuiltInPack::engine, () -> last);
  }

  private void add(Layer layer, PackManifest manifest) {
    PackSource source = layer.source();
    ManifestLines lines = new ManifestLines(source, problems);
    manifest.points().forEach((point, outputs) -> point(lines, point, outputs));
    manifest.facts().forEach(assembly::fact);
    new LayerTables(assembly, problems).add(source, manifest);
    rules(layer, manifest);
    new LayerSettings(assembly, lines).add(manifest);
    for (String name : manifest.disable()) {
      if (assembly.locks().has(name)) {
        Locks locks = assembly.locks();
        lines.problemOfText("disable", name, locks.text(name), locks.advice(name));
      } else if (!assembly.disable(name)) {
        lines.problemOfText(
            "disable",
            name,
            "Expected 'disable' to name a rule or table of a lower layer, but there is no '"
                + name
                + "'.",
            "name it as explain shows it, such as 'io.millrace.policy.routing/default team'");
      }
    }
    for (String name : manifest.lock()) {
      if (!assembly.lock(name, manifest.id())) {
        lines.problemOfText(
            "lock",
            name,
            "Expected 'lock' to name a rule, table, setting or decision point, but there is no '"
                + name
                + "'.",
            "name it as explain shows it, or a decision point such as 'change-guardrail'");
      }
    }
  }

  /** Refuses a rule that replaces a locked one: what was compiled counts, however it is written. */
  private void refuseIfLocked(String fullName, List<RuleFile> files) {
    if (!assembly.locks().has(fullName)) {
      return;
    }
    String path = files.get(0).path();
    int line = 0;
    for (RuleFile file : files) {
      for (DrlText.Written rule : DrlText.rules(file.text())) {
        if (rule.fullName().equals(fullName)) {
          path = file.path();
          line = rule.line();
        }
      }
    }
    problems.add(assembly.locks().problem(path, line, fullName));
  }

  private void point(ManifestLines lines, DecisionPoint point, List<String> outputs) {
    List<String> known = assembly.outputs().get(point);
    if (known != null || point.equals(DecisionPoint.PULL_ORDER)) {
      lines.problem(
          "points",
          point.name(),
          "Expected 'points' to name decision points of the pack's own, but '"
              + point
              + "' is there already.",
          "leave it out: rules and tables may speak to it anyway");
      return;
    }
    assembly.point(point, outputs);
  }

  private void rules(Layer layer, PackManifest manifest) {
    List<RuleFile> files = new ArrayList<>();
    for (String path : layer.source().paths("rules", ".drl")) {
      byte[] bytes = layer.source().bytes(path);
      files.add(new RuleFile(path, new String(bytes, StandardCharsets.UTF_8)));
    }
    if (files.isEmpty()) {
      return;
    }
    if (!layer.trusted() && !tenantRules) {
      for (RuleFile file : files) {
        problems.add(
            new PackProblem(
                file.path(),
                0,
                "Expected a tenant's pack to hold tables and scenarios, but this is rules.",
                "write a table, or ask the host to allow tenant rules"));
      }
      return;
    }
    Trust trust = layer.trusted() ? Trust.HOST : Trust.TENANT;
    if (trust == Trust.TENANT) {
      assembly.limit(budget);
    }
    List<PackProblem> found = new ArrayList<>();
    CompiledRules compiled = RuleCompiler.compile(manifest.id(), files, trust, found);
    problems.addAll(found);
    assembly.resource(compiled);
    for (Model model : compiled.models()) {
      if (assembly.pointOf(model.getPackageName()) == null) {
        unknownPoint(compiled, model);
      }
      model.getRules().forEach(rule -> refuseIfLocked(NearMisses.fullName(rule), files));
      assembly.model(model, manifest.id());
    }
    for (RuleFile file : files) {
      assembly.file(new PackAssembly.PlacedFile(manifest.id(), file.path(), file::text));
    }
  }

  private void unknownPoint(CompiledRules compiled, Model model) {
    String last = model.getPackageName().substring(model.getPackageName().lastIndexOf('.') + 1);
    problem(
        "Expected the last part of the package '"
            + model.getPackageName()
            + "' to name a decision point, but there is no '"
            + last
            + "'.",
        "use a decision point's name without hyphens, such as 'classofservice', or declare your "
            + "own under 'points'");
  }

  private void problem(String problem, String advice) {
    problems.add(new PackProblem(PackSource.MANIFEST, 0, problem, advice));
  }

  /** With several layers, the problems of each say which pack they are in. */
  private void name(int layers, PackSource source, int before) {
    for (int i = before; i < problems.size() && layers > 1; i++) {
      PackProblem old = problems.get(i);
      String file = source.name() + "/" + old.file();
      problems.set(i, new PackProblem(file, old.line(), old.problem(), old.advice()));
    }
  }

  private static String names(List<Layer> layers) {
    return String.join(", ", layers.stream().map(layer -> layer.source().name()).toList());
  }
}
