// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the rules of a file in DRL begin and how they are written. It looks for lines that begin a
 * rule, which is enough for files that a compiler has accepted.
 */
final class DrlText {
  private static final Pattern PACKAGE = Pattern.compile("^\\s*package\\s+([\\w.]+)\\s*;?\\s*$");
  private static final Pattern RULE =
      Pattern.compile("^\\s*rule\\s+(?:\"([^\"]*)\"|'([^']*)'|(\\S+)).*$");

  private DrlText() {}

  /**
   * One rule as written.
   *
   * @param fullName package and name
   * @param line where it begins, counted from 1
   * @param definition its text without comments at line ends and without indentation
   */
  record Written(String fullName, int line, String definition) {}

  static List<Written> rules(String text) {
    List<Written> rules = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    String packageName = "";
    for (int i = 0; i < lines.length; i++) {
      Matcher declared = PACKAGE.matcher(lines[i]);
      Matcher rule = RULE.matcher(lines[i]);
      if (declared.matches()) {
        packageName = declared.group(1);
      } else if (rule.matches()) {
        String name = rule.group(1) != null ? rule.group(1) : rule.group(2);
        String fullName = packageName + "/" + (name != null ? name : rule.group(3));
        rules.add(new Written(fullName, i + 1, definition(lines, i + 1)));
      }
    }
    return rules;
  }

  private static String definition(String[] lines, int start) {
    StringBuilder text = new StringBuilder();
    for (int i = start; i < lines.length; i++) {
      String line = lines[i].strip();
      if (line.toLowerCase(Locale.ROOT).equals("end")) {
        break;
      }
      if (!line.isEmpty() && !line.startsWith("//")) {
        text.append(text.isEmpty() ? "" : "\n").append(line);
      }
    }
    return text.toString();
  }
}
