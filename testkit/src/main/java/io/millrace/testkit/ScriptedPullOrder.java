// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.plugin.port.PullOrder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A pull order by one fact that is a number, the highest first; it remembers what it was asked.
 * Thread-safe.
 */
public final class ScriptedPullOrder implements PullOrder {
  private final String fact;
  private final List<Item> items = new CopyOnWriteArrayList<>();
  private volatile boolean failing;

  /**
   * @param fact the name of the fact
   */
  public ScriptedPullOrder(String fact) {
    this.fact = fact;
  }

  /** Fails at every call from now on, or does so no longer. */
  public ScriptedPullOrder failing(boolean value) {
    failing = value;
    return this;
  }

  /** What it was asked about, in order. */
  public List<Item> items() {
    return List.copyOf(items);
  }

  @Override
  public Key key(Item item) {
    items.add(item);
    if (failing) {
      throw new IllegalStateException("the pull order was told to fail");
    }
    return Key.begin().highestFirst(fact, item.facts().findNumber(fact).orElse(null));
  }
}
