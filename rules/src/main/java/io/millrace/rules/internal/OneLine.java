// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import java.util.regex.Pattern;

/** Texts that come from plugins, made fit to stand in a reason. */
public final class OneLine {
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}\\p{Cs}]+");

  private OneLine() {}

  /** The text in one line, cut between two characters if it is longer. */
  public static String of(String text, int longest) {
    String line = SPACE.matcher(text).replaceAll(" ").strip();
    if (line.length() <= longest) {
      return line;
    }
    boolean insideOne = Character.isHighSurrogate(line.charAt(longest - 1));
    return line.substring(0, insideOne ? longest - 1 : longest) + "...";
  }
}
