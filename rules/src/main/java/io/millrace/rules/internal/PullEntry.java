// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.rules.PullCriterion;
import java.util.List;
import java.util.Map;

/** One thing that a pull order names: a criterion, or the order of a plugin. Thread-safe. */
interface PullEntry {

  /**
   * One part of an item's key.
   *
   * @param label what it is called, for people to read
   * @param key text that sorts: lower is pulled first
   * @param wording the value, for people to read
   * @param read the facts that it went by
   */
  record Part(String label, String key, String wording, Map<String, String> read) {}

  /** The name in packs. */
  String label();

  /** Its parts of an item's key; at least one. */
  List<Part> parts(DefaultItem item);

  /** The entry of a criterion. */
  static PullEntry of(PullCriterion criterion) {
    return new Criterion(criterion);
  }

  /** A criterion of Millrace. */
  record Criterion(PullCriterion criterion) implements PullEntry {
    @Override
    public String label() {
      return criterion.label();
    }

    @Override
    public List<Part> parts(DefaultItem item) {
      return List.of(
          new Part(
              label(),
              PullKey.part(criterion, item),
              PullKey.wording(criterion, item),
              item.read(criterion.fact())));
    }
  }
}
