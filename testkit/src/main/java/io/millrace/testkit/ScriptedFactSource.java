// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.plugin.port.FactSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A fact source that says what a test told it to, and remembers what it was asked. Thread-safe. */
public final class ScriptedFactSource implements FactSource {
  private final String name;
  private final Set<String> provides;
  private final Map<String, Facts> answers = new ConcurrentHashMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private volatile boolean failing;

  /** A call that it got. Immutable. */
  public record Call(String tenant, List<Demand> demands) {
    /** Copies the demands. */
    public Call {
      demands = List.copyOf(demands);
    }
  }

  /**
   * @param name its name
   * @param provides the names of the facts that it can give
   */
  public ScriptedFactSource(String name, String... provides) {
    this.name = name;
    this.provides = Set.of(provides);
  }

  /** Knows these facts about a demand from now on. */
  public ScriptedFactSource knows(String demand, Facts facts) {
    answers.put(demand, facts);
    return this;
  }

  /** Fails at every call from now on, or does so no longer. */
  public ScriptedFactSource failing(boolean value) {
    failing = value;
    return this;
  }

  /** The calls that it got, in order. */
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<String> provides() {
    return provides;
  }

  @Override
  public Map<String, Facts> lookUp(String tenant, List<Demand> demands) {
    calls.add(new Call(tenant, demands));
    if (failing) {
      throw new IllegalStateException("fact source '" + name + "' was told to fail");
    }
    Map<String, Facts> found = new LinkedHashMap<>();
    for (Demand demand : demands) {
      Facts facts = answers.get(demand.id());
      if (facts != null) {
        found.put(demand.id(), facts);
      }
    }
    return found;
  }
}
