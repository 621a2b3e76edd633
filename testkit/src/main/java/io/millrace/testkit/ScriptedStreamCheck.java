// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.model.StreamView;
import io.millrace.plugin.port.StreamCheck;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A check of value streams that finds what a test told it to, and remembers what it saw.
 * Thread-safe.
 */
public final class ScriptedStreamCheck implements StreamCheck {
  private final Map<String, List<Finding>> findings = new ConcurrentHashMap<>();
  private final List<StreamView> seen = new CopyOnWriteArrayList<>();
  private volatile boolean failing;

  /** Finds nothing until it is told otherwise. */
  public ScriptedStreamCheck() {}

  /** Finds this in the stream of that key from now on, and nothing else. */
  public ScriptedStreamCheck finds(String stream, Finding... found) {
    findings.put(stream, List.of(found));
    return this;
  }

  /** Fails at every call from now on, or does so no longer. */
  public ScriptedStreamCheck failing(boolean value) {
    failing = value;
    return this;
  }

  /** The streams that it saw, in order. */
  public List<StreamView> seen() {
    return List.copyOf(seen);
  }

  @Override
  public List<Finding> check(StreamView stream) {
    seen.add(stream);
    if (failing) {
      throw new IllegalStateException("the check was told to fail");
    }
    return findings.getOrDefault(stream.key(), List.of());
  }
}
