// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Texts separated by {@code |}; one in double quotes is taken as it is. */
final class Alternatives {
  private static final String QUOTE_ADVICE = "put it in double quotes if it is meant as text";

  /** Words that ask something when they are alone in a cell. */
  private static final Set<String> ALONE = Set.of("known", "missing", "not", "-");

  private final String cell;
  private int at;

  private Alternatives(String cell) {
    this.cell = cell;
  }

  /** The texts in order; at least one. */
  static List<String> of(String cell) throws CellProblem {
    return new Alternatives(cell).parse();
  }

  private List<String> parse() throws CellProblem {
    List<String> values = new ArrayList<>();
    do {
      skipBlanks();
      values.add(at < cell.length() && cell.charAt(at) == '"' ? quoted() : plain());
    } while (at++ < cell.length());
    return List.copyOf(values);
  }

  private String plain() throws CellProblem {
    int end = cell.indexOf('|', at);
    String value = Fields.stripped(cell.substring(at, end < 0 ? cell.length() : end));
    at = end < 0 ? cell.length() : end;
    if (value.isEmpty()) {
      throw new CellProblem(
          "an alternative is empty", "write texts between the bars, or 'missing' alone in a cell");
    }
    if (ALONE.contains(value) || value.startsWith("not ")) {
      throw new CellProblem("'" + value + "' has to stand alone in a cell", QUOTE_ADVICE);
    }
    if ("<>=[(!".indexOf(value.charAt(0)) >= 0) {
      throw new CellProblem(
          FileProblems.quoted(value) + " is no text",
          "give each test of a number a row of its own, or " + QUOTE_ADVICE);
    }
    return value;
  }

  private String quoted() throws CellProblem {
    int end = cell.indexOf('"', at + 1);
    if (end < 0) {
      throw new CellProblem("a double quote is not closed", "add the second double quote");
    }
    String value = cell.substring(at + 1, end);
    at = end + 1;
    skipBlanks();
    if (at < cell.length() && cell.charAt(at) != '|') {
      throw new CellProblem(
          "there is more text after the closing double quote", "separate alternatives by '|'");
    }
    if (value.isBlank()) {
      throw new CellProblem("a text in quotes is blank", "write 'missing' for a blank fact");
    }
    return value;
  }

  private void skipBlanks() {
    while (at < cell.length() && cell.charAt(at) == ' ') {
      at++;
    }
  }
}
