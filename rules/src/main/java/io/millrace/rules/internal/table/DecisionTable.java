// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

import io.millrace.model.DecisionPoint;
import io.millrace.rules.PackProblem;
import io.millrace.rules.RuleInfo;
import io.millrace.rules.drl.Item;
import io.millrace.rules.internal.DefaultItem;
import io.millrace.rules.internal.DefaultProposals;
import io.millrace.rules.internal.PolicyRule;
import io.millrace.rules.internal.ProposalSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A decision table: rows of conditions and proposals that are evaluated as data. Immutable and
 * thread-safe.
 *
 * <h2>The file format</h2>
 *
 * A CSV file (RFC 4180, UTF-8, at most 1 MiB, 10,000 lines and 50 columns) that a spreadsheet can
 * edit. Lines that begin with {@code #} and empty lines are skipped. First come settings, one per
 * line, then the grid.
 *
 * <pre>{@code
 * table,routing by service
 * point,routing
 * hit,first
 * strength,60
 * gaps,allowed
 * when service,when category,when priority_rank,then team,strength,because
 * payroll | hr portal,,,people-apps,,the service belongs to them
 * ,network,< 3,network-duty,70,urgent network work
 * ,network,,network,,
 * }</pre>
 *
 * <ul>
 *   <li>{@code table}: the name, required. {@code point}: the decision point, required.
 *   <li>{@code hit}: {@code first} (the first row that matches proposes; the default), {@code all}
 *       (each does) or {@code sum} (their points are added).
 *   <li>{@code strength}: of the proposals, from 1 to 100; 50 if not said. {@code gaps,allowed}:
 *       not every item need match a row.
 *   <li>For {@code sum}: {@code band,<at least>,<value>} lines with {@code output,<the output that
 *       gets the band's value>}, and {@code score,<the output that gets the sum>}. If no row
 *       matches, the sum is 0; a sum below every band gives no value.
 * </ul>
 *
 * The columns: {@code when <fact>}, {@code when text}, {@code then <output>}, {@code raise} (by how
 * many levels; for the point {@code priority}), {@code points} (for {@code sum}), {@code strength}
 * (of this row), {@code rule} (the row's name; {@code row <n>} if not said), {@code because} (the
 * reason; worded from the conditions if not said). An empty cell or {@code -} says nothing. A row
 * matches if all its {@code when} cells do:
 *
 * <ul>
 *   <li>empty or {@code -}: anything; {@code a | b}: one of the texts, without regard to case;
 *       {@code not a | b}: none of them, also if the fact is missing; {@code known}; {@code
 *       missing}; {@code "known"}: the text itself (within CSV quotes, double them).
 *   <li>{@code >= 4}, {@code > 4}, {@code <= 4}, {@code < 4}, {@code = 4}, {@code [4..8]}, {@code
 *       [4..8)}, {@code (4..8)}: a number; with {@code m}, {@code h}, {@code d} or {@code w} it is
 *       a time in hours. A number without a sign is a text: {@code 4} is not {@code 4.0}.
 *   <li>below {@code when text}: {@code vpn | blue screen}: title or description hold the word or
 *       the phrase; {@code printer & jam | paper}: the first word, and one of the others.
 * </ul>
 *
 * No cell may begin as a formula does: {@code =}, {@code +}, {@code @}, or {@code -} before
 * anything but a number. The one exception is the number test {@code = 4} below {@code when}; a
 * spreadsheet shows it as 4 and saves it so, which {@code [4..4]} avoids.
 */
public final class DecisionTable implements ProposalSource {
  private final String file;
  private final TableSettings.Checked settings;
  private final TableRow[] rows;
  private final String[] fullNames;
  private final String[] cells;
  private final RowIndex index;
  private final @Nullable RowMasks masks;
  private final SortedSet<String> facts;
  private final SortedSet<String> outputs;

  DecisionTable(
      String file, TableSettings.Checked settings, SortedSet<String> facts, List<TableRow> rows) {
    this.file = file;
    this.settings = settings;
    this.rows = rows.toArray(TableRow[]::new);
    this.fullNames = rows.stream().map(TableRow::fullName).toArray(String[]::new);
    this.cells = rows.stream().map(TableRow::cell).toArray(String[]::new);
    this.index = RowIndex.of(rows);
    this.masks = RowMasks.find(rows);
    this.facts = Collections.unmodifiableSortedSet(facts);
    this.outputs = Collections.unmodifiableSortedSet(outputs(settings, rows));
  }

  /**
   * Reads a table in the format above.
   *
   * @param path its path within the pack, for messages
   * @param problems gets every problem
   * @return the table, or null if there is a problem
   */
  public static @Nullable DecisionTable read(
      String path, byte[] content, List<PackProblem> problems) {
    return new TableReader(new FileProblems(path, problems)).read(content);
  }

  /** The name; the pack sees to it that it is unique. */
  public String name() {
    return settings.name();
  }

  /** The decision point that it answers. */
  public DecisionPoint point() {
    return settings.point();
  }

  /** Which of the rows that match speak. */
  public HitPolicy hit() {
    return settings.hit();
  }

  /** Whether it is meant that some items match no row. */
  public boolean gapsAllowed() {
    return settings.gapsAllowed();
  }

  /** The path of its file within the pack. */
  public String file() {
    return file;
  }

  /** The facts that its columns ask about, sorted. */
  public SortedSet<String> facts() {
    return facts;
  }

  /** Whether a column asks about the fact. */
  public boolean reads(String fact) {
    return facts.contains(fact);
  }

  /** The outputs that it proposes values for, sorted; {@code level} if it raises. */
  public SortedSet<String> outputs() {
    return outputs;
  }

  /** The rows in order. */
  public List<PolicyRule> rows() {
    return List.of(rows);
  }

  /** What its rows do, for people, in order. */
  public List<RuleInfo> infos(String layer) {
    List<RuleInfo> infos = new ArrayList<>();
    for (TableRow row : rows) {
      String definition = row.definition() + "\nhit " + hit().name().toLowerCase(Locale.ROOT);
      infos.add(new RuleInfo(point(), row.fullName(), layer, row.file(), row.line(), definition));
    }
    return infos;
  }

  /** Makes the proposals of the rows that match, as the hit policy says. */
  @Override
  public void propose(DefaultItem item, DefaultProposals proposals) {
    Scoring scoring = settings.scoring();
    List<TableRow> added = scoring == null ? List.of() : new ArrayList<>();
    long[] matching = masks == null ? null : masks.matching(item);
    if (matching == null) {
      scan(item, row -> accept(row, item, proposals, added));
    } else {
      for (int row = next(matching, 0); row >= 0; row = next(matching, row + 1)) {
        if (!accept(rows[row], item, proposals, added)) {
          break;
        }
      }
    }
    if (scoring != null) {
      scoring.propose(added, item, proposals);
    }
  }

  @Override
  public String toString() {
    return name() + " (" + file + ")";
  }

  /** Takes a row that matches; false if no further one counts. */
  private boolean accept(
      TableRow row, Item item, DefaultProposals proposals, List<TableRow> added) {
    if (settings.scoring() != null) {
      added.add(row);
      return true;
    }
    int place = row.number() - 1;
    proposals.firing(fullNames[place], cells[place]);
    row.fire(item, proposals);
    return settings.hit() != HitPolicy.FIRST;
  }

  /** Asks the rows that the index leaves, in order. */
  private void scan(DefaultItem item, Predicate<TableRow> accept) {
    int[] equal = index.equal(item);
    int[] others = index.others();
    int i = 0;
    int j = 0;
    while (i < equal.length || j < others.length) {
      boolean takeEqual = j == others.length || i < equal.length && equal[i] < others[j];
      TableRow row = rows[takeEqual ? equal[i++] : others[j++]];
      if (row.matches(item) && !accept.test(row)) {
        return;
      }
    }
  }

  /** The place of the next bit; -1 if there is none. */
  private static int next(long[] bits, int from) {
    for (int i = from >> 6; i < bits.length; i++) {
      long left = i == from >> 6 ? bits[i] & -1L << from : bits[i];
      if (left != 0) {
        return i * Long.SIZE + Long.numberOfTrailingZeros(left);
      }
    }
    return -1;
  }

  private static SortedSet<String> outputs(TableSettings.Checked settings, List<TableRow> rows) {
    Scoring scoring = settings.scoring();
    SortedSet<String> outputs = scoring == null ? new TreeSet<>() : scoring.outputs();
    for (TableRow row : rows) {
      row.proposed().forEach(output -> outputs.add(output.name()));
      if (row.raise() > 0) {
        outputs.add("level");
      }
    }
    return outputs;
  }
}
