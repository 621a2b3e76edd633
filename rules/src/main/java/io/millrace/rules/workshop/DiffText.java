// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import io.millrace.rules.workshop.PackDiff.Change;
import io.millrace.rules.workshop.PackDiff.Kind;
import java.util.Locale;

/** Writes differences for people to read. */
final class DiffText {
  private static final int SHORT = 60;

  private final StringBuilder text = new StringBuilder();

  private DiffText() {}

  static String of(PackDiff diff) {
    if (diff.isEmpty()) {
      return "No differences\n";
    }
    DiffText text = new DiffText();
    String what = "";
    for (Change change : diff.changes()) {
      if (!change.what().equals(what)) {
        what = change.what();
        text.line("");
        text.line(title(what));
      }
      text.change(change);
    }
    text.line("");
    text.line(
        count(diff, Kind.ADDED)
            + ", "
            + count(diff, Kind.REMOVED)
            + ", "
            + count(diff, Kind.CHANGED));
    return text.text.toString();
  }

  private static String title(String what) {
    return switch (what) {
      case "rule" -> "Rules and rows of tables";
      case "cell" -> "Cells of the priority matrix";
      case "fact" -> "Facts of its own";
      default -> "Settings";
    };
  }

  private static String count(PackDiff diff, Kind kind) {
    long count = diff.changes().stream().filter(change -> change.kind() == kind).count();
    return count + " " + kind.name().toLowerCase(Locale.ROOT);
  }

  /** Short values stand on one line; long ones, such as rules, below their name. */
  private void change(Change change) {
    String mark =
        switch (change.kind()) {
          case ADDED -> "+ ";
          case REMOVED -> "- ";
          case CHANGED -> "~ ";
        };
    String name = "  " + mark + change.name();
    if (isShort(change.before()) && isShort(change.after())) {
      line(name + ": " + values(change));
      return;
    }
    line(name);
    side("before", change.before());
    side("after", change.after());
  }

  private static String values(Change change) {
    return switch (change.kind()) {
      case ADDED -> change.after();
      case REMOVED -> change.before();
      case CHANGED -> change.before() + " -> " + change.after();
    };
  }

  private static boolean isShort(String value) {
    return value.length() <= SHORT && value.lines().count() <= 1;
  }

  private void side(String title, String value) {
    if (!value.isEmpty()) {
      line("      " + title);
      value.lines().forEach(line -> line("        " + line));
    }
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
