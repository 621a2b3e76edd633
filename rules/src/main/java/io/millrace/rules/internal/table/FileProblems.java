// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

import io.millrace.rules.PackProblem;
import java.util.List;

/**
 * Collects the problems of one file, as many as people read: a hostile file does not fill the
 * memory with messages. For one thread.
 */
public final class FileProblems {
  /** The most problems that are listed. */
  public static final int MOST = 100;

  private static final int LONGEST_QUOTE = 60;

  private final String file;
  private final List<PackProblem> all;
  private int count;

  /** Adds the problems of the file to the list. */
  public FileProblems(String file, List<PackProblem> all) {
    this.file = file;
    this.all = all;
  }

  /** The file's name, as problems give it. */
  public String file() {
    return file;
  }

  /** Adds a problem; line 0 is the whole file. */
  public void add(int line, String problem, String advice) {
    count++;
    if (count <= MOST) {
      all.add(new PackProblem(file, line, problem, advice));
    } else if (count == MOST + 1) {
      all.add(
          new PackProblem(
              file,
              line,
              "Expected at most " + MOST + " problems, but there are more.",
              "correct the listed ones, and load the file again"));
    }
  }

  /** Whether this file has a problem. */
  public boolean any() {
    return count > 0;
  }

  /** A text in quotes, cut to a length that a message can hold. */
  public static String quoted(String text) {
    return "'" + shortened(text, LONGEST_QUOTE) + "'";
  }

  /** A text cut to a length, never within a character. */
  static String shortened(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end) + "...";
  }
}
