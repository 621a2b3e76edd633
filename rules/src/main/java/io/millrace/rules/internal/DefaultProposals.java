// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.rules.change.Verdict;
import io.millrace.rules.drl.Cell;
import io.millrace.rules.drl.Proposals;
import io.millrace.rules.internal.change.Marks;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The proposals of one evaluation at a time, kept sorted as {@link Proposal#isBefore} says. */
public final class DefaultProposals implements Proposals {
  private static final int HIGH = 80;
  private static final int MEDIUM = 51;

  /** More firings than this are a rule that does not come to an end: no pack has so many rules. */
  static final int MAX_FIRINGS = 10_000;

  static final long NO_DEADLINE = Long.MIN_VALUE;

  private static final int LONGEST = 100_000;

  private final String[] outputs;
  private Proposal[] proposals = new Proposal[32];
  private int size;
  private int firings;
  private long deadline = NO_DEADLINE;
  private String rule = "";
  private @Nullable String cell;
  private @Nullable DefaultItem item;

  /** Takes proposals for these outputs. */
  public DefaultProposals(String[] outputs) {
    this.outputs = outputs;
  }

  @Override
  public void propose(
      String output, Object value, int strength, String text, Map<String, String> facts) {
    add(output, value.toString(), strength, text, cell, facts);
  }

  @Override
  public void propose(Cell cell, int strength, Map<String, String> facts) {
    add("level", cell.level(), strength, cell.text(), cell.cell(), facts);
    add("rank", cell.rank(), strength, cell.text(), cell.cell(), facts);
    add("impact", cell.impact(), strength, cell.text(), cell.cell(), facts);
    add("urgency", cell.urgency(), strength, cell.text(), cell.cell(), facts);
  }

  @Override
  public void raise(int levels, int strength, String text, Map<String, String> facts) {
    if (levels < 1) {
      throw new IllegalArgumentException("a raise is by at least one level, not " + levels);
    }
    insert(new Proposal(index("level"), "", rule, strength, text, cell, facts, levels));
  }

  @Override
  public void text(String kind, String category, int strength, String text) {
    kind(kind, strength, text);
    category(category, strength, text);
  }

  @Override
  public void kind(String kind, int strength, String text) {
    kind(kind, strength, text, item().textFacts());
  }

  @Override
  public void kind(String kind, int strength, String text, Map<String, String> facts) {
    add("kind", kind, strength, text, null, facts);
    String confidence = strength >= HIGH ? "high" : strength >= MEDIUM ? "medium" : "low";
    add("confidence", confidence, strength, text, null, facts);
  }

  @Override
  public void category(String category, int strength, String text) {
    add("category", category, strength, text, null, item().textFacts());
  }

  @Override
  public void guardrail(
      String name, String verdict, String approver, String text, Map<String, String> facts) {
    Verdict said = Verdict.of(verdict);
    boolean needsApprover = said == Verdict.NEEDS_APPROVAL;
    if (needsApprover == approver.isBlank()) {
      throw new IllegalArgumentException(
          "the guardrail '"
              + name
              + "' says '"
              + verdict
              + (needsApprover ? "' and names no approver" : "' and names an approver"));
    }
    String value = needsApprover ? Marks.BY + approver : verdict;
    add(name, value, GuardrailResolver.strength(said), text, null, facts);
  }

  /** Begins an evaluation without a limit of time. */
  public void start(DefaultItem newItem) {
    start(newItem, NO_DEADLINE);
  }

  /**
   * Begins an evaluation.
   *
   * @param until when to stop, in nanoseconds of {@link System#nanoTime()}
   */
  void start(DefaultItem newItem, long until) {
    item = newItem;
    size = 0;
    firings = 0;
    deadline = until;
  }

  long deadline() {
    return deadline;
  }

  /** The proposals that were made until now, in order. */
  Proposal[] soFar() {
    return Arrays.copyOf(proposals, size);
  }

  /** Goes on with an item that knows more. */
  void goOn(DefaultItem newItem) {
    item = newItem;
  }

  /** Says which rule makes the proposals that follow. */
  public void firing(String fullName) {
    firing(fullName, null);
  }

  /** Says which rule makes the proposals that follow, and by which cell of a table. */
  public void firing(String fullName, @Nullable String newCell) {
    if (++firings > MAX_FIRINGS) {
      throw new IllegalStateException(
          "rules fired " + MAX_FIRINGS + " times for one item, at last '" + fullName + "'");
    }
    if (deadline != NO_DEADLINE && System.nanoTime() - deadline > 0) {
      throw new IllegalStateException("the time ran out before the rule '" + fullName + "'");
    }
    rule = fullName;
    cell = newCell;
  }

  void addAll(Proposal[] made) {
    for (Proposal proposal : made) {
      insert(proposal);
    }
  }

  /** The proposals in order. Forgets them and the item, so that a pooled session holds nothing. */
  public Proposal[] end() {
    Proposal[] all = Arrays.copyOf(proposals, size);
    Arrays.fill(proposals, 0, size, null);
    size = 0;
    item = null;
    return all;
  }

  private DefaultItem item() {
    DefaultItem current = item;
    if (current == null) {
      throw new IllegalStateException("no evaluation is running");
    }
    return current;
  }

  private void add(
      String output,
      String value,
      int strength,
      String text,
      @Nullable String cell,
      Map<String, String> facts) {
    insert(new Proposal(index(output), value, rule, strength, text, cell, facts, 0));
  }

  private int index(String output) {
    for (int i = 0; i < outputs.length; i++) {
      if (outputs[i] == output) { // both are literals, nearly always
        return i;
      }
    }
    for (int i = 0; i < outputs.length; i++) {
      if (outputs[i].equals(output)) {
        return i;
      }
    }
    throw new UndeclaredOutputException(output, outputs);
  }

  private void insert(Proposal proposal) {
    boolean limited = deadline != NO_DEADLINE;
    if (limited && Math.max(proposal.value().length(), proposal.text().length()) > LONGEST) {
      throw new IllegalStateException(
          "the rule '" + rule + "' proposes a text of more than " + LONGEST + " characters");
    }
    if (size == proposals.length) {
      proposals = Arrays.copyOf(proposals, size * 2);
    }
    int place = size++;
    while (place > 0 && proposal.isBefore(proposals[place - 1])) {
      proposals[place] = proposals[place - 1];
      place--;
    }
    proposals[place] = proposal;
  }
}
