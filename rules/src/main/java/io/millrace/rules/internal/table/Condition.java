package io.millrace.rules.internal.table;

import io.millrace.rules.drl.Item;
import io.millrace.rules.internal.AskedItem;
import io.millrace.rules.internal.Question;
import java.util.List;
import java.util.function.Predicate;

/** Holds if one of the questions does. It asks them in order. */
record Condition(List<Question> anyOf) implements Predicate<Item> {

  static Condition of(Question question) {
    return new Condition(List.of(question));
  }

  /**
   * @throws ClassCastException if the item is none of ours
   */
  @Override
  public boolean test(Item item) {
    AskedItem asked = (AskedItem) item;
    for (int i = 0; i < anyOf.size(); i++) {
      if (asked.test(anyOf.get(i))) {
        return true;
      }
    }
    return false;
  }
}
