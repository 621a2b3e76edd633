// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.guide;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Collects a page. Not thread-safe. */
final class Markdown {
  private final StringBuilder page = new StringBuilder();

  Markdown heading(int level, String text) {
    return line("").line("#".repeat(level) + " " + text).line("");
  }

  Markdown text(String text) {
    return line(text).line("");
  }

  /** Begins a table; rows follow, then {@link #end}. */
  Markdown table(String... headers) {
    row(headers);
    return line("|" + "---|".repeat(headers.length));
  }

  Markdown row(String... cells) {
    return line(
        Arrays.stream(cells)
            .map(cell -> cell.replace("|", "\\|").replace("\n", " "))
            .collect(Collectors.joining(" | ", "| ", " |")));
  }

  Markdown end() {
    return line("");
  }

  private Markdown line(String line) {
    page.append(line).append('\n');
    return this;
  }

  /** As code; nothing for an empty text. */
  static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }

  static String codes(List<String> texts) {
    return texts.stream().map(Markdown::code).collect(Collectors.joining(", "));
  }

  /** The page, without more than one empty line anywhere. */
  @Override
  public String toString() {
    return page.toString().replaceAll("\n{3,}", "\n\n").strip() + "\n";
  }
}
