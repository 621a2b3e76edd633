// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.plugin.port.Resolver;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A resolver that picks the values that a test told it to, and remembers what it was asked.
 * Thread-safe.
 */
public final class ScriptedResolver implements Resolver {
  private final Map<String, String> wanted = new ConcurrentHashMap<>();
  private final List<Question> questions = new CopyOnWriteArrayList<>();
  private volatile boolean failing;

  /** Leaves everything to the documented order until it is told otherwise. */
  public ScriptedResolver() {}

  /** Picks this value for an output from now on, if somebody proposes it. */
  public ScriptedResolver picks(String output, String value) {
    wanted.put(output, value);
    return this;
  }

  /** Fails at every call from now on, or does so no longer. */
  public ScriptedResolver failing(boolean value) {
    failing = value;
    return this;
  }

  /** What it was asked, in order. */
  public List<Question> questions() {
    return List.copyOf(questions);
  }

  @Override
  public Choice choose(Question question) {
    questions.add(question);
    if (failing) {
      throw new IllegalStateException("the resolver was told to fail");
    }
    Map<String, Proposal> picked = new LinkedHashMap<>();
    for (Proposal proposal : question.proposals()) {
      if (proposal.value().equals(wanted.get(proposal.output()))) {
        picked.putIfAbsent(proposal.output(), proposal);
      }
    }
    return new Choice(picked, picked.isEmpty() ? "" : "the test said so");
  }
}
