// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.model.DecisionPoint;
import io.millrace.model.InvalidInputException;
import io.millrace.plugin.port.PullOrder;
import io.millrace.rules.PullCriterion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What plugins add to packs besides layers. Immutable and thread-safe.
 *
 * @param resolvers by decision point, in the order of their names
 * @param pullOrders by name, in order
 */
public record Extensions(
    Map<DecisionPoint, NamedResolver> resolvers, Map<String, PullOrder> pullOrders) {
  static final Extensions NONE = new Builder().build();

  /** Keeps the order of both maps. */
  public Extensions {
    Map<DecisionPoint, NamedResolver> byName = byName();
    byName.putAll(resolvers);
    resolvers = Collections.unmodifiableMap(byName);
    pullOrders = Collections.unmodifiableMap(new TreeMap<>(pullOrders));
  }

  /** A resolver with the name that it has in reasons and in the digest. */
  public record NamedResolver(String name, io.millrace.plugin.port.Resolver resolver) {}

  /** What resolves a decision point with these outputs. */
  Resolver resolver(DecisionPoint point, List<String> outputs) {
    Resolver documented = Resolver.of(point, outputs);
    NamedResolver chosen = resolvers.get(point);
    return chosen == null ? documented : new PluginResolver(point, outputs, documented, chosen);
  }

  /** What a pull order may name; null if there is nothing of that name. */
  @Nullable PullEntry pullEntry(String label) {
    PullOrder order = pullOrders.get(label);
    return order == null
        ? PullCriterion.find(label).map(PullEntry::of).orElse(null)
        : new PluginOrder(label, order);
  }

  /** Everything that a pull order may name. */
  List<String> pullLabels() {
    List<String> labels = new ArrayList<>(PullCriterion.labels());
    labels.addAll(pullOrders.keySet());
    return labels;
  }

  private static <T> Map<DecisionPoint, T> byName() {
    return new TreeMap<>((one, other) -> one.name().compareTo(other.name()));
  }

  /** Collects them. Not thread-safe; building does not consume it. */
  public static final class Builder {
    private static final int LONGEST_NAME = 100;

    private final Map<DecisionPoint, NamedResolver> resolvers = byName();
    private final Map<String, PullOrder> pullOrders = new TreeMap<>();

    /** See {@link io.millrace.rules.PackLoader#resolver}. */
    public void resolver(
        DecisionPoint point, String name, io.millrace.plugin.port.Resolver resolver) {
      requireName("resolver", name);
      if (point.equals(DecisionPoint.CHANGE_GUARDRAIL) || point.equals(DecisionPoint.PULL_ORDER)) {
        throw new InvalidInputException(
            "Expected the resolver '"
                + name
                + "' to be for a decision point at which one proposal wins, but at '"
                + point
                + (point.equals(DecisionPoint.PULL_ORDER)
                    ? "' there are none."
                    : "' the strictest verdict counts."),
            point.equals(DecisionPoint.PULL_ORDER)
                ? "bring a pull order, and name it in a pack"
                : "change the modes and rules of guardrails in a pack");
      }
      NamedResolver present = resolvers.putIfAbsent(point, new NamedResolver(name, resolver));
      if (present != null) {
        throw new InvalidInputException(
            "Expected at most one resolver for '"
                + point
                + "', but '"
                + present.name()
                + "' and '"
                + name
                + "' both are.",
            "leave one out, or write one that asks both");
      }
    }

    /** See {@link io.millrace.rules.PackLoader#pullOrder}. */
    public void pullOrder(String name, PullOrder order) {
      requireName("pull order", name);
      if (PullCriterion.find(name).isPresent()) {
        throw new InvalidInputException(
            "Expected the pull order '"
                + name
                + "' to have a name of its own, but it is a criterion of Millrace.",
            "put the name of the plugin in front of it");
      }
      if (pullOrders.putIfAbsent(name, order) != null) {
        throw new InvalidInputException(
            "Expected each pull order to have its own name, but '" + name + "' is there twice.",
            "rename one, or register one plugin only");
      }
    }

    private static void requireName(String what, String name) {
      if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*") || name.length() > LONGEST_NAME) {
        throw new InvalidInputException(
            "Expected a "
                + what
                + " to be named by lower-case words joined by hyphens, but got '"
                + name
                + "'.",
            "name it like 'house-1'");
      }
    }

    /** What was collected so far. */
    public Extensions build() {
      return new Extensions(resolvers, pullOrders);
    }
  }
}
