// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.streams;

import io.millrace.engine.internal.streams.StreamGraph.Flow;
import io.millrace.engine.internal.streams.StreamGraph.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says whether an instance that is put into the middle of a stream comes to its end: whether a new
 * instance could be where it is, or else whether it can always go on to the end without doing a
 * step twice at once. Thread-safe.
 */
public final class Outlook {
  /** Models with more markings than that are not looked at further. */
  private static final int MOST_MARKINGS = 20_000;

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\s*([A-Za-z]\\w*)\\s*\\}");

  private final StreamGraph graph;
  private final TokenGame game;
  private final Set<Marking> usual;
  private final Map<Marking, String> known = new ConcurrentHashMap<>();

  /**
   * @param graph the stream
   */
  public Outlook(StreamGraph graph) {
    this.graph = graph;
    this.game = new TokenGame(graph);
    this.usual = explore(game.starts()).keySet();
  }

  /**
   * Why an instance with tokens at these nodes would not come to its end; null if it does.
   *
   * @param nodes the innermost nodes; a node that is named twice has two tokens
   */
  public @Nullable String trouble(Collection<String> nodes) {
    Marking marking = marking(nodes);
    if (usual.contains(marking)) {
      return null;
    }
    String found = known.computeIfAbsent(marking, this::lookAhead);
    return found.isEmpty() ? null : found;
  }

  private Marking marking(Collection<String> nodes) {
    List<String> tokens = new ArrayList<>();
    Set<String> once = new HashSet<>();
    for (String id : nodes) {
      if (!graph.require(id).multiple() || once.add(id)) {
        tokens.add(id);
      }
      String scope = graph.require(id).parent();
      for (; scope != null; scope = graph.require(scope).parent()) {
        if (once.add(scope)) {
          tokens.add(scope);
        }
      }
    }
    return Marking.of(tokens);
  }

  private String lookAhead(Marking from) {
    Map<Marking, List<Marking>> before = explore(List.of(from));
    if (before.size() > MOST_MARKINGS) {
      return "there are too many ways from there on to look at";
    }
    Set<Marking> ending = reaching(Marking.END, before);
    for (Marking marking : before.keySet()) {
      for (Map.Entry<String, Integer> entry : marking.tokens().entrySet()) {
        Node node = graph.require(entry.getKey());
        if (entry.getValue() > 1 && !node.multiple() && !game.isJoin(node)) {
          return "'" + node.id() + "' would come twice";
        }
      }
    }
    return before.keySet().stream()
        .filter(marking -> !ending.contains(marking))
        .min(Comparator.comparing(marking -> !game.after(marking).isEmpty()))
        .map(marking -> "it would wait for ever at " + waiting(marking))
        .orElse("");
  }

  private String waiting(Marking marking) {
    return marking.tokens().keySet().stream()
        .filter(id -> game.isJoin(graph.require(id)))
        .findFirst()
        .map(id -> "the join '" + id + "'")
        .orElse("'" + String.join("', '", marking.tokens().keySet()) + "'");
  }

  /** The markings that can come, each with those right before it. */
  private Map<Marking, List<Marking>> explore(List<Marking> from) {
    Map<Marking, List<Marking>> before = new LinkedHashMap<>();
    Deque<Marking> open = new ArrayDeque<>(from);
    from.forEach(marking -> before.put(marking, new ArrayList<>()));
    while (!open.isEmpty() && before.size() <= MOST_MARKINGS) {
      Marking marking = open.remove();
      for (Marking next : game.after(marking)) {
        List<Marking> known = before.get(next);
        if (known == null) {
          known = new ArrayList<>();
          before.put(next, known);
          open.add(next);
        }
        known.add(marking);
      }
    }
    return before;
  }

  private static Set<Marking> reaching(Marking end, Map<Marking, List<Marking>> before) {
    Set<Marking> reaching = new HashSet<>(Set.of(end));
    Deque<Marking> open = new ArrayDeque<>(reaching);
    while (!open.isEmpty()) {
      for (Marking earlier : before.getOrDefault(open.remove(), List.of())) {
        if (reaching.add(earlier)) {
          open.add(earlier);
        }
      }
    }
    return reaching;
  }

  /**
   * A variable that the stream may want from here on before anything sets it.
   *
   * @param variable its name
   * @param element what wants it: a flow with a condition, or a node
   */
  public record Wanted(String variable, String element) {}

  /**
   * The first variable that the stream may want although nobody has set it.
   *
   * @param nodes where the instance is
   * @param set the variables that it has
   * @param answers the first parts of the variables that a decision sets, by the id of its node
   */
  public @Nullable Wanted wanted(
      Collection<String> nodes, Set<String> set, Map<String, String> answers) {
    for (Flow flow : graph.flows()) {
      for (String variable : flow.variables()) {
        if (!set.contains(variable) && reaches(nodes, variable, flow.from(), answers)) {
          return new Wanted(variable, flow.id());
        }
      }
    }
    for (Node node : graph.nodes()) {
      Matcher matcher = VARIABLE.matcher(node.detail());
      if (matcher.matches()
          && !set.contains(matcher.group(1))
          && !nodes.contains(node.id())
          && reaches(nodes, matcher.group(1), node.id(), answers)) {
        return new Wanted(matcher.group(1), node.id());
      }
    }
    return null;
  }

  /** Whether there is a way to a node on which nothing sets a variable. */
  private boolean reaches(
      Collection<String> from, String variable, String to, Map<String, String> answers) {
    Set<String> seen = new HashSet<>(from);
    Deque<String> open = new ArrayDeque<>(from);
    while (!open.isEmpty()) {
      String id = open.remove();
      Node node = graph.require(id);
      if (id.equals(to) && !sets(node, variable, answers)) {
        return true;
      }
      List<String> next = new ArrayList<>();
      graph.boundary(id).forEach(event -> next.add(event.id()));
      if (!sets(node, variable, answers)) {
        next.addAll(following(node));
      }
      next.stream().filter(seen::add).forEach(open::add);
    }
    return false;
  }

  /** Where a token may go from a node; a subprocess is left from its ends. */
  private List<String> following(Node node) {
    List<String> next = new ArrayList<>();
    List<Flow> exits = graph.outgoing(node.id());
    String scope = node.parent();
    if (node.type().equals("subProcess") && !graph.starts(node.id()).isEmpty()) {
      graph.starts(node.id()).forEach(start -> next.add(start.id()));
    } else if (node.type().equals("intermediateThrowEvent") && node.event().equals("link")) {
      graph.catching(node).forEach(other -> next.add(other.id()));
    } else if (!exits.isEmpty()) {
      exits.forEach(flow -> next.add(flow.to()));
    }
    for (; scope != null; scope = graph.require(scope).parent()) {
      graph.boundary(scope).forEach(event -> next.add(event.id()));
      if (exits.isEmpty() && next.stream().noneMatch(id -> graph.require(id).host() == null)) {
        graph.outgoing(scope).forEach(flow -> next.add(flow.to()));
      }
    }
    return next;
  }

  private static boolean sets(Node node, String variable, Map<String, String> answers) {
    String prefix = answers.get(node.id());
    return variable.equals(node.id() + "_result")
        || (prefix != null && variable.startsWith(prefix));
  }
}
