// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.guide;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what the sources say of themselves, so that it is written in one place only. */
final class JavaSource {
  private static final Path ROOT = Path.of("src", "main", "java", "io", "millrace", "rules");
  private static final Pattern METHOD =
      Pattern.compile("/\\*\\*((?:[^*]|\\*(?!/))*)\\*/\\s+(?:\\w|[<>, ])+? (\\w+)\\(([^)]*)\\);");
  private static final Pattern CONSTANT =
      Pattern.compile("/\\*\\*((?:[^*]|\\*(?!/))*)\\*/\\s+([A-Z][A-Z_]+)\\(");
  private static final Pattern ROW = Pattern.compile("<tr>(<td>.*?)</tr>", Pattern.DOTALL);

  private final String text;

  private JavaSource(String text) {
    this.text = text;
  }

  /** A file below the package {@code io.millrace.rules}, such as {@code drl/Item}. */
  static JavaSource of(String name) {
    return new JavaSource(Docs.read(ROOT.resolve(name + ".java")));
  }

  /**
   * A method of an interface.
   *
   * @param name its name
   * @param parameters the names of its parameters, in order
   * @param doc its comment in Markdown, without tags
   */
  record Method(String name, List<String> parameters, String doc) {
    @Override
    public String toString() {
      return name + "(" + String.join(", ", parameters) + ")";
    }
  }

  /** The methods of an interface, in order. */
  List<Method> methods() {
    List<Method> methods = new ArrayList<>();
    Matcher matcher = METHOD.matcher(text);
    while (matcher.find()) {
      List<String> names = new ArrayList<>();
      for (String parameter : matcher.group(3).replaceAll("<[^>]*>", "").split(",")) {
        if (!parameter.isBlank()) {
          names.add(parameter.strip().split("\\s+")[1]);
        }
      }
      methods.add(new Method(matcher.group(2), names, plain(matcher.group(1))));
    }
    return methods;
  }

  /** The comments of an enum's constants, by name. */
  Map<String, String> constants() {
    Map<String, String> constants = new LinkedHashMap<>();
    CONSTANT
        .matcher(text)
        .results()
        .forEach(one -> constants.put(one.group(2), plain(one.group(1))));
    return constants;
  }

  /** The cells of the rows of a table in a comment. */
  List<List<String>> rows() {
    return ROW.matcher(text)
        .results()
        .map(row -> List.of(row.group(1).replaceFirst("<td>", "").split("</td>\\s*(\\*\\s*)?<td>")))
        .map(cells -> cells.stream().map(JavaSource::plain).toList())
        .toList();
  }

  /** The value of a number that is written out or shifted, such as {@code 16 << 20}. */
  long number(String constant) {
    Matcher matcher =
        Pattern.compile("\\b" + constant + " = ([0-9_]+)(?: (<<|\\*) ([0-9_]+))?;").matcher(text);
    if (!matcher.find()) {
      throw new IllegalArgumentException("no number " + constant);
    }
    long first = Long.parseLong(matcher.group(1).replace("_", ""));
    if (matcher.group(2) == null) {
      return first;
    }
    long second = Long.parseLong(matcher.group(3).replace("_", ""));
    return matcher.group(2).equals("*") ? first * second : first << second;
  }

  /** A comment in Markdown, up to its first tag. */
  private static String plain(String comment) {
    return comment
        .replaceAll("\\n\\s*\\*", "\n")
        .replaceAll("\\n\\s*@(?s:.*)", "")
        .replaceAll("\\{@code\\s+([^}]*)\\}", "`$1`")
        .replaceAll("\\{@link\\s+#?(?:[a-z]+\\.)*([\\w#]+)[^}]*\\}", "`$1`")
        .replaceAll("</?[a-z]+>", "")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
