// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import io.millrace.rules.PackContents;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PriorityMatrix;
import io.millrace.rules.RuleInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What is different between two packs. Immutable.
 *
 * @param changes every difference: rules and rows, then cells of the matrix, declared facts, and
 *     settings; each in the order of names
 */
public record PackDiff(List<Change> changes) {

  /** How something differs. */
  public enum Kind {
    /** The later pack alone has it. */
    ADDED,
    /** The earlier pack alone has it. */
    REMOVED,
    /** Both packs have it, and it is not the same. */
    CHANGED
  }

  /**
   * One difference.
   *
   * @param kind how it differs
   * @param what what it is: {@code rule}, {@code cell}, {@code fact} or {@code setting}
   * @param name its full name
   * @param before what it was; empty if it is added
   * @param after what it is; empty if it is removed
   */
  public record Change(Kind kind, String what, String name, String before, String after) {}

  /** Copies the list. */
  public PackDiff {
    changes = List.copyOf(changes);
  }

  /** Compares two packs, all layers of each together. */
  public static PackDiff of(PolicyPack before, PolicyPack after) {
    List<Change> changes = new ArrayList<>();
    PackContents old = before.contents();
    PackContents fresh = after.contents();
    compare(changes, "rule", rules(old), rules(fresh));
    compare(changes, "cell", cells(old.matrix()), cells(fresh.matrix()));
    compare(changes, "fact", old.facts(), fresh.facts());
    compare(changes, "setting", old.settings(), fresh.settings());
    return new PackDiff(changes);
  }

  /** Whether nothing differs. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** The differences for people to read, with what was before and what is after. */
  public String toText() {
    return DiffText.of(this);
  }

  private static void compare(
      List<Change> changes, String what, Map<String, String> before, Map<String, String> after) {
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      String old = before.get(name);
      String fresh = after.get(name);
      if (old == null) {
        changes.add(new Change(Kind.ADDED, what, name, "", fresh == null ? "" : fresh));
      } else if (fresh == null) {
        changes.add(new Change(Kind.REMOVED, what, name, old, ""));
      } else if (!old.equals(fresh)) {
        changes.add(new Change(Kind.CHANGED, what, name, old, fresh));
      }
    }
  }

  private static Map<String, String> rules(PackContents contents) {
    Map<String, String> rules = new LinkedHashMap<>();
    for (RuleInfo rule : contents.rules()) {
      rules.put(rule.point() + ": " + rule.fullName(), rule.definition());
    }
    return rules;
  }

  private static Map<String, String> cells(PriorityMatrix matrix) {
    Map<String, String> cells = new LinkedHashMap<>();
    for (String impact : matrix.impacts()) {
      for (String urgency : matrix.urgencies()) {
        cells.put("impact " + impact + " | urgency " + urgency, matrix.level(impact, urgency));
      }
    }
    return cells;
  }
}
