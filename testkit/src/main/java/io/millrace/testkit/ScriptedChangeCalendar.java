// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.model.ChangeWindow;
import io.millrace.plugin.port.ChangeCalendar;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A calendar of the windows that a test added. Thread-safe. */
public final class ScriptedChangeCalendar implements ChangeCalendar {
  private final List<ChangeWindow> windows = new CopyOnWriteArrayList<>();
  private final Set<String> bound = ConcurrentHashMap.newKeySet();
  private volatile boolean failing;

  /** Creates a calendar without windows. */
  public ScriptedChangeCalendar() {}

  /** Knows this window from now on, whoever's it is. */
  public ScriptedChangeCalendar knows(ChangeWindow window) {
    windows.add(window);
    return this;
  }

  /** These items or services may be changed in maintenance windows only, from now on. */
  public ScriptedChangeCalendar bound(String... ids) {
    bound.addAll(List.of(ids));
    return this;
  }

  /** Fails at every call from now on, or does so no longer. */
  public ScriptedChangeCalendar failing(boolean value) {
    failing = value;
    return this;
  }

  @Override
  public List<ChangeWindow> windows(
      String tenant, Set<String> concerned, Instant from, Instant to) {
    fail();
    return windows.stream()
        .filter(window -> window.overlaps(from, to) && window.concernsAny(concerned))
        .toList();
  }

  @Override
  public Set<String> boundToMaintenance(String tenant, Set<String> concerned) {
    fail();
    return concerned.stream().filter(bound::contains).collect(Collectors.toUnmodifiableSet());
  }

  private void fail() {
    if (failing) {
      throw new IllegalStateException("the change calendar was told to fail");
    }
  }
}
