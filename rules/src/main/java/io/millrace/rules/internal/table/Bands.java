// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

import io.millrace.rules.internal.table.CsvLines.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Lines that say what a sum of points gives: {@code band,10,high} is for sums from 10 up to the
 * next band. For one thread.
 */
public final class Bands {
  private final String key;
  private final FileProblems problems;
  private final TreeMap<Long, Band> bands = new TreeMap<>(Comparator.reverseOrder());
  private int firstLine;

  /**
   * One band.
   *
   * @param atLeast the smallest sum, in thousandths
   * @param value what it gives
   * @param line where it is
   */
  public record Band(long atLeast, String value, int line) {}

  /**
   * @param key the word that the lines begin with
   */
  public Bands(String key, FileProblems problems) {
    this.key = key;
    this.problems = problems;
  }

  /** Takes a line that begins with the word. */
  public void accept(Line line) {
    firstLine = firstLine == 0 ? line.number() : firstLine;
    if (line.width() != 3 || line.field(1).isEmpty()) {
      problems.add(
          line.number(),
          "Expected '" + key + "', a number and a value, but the line has other fields.",
          "write it like '" + key + ",10,2 - High'");
      return;
    }
    OptionalLong atLeast = Points.find(line.field(1));
    if (atLeast.isEmpty()) {
      problems.add(
          line.number(),
          "Expected the number of a '"
              + key
              + "' line, but got "
              + FileProblems.quoted(line.field(1))
              + ".",
          Points.ADVICE);
      return;
    }
    Band band = new Band(atLeast.getAsLong(), line.field(2), line.number());
    Band earlier = bands.putIfAbsent(band.atLeast(), band);
    if (earlier != null) {
      problems.add(
          line.number(),
          "Expected one '"
              + key
              + "' line from "
              + Points.text(band.atLeast())
              + ", but line "
              + earlier.line()
              + " has it already.",
          "delete one of them");
    }
  }

  /** Whether there was no line. */
  public boolean isEmpty() {
    return firstLine == 0;
  }

  /** The first line; 0 if there is none. */
  public int firstLine() {
    return firstLine;
  }

  /** The bands, highest first. */
  public List<Band> sorted() {
    return List.copyOf(new ArrayList<>(bands.values()));
  }
}
