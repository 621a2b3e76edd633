// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.streams;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Where the tokens of one instance are: how many at which node. A token at a subprocess says that
 * it runs; the tokens inside are counted besides. Immutable.
 *
 * @param tokens the number of tokens by node; never 0
 */
record Marking(Map<String, Integer> tokens) {

  static final Marking END = new Marking(Map.of());

  /** The marking with tokens at some nodes; a node that is named twice has two. */
  static Marking of(Collection<String> nodes) {
    Map<String, Integer> tokens = new TreeMap<>();
    nodes.forEach(node -> tokens.merge(node, 1, Integer::sum));
    return new Marking(tokens);
  }

  int at(String node) {
    return tokens.getOrDefault(node, 0);
  }

  Marking plus(String node) {
    Map<String, Integer> more = new TreeMap<>(tokens);
    more.merge(node, 1, Integer::sum);
    return new Marking(more);
  }

  Marking minus(String node, int count) {
    Map<String, Integer> fewer = new TreeMap<>(tokens);
    fewer.computeIfPresent(node, (id, present) -> present > count ? present - count : null);
    return new Marking(fewer);
  }

  Marking without(Predicate<String> nodes) {
    Map<String, Integer> fewer = new TreeMap<>(tokens);
    fewer.keySet().removeIf(nodes);
    return new Marking(fewer);
  }
}
