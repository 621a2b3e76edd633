// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page with marked blocks: {@code <!-- file: first-pack/pack.yaml -->} shows an example file,
 * {@code <!-- output: test first-pack -->} what a {@linkplain GuideCommand command} prints.
 */
final class GuidePage {
  private static final Pattern MARKED =
      Pattern.compile("<!-- (file|output): ([^>]+) -->\\n```\\w*\\n(.*?)```\\n", Pattern.DOTALL);
  private static final Pattern FENCED =
      Pattern.compile("(?m)^(?!\\s*$)(.*)\\n```(yaml|csv|drl|json|text)$");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)\\s]*)?\\)");

  private final String text;

  GuidePage(String text) {
    this.text = text;
  }

  /**
   * A block that shows something.
   *
   * @param isFile whether it shows a file, and not what a command prints
   * @param what the file or the command
   * @param content what it shows
   */
  record Block(boolean isFile, String what, String content) {
    @Override
    public String toString() {
      return (isFile ? "file " : "output of ") + what;
    }
  }

  /** The marked blocks, in order. */
  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = MARKED.matcher(text);
    while (matcher.find()) {
      blocks.add(block(matcher));
    }
    return blocks;
  }

  /** What stands above each block that holds an example without a mark. */
  List<String> unmarked() {
    return FENCED
        .matcher(text)
        .results()
        .map(result -> result.group(1))
        .filter(above -> !above.startsWith("<!-- "))
        .toList();
  }

  /**
   * A link to a file of this project.
   *
   * @param file its path below the page's folder
   * @param anchor the heading in it; empty if none is named
   */
  record Link(String file, String anchor) {}

  /** The links, in order. */
  List<Link> links() {
    return LINK.matcher(text)
        .results()
        .map(one -> new Link(one.group(1), one.group(2) == null ? "" : one.group(2).substring(1)))
        .toList();
  }

  /** The names by which links find the headings. */
  List<String> anchors() {
    return HEADING
        .matcher(text)
        .results()
        .map(result -> result.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
        .toList();
  }

  /** The page with what each marked block is to show. */
  String with(Function<Block, String> content) {
    StringBuilder page = new StringBuilder();
    Matcher matcher = MARKED.matcher(text);
    int end = 0;
    while (matcher.find()) {
      page.append(text, end, matcher.start(3)).append(content.apply(block(matcher)));
      end = matcher.end(3);
    }
    return page.append(text.substring(end)).toString();
  }

  private static Block block(Matcher matcher) {
    return new Block(matcher.group(1).equals("file"), matcher.group(2), matcher.group(3));
  }
}
