// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.bpmn.Check;
import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreamException;
import io.millrace.bpmn.ValueStreams;
import io.millrace.engine.internal.isolation.Shield;
import io.millrace.engine.internal.isolation.Shields;
import io.millrace.engine.internal.packs.PackExtras;
import io.millrace.model.DecisionPoint;
import io.millrace.model.InvalidInputException;
import io.millrace.plugin.PackFiles;
import io.millrace.plugin.port.PullOrder;
import io.millrace.plugin.port.Resolver;
import io.millrace.plugin.port.StreamCheck;
import io.millrace.rules.PackLoader;
import io.millrace.rules.PackSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What plugins bring for those who design streams and write rules. Filled on the building thread,
 * and read afterwards.
 */
final class Designed {
  private static final String WORDS = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
  private static final int LONGEST_NAME = 100;

  private final List<PackSource> packs = new ArrayList<>();
  private final Map<DecisionPoint, Brought<Resolver>> resolvers = new LinkedHashMap<>();
  private final Map<String, Brought<PullOrder>> pullOrders = new LinkedHashMap<>();
  private final List<Model> models = new ArrayList<>();
  private final List<StreamChecks.Named> checks = new ArrayList<>();
  private final Map<String, String> pluginsOfChecks = new HashMap<>();

  private record Brought<T>(String plugin, String name, T what) {}

  private record Model(String plugin, String fileName, byte[] content) {}

  void policyPack(String plugin, PackFiles pack) {
    packs.add(PackSource.of(pack).named("plugin " + plugin + "/" + pack.name()));
  }

  void resolver(String plugin, DecisionPoint point, String name, Resolver resolver) {
    Brought<Resolver> first = resolvers.putIfAbsent(point, new Brought<>(plugin, name, resolver));
    if (first != null) {
      throw twice("resolver for '" + point + "'", first.plugin(), plugin);
    }
  }

  void pullOrder(String plugin, String name, PullOrder order) {
    Brought<PullOrder> first = pullOrders.putIfAbsent(name, new Brought<>(plugin, name, order));
    if (first != null) {
      throw twice("pull order '" + name + "'", first.plugin(), plugin);
    }
  }

  void valueStream(String plugin, String fileName, byte[] model) {
    if (fileName.isBlank()) {
      throw new InvalidInputException(
          "Expected a file name for each value stream, but plugin '" + plugin + "' gave none.",
          "name it like 'hire-car.bpmn'");
    }
    models.add(new Model(plugin, fileName, model.clone()));
  }

  void streamCheck(String plugin, String name, StreamCheck check) {
    if (!name.matches(WORDS) || name.length() > LONGEST_NAME) {
      throw new InvalidInputException(
          "Expected a check of value streams to be named by lower-case words joined by hyphens, but"
              + " plugin '"
              + plugin
              + "' gave '"
              + name
              + "'.",
          "name it like 'acme-step-names'");
    }
    if (ValueStreams.checks().stream().map(Check::id).anyMatch(name::equals)) {
      throw new InvalidInputException(
          "Expected the check '"
              + name
              + "' of plugin '"
              + plugin
              + "' to have a name of its own, but it is a check of Millrace.",
          "put the name of the plugin in front of it");
    }
    String first = pluginsOfChecks.putIfAbsent(name, plugin);
    if (first != null) {
      throw twice("check '" + name + "'", first, plugin);
    }
    checks.add(new StreamChecks.Named(plugin, name, check));
  }

  private static InvalidInputException twice(String what, String first, String second) {
    return new InvalidInputException(
        "Expected at most one "
            + what
            + ", but the plugins '"
            + first
            + "' and '"
            + second
            + "' both bring one.",
        "leave one out, or rename it if it has a name");
  }

  /** What it adds to policies, each function behind a shield of its own. */
  PackExtras policies(Shields shields) {
    List<Consumer<PackLoader>> additions = new ArrayList<>();
    packs.forEach(pack -> additions.add(loader -> loader.host(pack)));
    resolvers.forEach(
        (point, one) -> {
          Shield shield = shields.patient("resolver", one.name() + " at " + point, one.plugin());
          Resolver bounded = BoundedFunctions.resolver(one.what(), shield);
          additions.add(loader -> loader.resolver(point, one.name(), bounded));
        });
    pullOrders.forEach(
        (name, one) -> {
          Shield shield = shields.patient("pull order", name, one.plugin());
          PullOrder bounded = BoundedFunctions.pullOrder(one.what(), shield);
          additions.add(loader -> loader.pullOrder(name, bounded));
        });
    return new PackExtras(additions);
  }

  List<StreamChecks.Named> checks() {
    return List.copyOf(checks);
  }

  /**
   * The value streams, read and checked by Millrace's own checks, in the order in which they were
   * added.
   *
   * @throws ValueStreamException if one cannot be used; it says which plugin brings it, and carries
   *     what is wrong with others
   */
  List<ValueStream> streams() {
    Map<String, Model> byKey = new LinkedHashMap<>();
    List<ValueStream> streams = new ArrayList<>();
    AllProblems problems = new AllProblems();
    for (Model model : models) {
      problems.of(
          () -> {
            ValueStream stream = read(model);
            Model first = byKey.putIfAbsent(stream.key(), model);
            if (first != null) {
              throw twice("value stream '" + stream.key() + "'", first.plugin(), model.plugin());
            }
            streams.add(stream);
          });
    }
    problems.throwIfAny();
    return streams;
  }

  private static ValueStream read(Model model) {
    try {
      return ValueStreams.read(model.fileName(), model.content());
    } catch (ValueStreamException e) {
      String name = "plugin " + model.plugin() + "/" + model.fileName();
      throw new ValueStreamException(name, e.problems());
    }
  }
}
