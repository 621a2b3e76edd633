// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.newcomer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of the README for newcomers: the blocks of code that a comment such as {@code <!-- file:
 * pom.xml -->} marks. Immutable.
 *
 * @param text the whole part
 * @param files the content of each file by its path
 * @param commands what to run, one command in each line
 * @param output what it prints; {@code ...} stands for what is left out
 */
record Readme(String text, Map<String, String> files, String commands, String output) {
  private static final Pattern BLOCK =
      Pattern.compile("<!-- (file: (\\S+)|run|output) -->\\s*```\\w+\\n(.*?)```", Pattern.DOTALL);

  static Readme read(Path file, String heading) throws IOException {
    String all = Files.readString(file);
    int begin = all.indexOf("\n## " + heading);
    if (begin < 0) {
      throw new AssertionError("Expected the README to have the heading '" + heading + "'.");
    }
    String text = all.substring(begin, all.indexOf("\n## ", begin + 1));
    Map<String, String> files = new LinkedHashMap<>();
    Map<String, String> others = new LinkedHashMap<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      String path = block.group(2);
      (path == null ? others : files).put(path == null ? block.group(1) : path, block.group(3));
    }
    return new Readme(
        text, files, others.getOrDefault("run", ""), others.getOrDefault("output", ""));
  }
}
