// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A rule that wants what it must not get.
 *
 * @param title what it tries
 * @param drl the whole file
 * @param answers parts of the message, one of which has to be in it
 * @param sourceOnly whether its compiled code looks like any other's
 */
record HostileRule(String title, String drl, List<String> answers, boolean sourceOnly) {
  private static final String RESOURCE = "hostile-rules.txt";
  private static final String START = "=== ";

  /** All of them, from the resource. */
  static List<HostileRule> all() {
    List<HostileRule> rules = new ArrayList<>();
    for (String section : text().split("(?m)^" + START)) {
      if (!section.isBlank()) {
        rules.add(read(section));
      }
    }
    return rules;
  }

  @Override
  public String toString() {
    return title;
  }

  /** The first line is: title, answers, and perhaps that only the source can be refused. */
  private static HostileRule read(String section) {
    int end = section.indexOf('\n');
    String[] header = section.substring(0, end).split(" => ", -1);
    String body = section.substring(end + 1);
    boolean isWhole = body.startsWith("package ") || body.contains("\nglobal io.millrace");
    List<String> answers = Arrays.asList(header[1].split("\\|", -1));
    return new HostileRule(
        header[0], isWhole ? body : Rules.HEAD + body, answers, header.length > 2);
  }

  private static String text() {
    try (InputStream in = HostileRule.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("there is no resource " + RESOURCE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
