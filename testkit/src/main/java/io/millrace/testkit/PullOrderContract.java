// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.model.Facts;
import io.millrace.plugin.port.PullOrder;
import io.millrace.plugin.port.PullOrder.Item;
import io.millrace.plugin.port.PullOrder.Key;
import io.millrace.plugin.port.PullOrder.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What Millrace relies on in a {@link PullOrder}. Extend it in the plugin's tests, and say where
 * the order comes from and some items in their order. JUnit 5 runs the tests; each makes a pull
 * order of its own.
 */
public abstract class PullOrderContract {
  /** So many calls have to be over within the budget of one look-up. */
  private static final int MANY = 500;

  private static final Duration LATER = Duration.ofDays(40);

  /** For subclasses. */
  protected PullOrderContract() {}

  /** The pull order to test. */
  protected abstract PullOrder order();

  /** At least two items, each of which is pulled before the next one. */
  protected abstract List<Item> inOrder();

  @Test
  void shouldSortAsItSays() {
    List<Item> items = inOrder();
    assertTrue(items.size() > 1, "Expected at least two items.");
    for (int i = 1; i < items.size(); i++) {
      Item first = items.get(i - 1);
      Item second = items.get(i);
      assertTrue(
          compare(key(order(), first), key(order(), second)) < 0,
          "Expected '" + first.id() + "' before '" + second.id() + "'.");
    }
  }

  @Test
  void shouldGiveEveryItemTheSameParts() {
    List<String> names = names(inOrder().get(0));
    inOrder().forEach(item -> assertEquals(names, names(item), "Expected the same parts."));
    assertEquals(names, names(bare()), "Expected the same parts if nothing is known of an item.");
  }

  @Test
  void shouldNotGoByTheTimeThatPasses() {
    for (Item item : inOrder()) {
      assertEquals(
          key(order(), item),
          key(order(), at(item, item.at().plus(LATER))),
          "Expected a key that stays as time goes by: Millrace stores it.");
    }
  }

  @Test
  void shouldGiveAnEqualItemAnEqualKey() {
    PullOrder order = order();
    for (Item item : inOrder()) {
      Key first = key(order, item);
      inOrder().forEach(other -> key(order, other));

      assertEquals(first, key(order, at(item, item.at())), "Expected the same key again.");
      assertEquals(first, key(order(), item), "Expected the same key on another node.");
    }
  }

  @Test
  void shouldServeSeveralThreadsAtOnce() throws Exception {
    PullOrder order = order();
    PortChecks.onSeveralThreads(() -> inOrder().stream().map(item -> key(order, item)).toList());
  }

  @Test
  void shouldBeFastEnoughForATransaction() {
    PullOrder order = order();
    Item item = inOrder().get(0);
    PortChecks.inTime(
        () -> {
          for (int i = 0; i < MANY; i++) {
            key(order, item);
          }
          return MANY;
        });
  }

  private static Key key(PullOrder order, Item item) {
    Key key = order.key(item);
    assertNotNull(key, "Expected a key, but got null.");
    assertFalse(key.parts().isEmpty(), "Expected a key with at least one part.");
    assertTrue(
        key.parts().size() <= Key.MAX_PARTS,
        "Expected a key of at most " + Key.MAX_PARTS + " parts, but got " + key.parts().size());
    key.parts()
        .forEach(part -> assertFalse(part.name().isBlank(), "Expected a name for each part."));
    return key;
  }

  private List<String> names(Item item) {
    return key(order(), item).parts().stream().map(Part::name).toList();
  }

  private static int compare(Key one, Key other) {
    for (int i = 0; i < Math.min(one.parts().size(), other.parts().size()); i++) {
      int order =
          Comparator.comparing((Part part) -> Double.isNaN(part.value()))
              .thenComparing(part -> part.highestFirst() ? -part.value() : part.value())
              .compare(one.parts().get(i), other.parts().get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static Item bare() {
    return new Item("", null, null, null, null, null, Facts.none(), Instant.EPOCH);
  }

  private static Item at(Item item, Instant at) {
    return new Item(
        item.id(),
        item.classOfService(),
        item.priority(),
        item.priorityRank(),
        item.openedAt(),
        item.dueAt(),
        item.facts(),
        at);
  }
}
