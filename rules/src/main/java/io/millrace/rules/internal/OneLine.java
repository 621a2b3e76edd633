// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import java.util.regex.Pattern;

/** Texts that come from plugins, made fit to stand in a reason. */
final class OneLine {
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}\\p{Cs}]+");

  private OneLine() {}

  /** The text in one line, cut if it is longer. */
  static String of(String text, int longest) {
    String line = SPACE.matcher(text).replaceAll(" ").strip();
    return line.length() <= longest ? line : line.substring(0, longest) + "...";
  }
}
