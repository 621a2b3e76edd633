// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.millrace.rules.drl.Item;
import io.millrace.rules.internal.DefaultItem;
import io.millrace.rules.internal.DefaultProposals;
import io.millrace.rules.internal.PolicyRule;
import io.millrace.rules.internal.Proposal;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The index must not change what a table says, and must leave few rows to ask. */
class RandomTableTest {
  private static final String[] VALUES = {
    "a", "A", "b", "c", "d", "\u0130", "i", "\u0131", "I", "\u00DF", "\u03C3", "\u03C2", "4", "7"
  };
  private static final String[] WORDS = {"vpn", "slow", "printer", "jam"};

  @Test
  void shouldSayWhatAScanOfEveryRowSays() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int proposed = 0;
    for (int round = 0; round < 300; round++) {
      String content = content(random);
      DecisionTable table = Tables.table(content);
      for (int i = 0; i < 30; i++) {
        DefaultItem item = item(random);
        List<Proposal> found = Tables.propose(table, item);
        proposed += found.size();
        assertThat(found)
            .as("seed %d, table%n%s", seed, content)
            .usingRecursiveComparison()
            .ignoringFields("cell")
            .isEqualTo(scan(table, item));
      }
    }
    assertThat(proposed).as("seed %d", seed).isGreaterThan(1_000);
  }

  @Test
  void shouldLeaveFewRowsToAskInALargeTable() {
    DecisionTable table = Tables.table(large());
    List<TableRow> rows = table.rows().stream().map(TableRow.class::cast).toList();
    RowIndex index = RowIndex.of(rows);

    DefaultItem item = Tables.item("impact", "2", "service", "SERVICE 700 ");

    assertThat(index.equal(item)).containsExactly(700);
    assertThat(index.others()).containsExactly(1_000);
    assertThat(Tables.propose(table, item)).extracting(Proposal::value).containsExactly("team 700");
  }

  @Test
  void shouldAllocateNothingForRowsThatDoNotMatch() {
    StringBuilder content =
        new StringBuilder("table,t\npoint,p\nwhen rank,when age,when owner,then a\n");
    for (int i = 0; i < 1_000; i++) {
      content.append("< 50,> ").append(1_000 + i).append("h,not x").append(i).append(",y\n");
    }
    DecisionTable table = Tables.table(content.toString());
    DefaultItem item = Tables.item("rank", "7", "owner", 5, "openedAt", "2026-03-01T12:00:00Z");
    DefaultProposals proposals = Tables.proposals(item);
    table.propose(item, proposals);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    for (int i = 0; i < 100; i++) {
      table.propose(item, proposals);
    }

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100 * 200);
  }

  /** By the public conditions of each row, one by one. */
  private static List<Proposal> scan(DecisionTable table, DefaultItem item) {
    DefaultProposals proposals = Tables.proposals(item);
    List<TableRow> added = new ArrayList<>();
    for (PolicyRule row : table.rows()) {
      if (row.conditions().stream().allMatch(condition -> condition.test((Item) item))) {
        added.add((TableRow) row);
        if (table.hit() != HitPolicy.SUM) {
          proposals.firing(row.fullName());
          row.fire(item, proposals);
        }
        if (table.hit() == HitPolicy.FIRST) {
          break;
        }
      }
    }
    if (table.hit() == HitPolicy.SUM) {
      long sum = added.stream().mapToLong(TableRow::points).sum();
      List<Proposal> all = new ArrayList<>(Tables.propose(table, item));
      assertThat(all).extracting(Proposal::value).containsExactly(Points.text(sum));
      return all;
    }
    return List.of(proposals.end());
  }

  private static String content(Random random) {
    String hit = List.of("first", "all", "sum").get(random.nextInt(3));
    StringBuilder content = new StringBuilder("table,t\npoint,p\nhit," + hit + "\n");
    content.append(hit.equals("sum") ? "score,score\n" : "");
    content.append("when x,when y,when n,when text,");
    content.append(hit.equals("sum") ? "points\n" : "then a\n");
    for (int i = random.nextInt(40); i >= 0; i--) {
      content.append(words(random)).append(',').append(words(random)).append(',');
      content.append(number(random)).append(',').append(text(random)).append(',');
      content.append(random.nextInt(9)).append('\n');
    }
    return content.toString();
  }

  private static String words(Random random) {
    String one = VALUES[random.nextInt(VALUES.length)];
    return switch (random.nextInt(7)) {
      case 0 -> one + " | " + VALUES[random.nextInt(VALUES.length)];
      case 1 -> "not " + one;
      case 2 -> "known";
      case 3 -> "missing";
      case 4 -> "";
      default -> one;
    };
  }

  private static String number(Random random) {
    int number = random.nextInt(10);
    String[] forms = {">= %d", "> %d", "<= %d", "< %d", "= %d", "[%d..10)", "(%d..10]", "-", ""};
    return String.format(java.util.Locale.ROOT, forms[random.nextInt(forms.length)], number);
  }

  private static String text(Random random) {
    String one = WORDS[random.nextInt(WORDS.length)];
    String two = WORDS[random.nextInt(WORDS.length)];
    String[] forms = {"", "", "", one, one + " | " + two, one + " & " + two, one + " " + two};
    return forms[random.nextInt(forms.length)];
  }

  private static DefaultItem item(Random random) {
    List<Object> facts = new ArrayList<>(List.of("id", "1"));
    for (String fact : List.of("x", "y")) {
      if (random.nextInt(4) > 0) {
        String value = VALUES[random.nextInt(VALUES.length)];
        facts.addAll(List.of(fact, random.nextBoolean() ? value : " " + value + "\t"));
      }
    }
    if (random.nextInt(4) > 0) {
      facts.addAll(List.of("n", random.nextBoolean() ? random.nextInt(10) : "7"));
    }
    String title = WORDS[random.nextInt(4)] + " " + WORDS[random.nextInt(4)];
    facts.addAll(List.of("title", title));
    return Tables.item(facts.toArray());
  }

  private static String large() {
    StringBuilder content =
        new StringBuilder("table,t\npoint,routing\nwhen impact,when service,then team\n");
    for (int i = 0; i < 1_000; i++) {
      content.append(i % 5).append(",service ").append(i).append(",team ").append(i).append('\n');
    }
    return content
        .append("2 | 3,,service-desk\n")
        .toString()
        .replace("0,service 700", "2,service 700");
  }
}
