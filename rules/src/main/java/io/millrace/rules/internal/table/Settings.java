// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

import io.millrace.rules.internal.table.CsvLines.Line;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The settings above a grid: lines of a key and a value. For one thread. */
public final class Settings {
  private final Set<String> keys;
  private final String gridAdvice;
  private final FileProblems problems;
  private final Map<String, String> values = new HashMap<>();
  private final Map<String, Integer> lines = new HashMap<>();

  /**
   * @param keys every key that a line may begin with
   * @param gridAdvice how the grid begins, for messages
   */
  public Settings(Set<String> keys, String gridAdvice, FileProblems problems) {
    this.keys = new TreeSet<>(keys);
    this.gridAdvice = gridAdvice;
    this.problems = problems;
  }

  /** Takes a line that is no line of the grid. */
  public void accept(Line line) {
    String key = line.field(0);
    if (!keys.contains(key)) {
      unknown(line.number(), key);
      return;
    }
    Integer earlier = lines.putIfAbsent(key, line.number());
    if (earlier != null) {
      problems.add(
          line.number(),
          "Expected the setting '" + key + "' once, but it is on line " + earlier + " already.",
          "delete one of them");
      return;
    }
    String value = line.field(1);
    if (value.isEmpty() || line.width() > 2) {
      problems.add(
          line.number(),
          "Expected the setting '"
              + key
              + "' to have one value, but it has "
              + (value.isEmpty() ? "none" : "more")
              + ".",
          "write '" + key + ",value', with quotes around a value that holds a comma");
    }
    values.put(key, value);
  }

  /** The value as written, or null if it is not set. */
  public @Nullable String find(String key) {
    return values.get(key);
  }

  /** The line of a setting; 0 if it is not set. */
  public int line(String key) {
    return lines.getOrDefault(key, 0);
  }

  /** Whether no setting was given, not even a wrong one. */
  public boolean isEmpty() {
    return lines.isEmpty();
  }

  /** The value; if it is not set, that is a problem and it is empty. */
  public String required(String key, String advice) {
    String value = values.get(key);
    if (value == null) {
      problems.add(0, "Expected the setting '" + key + "', but it is missing.", advice);
      return "";
    }
    return value;
  }

  private void unknown(int line, String key) {
    boolean semicolons = key.indexOf(';') > 0 && keys.contains(key.substring(0, key.indexOf(';')));
    problems.add(
        line,
        "Expected a setting ("
            + String.join(", ", keys)
            + ") or the grid's first line, but got "
            + FileProblems.quoted(key)
            + ".",
        semicolons
            ? "save the file with commas between the fields, not semicolons"
            : "correct the name, or begin the grid with " + gridAdvice);
  }
}
