// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.Link;
import io.millrace.engine.WorkRequest;
import io.millrace.engine.WorklistQuery;
import io.millrace.model.Demand;
import io.millrace.model.InvalidInputException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long texts from outside may be, in characters. The store's columns are at least that wide: a
 * longer text is refused here, by name, and not by the database.
 */
final class Limits {
  /** Names and ids: a column of their own, often with an index. */
  static final int NAME = 255;

  /** One line for people to read. */
  static final int TITLE = 4_000;

  /** The text of a demand. H2 keeps at most 1,048,576 characters in one value. */
  static final int DESCRIPTION = 500_000;

  /** Why something was done. */
  static final int NOTE = 100_000;

  /** All facts of one work item together, as JSON. */
  static final int FACTS = 1_000_000;

  private static final Pattern LINK_TYPE = Pattern.compile("[a-z][a-z0-9-]{0,63}");

  /** PostgreSQL keeps neither the character 0 nor half of a surrogate pair. */
  private static final Pattern NOT_STORED = Pattern.compile("[\\x00\\p{Cs}]");

  private Limits() {}

  static void check(Demand demand) {
    String of = " of demand '" + demand.id() + "'";
    atMost(TITLE, "title" + of, demand.title());
    atMost(DESCRIPTION, "description" + of, demand.description());
    name("requester" + of, demand.requester());
  }

  /** Checks what every request carries. */
  static void check(WorkRequest<?> request) {
    String command = request.stamp().commandId();
    if (command != null) {
      name("command id of the request on work item '" + request.item() + "'", command);
    }
  }

  /** Checks a link that a host makes. */
  static void link(String item, Link link) {
    if (!LINK_TYPE.matcher(link.type()).matches()) {
      throw new InvalidInputException(
          "Expected the type of a link of work item '"
              + item
              + "' to be at most 64 lower-case letters, digits and hyphens, but it is '"
              + link.type()
              + "'.",
          "name it like vendor-ticket");
    }
    if (link.target().isBlank() || link.target().equals(item)) {
      throw new InvalidInputException(
          "Expected the link of work item '"
              + item
              + "' to lead to something else, but its target is '"
              + link.target()
              + "'.",
          "pass the id of another work item, or of something outside");
    }
    name("target of a link of work item '" + item + "'", link.target());
  }

  /** Checks a reason or another note; null passes. */
  static void note(String what, @Nullable String value) {
    atMost(NOTE, what, value);
  }

  /** Checks a name; null passes. */
  static void name(String what, @Nullable String value) {
    atMost(NAME, what, value);
  }

  /** Checks which page of a result is wanted. */
  static void page(int offset, int limit) {
    if (offset < 0) {
      throw new InvalidInputException(
          "Expected the offset to be 0 or more, but it is " + offset + ".", "start at 0");
    }
    if (limit < 1 || limit > WorklistQuery.MAX_LIMIT) {
      throw new InvalidInputException(
          "Expected the limit to be from 1 to "
              + WorklistQuery.MAX_LIMIT
              + ", but it is "
              + limit
              + ".",
          "ask for further pages by offset");
    }
  }

  /** Checks the stored form of facts. */
  static String facts(String item, String json) {
    atMost(FACTS, "facts of work item '" + item + "', as JSON,", json);
    return json;
  }

  private static void atMost(int limit, String what, @Nullable String value) {
    if (value != null && value.length() > limit) {
      throw new InvalidInputException(
          "Expected the "
              + what
              + " to have at most "
              + limit
              + " characters, but there are "
              + value.length()
              + ".",
          "shorten it, or keep the long form in the host and pass its id");
    }
    Matcher odd = NOT_STORED.matcher(value == null ? "" : value);
    if (odd.find()) {
      throw new InvalidInputException(
          "Expected the "
              + what
              + " to be text that can be stored, but its character "
              + (odd.start() + 1)
              + " is U+%04X.".formatted((int) odd.group().charAt(0)),
          "leave it out, or look for a mistake in how the text was decoded or cut");
    }
  }
}
