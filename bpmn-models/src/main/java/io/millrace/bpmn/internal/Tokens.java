// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import io.millrace.bpmn.internal.FlowNode.Flow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows the tokens of one scope through its states. A token waits at a node, or at one of the
 * flows into a join. In each state only the first node that can go on does, in the order of the
 * flow; the choices of one node do not depend on those of another, so that this finds every state
 * in which nothing goes on (a stubborn set: Valmari 1991). As a node goes on only when no token is
 * left before it, tokens that meet are found as well: always without loops, and nearly always with
 * them. Where a node only goes round to known states, the next one goes on too. A second token at
 * one place is noted and taken for one, which keeps the states finite.
 *
 * <p>A subprocess counts as one node. An interrupting event is a choice of the activity it is
 * attached to. A terminating or an error end removes all tokens, and goes last.
 */
final class Tokens {
  /** How many states are followed. */
  static final int MOST = 10_000;

  /** How many nodes: a drawn model has a tenth of it. */
  private static final int MOST_NODES = 5_000;

  /** Up to so many conditional flows, every combination is tried; with more, each and all. */
  private static final int MOST_COMBINED = 4;

  private static final Set<String> AT_ONCE =
      Set.of(
          "exclusiveGateway", "intermediateThrowEvent", "businessRuleTask", "task", "manualTask");

  private final List<FlowNode> places = new ArrayList<>();
  private final Map<FlowNode, Integer> atNode = new HashMap<>();
  private final Map<Flow, Integer> atFlow = new HashMap<>();
  private final Map<FlowNode, List<FlowNode>> sources;
  private final Map<FlowNode, BitSet> leading = new HashMap<>();
  private final Set<FlowNode> clearing = new HashSet<>();
  private final List<FlowNode> roots;

  private final Set<BitSet> seen = new HashSet<>();
  private final Deque<BitSet> open = new ArrayDeque<>();
  private final Set<FlowNode> stuck = new HashSet<>();
  private final Set<FlowNode> fired = new HashSet<>();
  private final Set<FlowNode> twice = new HashSet<>();
  private boolean complete;

  /**
   * @param roots where tokens may begin, each alone
   */
  Tokens(List<FlowNode> roots) {
    this.roots = roots;
    List<FlowNode> nodes = Reach.inFlowOrder(roots, FlowNode::nextOfMain);
    for (int i = nodes.size() - 1; i >= 0; i--) {
      if (leadsToClearing(nodes.get(i))) {
        clearing.add(nodes.get(i));
      }
    }
    nodes.stream().filter(node -> !clearing.contains(node)).forEach(this::addPlaces);
    nodes.stream().filter(clearing::contains).forEach(this::addPlaces);
    sources = Reach.reversed(nodes, FlowNode::nextOfMain);
    complete = nodes.size() <= MOST_NODES;
  }

  /** From here everything ends at once, so that no other token comes. */
  private boolean leadsToClearing(FlowNode node) {
    return clears(node)
        || (AT_ONCE.contains(node.type)
            && node.out.size() == 1
            && clearing.contains(node.out.get(0).target()));
  }

  private void addPlaces(FlowNode node) {
    if (node.isJoin()) {
      node.in.forEach(flow -> atFlow.put(flow, newPlace(node)));
    } else {
      atNode.put(node, newPlace(node));
    }
  }

  private int newPlace(FlowNode node) {
    places.add(node);
    return places.size() - 1;
  }

  /** The joins at which a token waits in a state in which nothing goes on. */
  Set<FlowNode> stuck() {
    return stuck;
  }

  /** The joins that fire in some state. */
  Set<FlowNode> fired() {
    return fired;
  }

  /** The nodes to which a token comes while another is there. */
  Set<FlowNode> twice() {
    return twice;
  }

  /** Whether all states were followed. */
  boolean isComplete() {
    return complete;
  }

  void follow() {
    if (!complete) {
      return;
    }
    for (FlowNode root : roots) {
      BitSet first = new BitSet();
      first.set(require(atNode.get(root)));
      visit(first);
      while (complete && !open.isEmpty()) {
        step(open.pop());
      }
    }
  }

  /** Whether the state is new. */
  private boolean visit(BitSet state) {
    if (seen.contains(state)) {
      return false;
    }
    if (seen.size() >= MOST) {
      complete = false;
      return false;
    }
    seen.add(state);
    open.push(state);
    return true;
  }

