// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import io.millrace.rules.drl.Item;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;

/** An item that knows its facts, and answers the simplest questions about them. */
final class FactItem {
  private final Map<String, String> facts;

  private FactItem(Map<String, String> facts) {
    this.facts = facts;
  }

  static Item of(Map<String, String> facts) {
    FactItem item = new FactItem(facts);
    return (Item)
        Proxy.newProxyInstance(
            Item.class.getClassLoader(), new Class<?>[] {Item.class}, item::answer);
  }

  private Object answer(Object proxy, Method method, Object[] arguments) {
    String fact = String.valueOf(arguments[0]);
    String value = facts.getOrDefault(fact, "");
    return switch (method.getName()) {
      case "has" -> facts.containsKey(fact);
      case "is" -> value.equals(arguments[1]);
      case "value" -> value;
      case "number" -> value.isEmpty() ? arguments[1] : Double.valueOf(value);
      case "read" -> facts.containsKey(fact) ? Map.of(fact, value) : Map.of();
      default -> throw new IllegalArgumentException("unexpected question " + method);
    };
  }
}