  private void step(BitSet state) {
    boolean ready = false;
    for (int place = state.nextSetBit(0); place >= 0; place = state.nextSetBit(place + 1)) {
      FlowNode node = places.get(place);
      if (isReady(node, state)) {
        ready = true;
        if (goOn(node, state)) {
          return;
        }
      }
    }
    if (!ready) {
      state.stream().mapToObj(places::get).forEach(stuck::add);
    }
  }

  private boolean isReady(FlowNode node, BitSet state) {
    if (!node.isJoin() || node.in.stream().allMatch(flow -> state.get(require(atFlow.get(flow))))) {
      return true;
    }
    if (!node.is("inclusiveGateway")) {
      return false;
    }
    BitSet before = leading.computeIfAbsent(node, this::leadingTo);
    return state.stream()
        .mapToObj(places::get)
        .noneMatch(other -> other != node && before.get(other.index));
  }

  private BitSet leadingTo(FlowNode join) {
    BitSet nodes = new BitSet();
    Reach.of(List.of(join), node -> sources.getOrDefault(node, List.of()))
        .forEach(node -> nodes.set(node.index));
    return nodes;
  }

  /** Whether this comes to a new state. */
  private boolean goOn(FlowNode node, BitSet state) {
    BitSet rest = (BitSet) state.clone();
    if (node.isJoin()) {
      fired.add(node);
      node.in.forEach(flow -> rest.clear(require(atFlow.get(flow))));
    } else {
      rest.clear(require(atNode.get(node)));
    }
    if (clears(node)) {
      rest.clear();
    }
    boolean news = false;
    for (Collection<Integer> arrivals : choices(node)) {
      BitSet next = (BitSet) rest.clone();
      for (int place : arrivals) {
        if (next.get(place) && !clearing.contains(places.get(place))) {
          twice.add(places.get(place));
        }
        next.set(place);
      }
      news |= visit(next);
    }
    return news;
  }

  private static boolean clears(FlowNode node) {
    return node.isEnd() && (node.has("terminate") || node.has("error"));
  }

  /** The places that get a token when the node goes on: one collection for each of its choices. */
  private List<List<Integer>> choices(FlowNode node) {
    List<List<Integer>> choices = new ArrayList<>();
    FlowNode linked = node.linked;
    if (linked != null) {
      choices.add(List.of(require(atNode.get(linked))));
    } else if (node.is("exclusiveGateway") || node.is("eventBasedGateway")) {
      node.out.forEach(flow -> choices.add(List.of(target(flow))));
    } else if (node.is("parallelGateway")) {
      choices.add(node.out.stream().map(this::target).toList());
    } else {
      addConditional(node, choices);
    }
    for (FlowNode event : node.boundaries) {
      if (!event.isNonInterrupting()) {
        choices.add(List.of(require(atNode.get(event))));
      }
    }
    return choices;
  }

  private void addConditional(FlowNode node, List<List<Integer>> choices) {
    List<Integer> always = new ArrayList<>();
    List<Integer> sometimes = new ArrayList<>();
    List<Integer> otherwise = new ArrayList<>();
    for (Flow flow : node.out) {
      List<Integer> sort = flow.isDefault() ? otherwise : flow.isConditional() ? sometimes : always;
      sort.add(target(flow));
    }
    if (!always.isEmpty() || sometimes.isEmpty() || !otherwise.isEmpty()) {
      choices.add(always.isEmpty() ? otherwise : always);
    }
    for (List<Integer> some : combinations(sometimes)) {
      List<Integer> both = new ArrayList<>(always);
      both.addAll(some);
      choices.add(both);
    }
  }

  /** The combinations of at least one. */
  private static List<List<Integer>> combinations(List<Integer> flows) {
    List<List<Integer>> all = new ArrayList<>();
    if (flows.size() > MOST_COMBINED) {
      flows.forEach(flow -> all.add(List.of(flow)));
      all.add(flows);
      return all;
    }
    for (int chosen = 1; chosen < 1 << flows.size(); chosen++) {
      List<Integer> some = new ArrayList<>();
      for (int i = 0; i < flows.size(); i++) {
        if ((chosen >> i & 1) == 1) {
          some.add(flows.get(i));
        }
      }
      all.add(some);
    }
    return all;
  }

  private int target(Flow flow) {
    Integer place = atFlow.get(flow);
    return place == null ? require(atNode.get(flow.target())) : place;
  }

  private static int require(@Nullable Integer place) {
    if (place == null) {
      throw new IllegalStateException("Every node that the flow comes to has a place.");
    }
    return place;
  }
}
