// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

import static io.millrace.rules.internal.table.Tables.item;
import static io.millrace.rules.internal.table.Tables.propose;
import static io.millrace.rules.internal.table.Tables.table;
import static io.millrace.rules.internal.table.Tables.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.rules.internal.DefaultItem;
import io.millrace.rules.internal.DefaultProposals;
import io.millrace.rules.internal.Proposal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SumTableTest {
  private static final String RISK =
      """
      table,change risk
      point,change-guardrail
      hit,sum
      strength,40
      output,risk
      score,score
      band,0,low
      band,5,high
      band,2.5,moderate
      when services,when tested,when night,points,rule,because
      >= 3,,,3.1,many,it touches many services
      ,missing,,2.2,,
      ,,true,-6,,at night
      """;

  @Test
  void shouldAddThePointsOfEveryRowThatMatches() {
    List<Proposal> proposals = propose(table(RISK), item("services", 4));

    String reason =
        "the points add up to 5.3: many gives 3.1 because it touches many services; row 2 gives 2.2"
            + " because tested is missing";
    String cell = "sum 5.3 (at least 5)";
    Map<String, String> facts = Map.of("services", "4");
    assertThat(proposals)
        .containsExactly(
            new Proposal(4, "high", "change risk/sum", 40, reason, cell, facts, 0),
            new Proposal(5, "5.3", "change risk/sum", 40, reason, cell, facts, 0));
  }

  @Test
  void shouldReachABandExactlyAndFallBelowEveryOne() {
    DecisionTable table = table(RISK);

    assertThat(values(table, "services", 3, "tested", "yes")).containsExactly("moderate", "3.1");
    assertThat(values(table, "tested", "yes", "night", true)).containsExactly("-6");
    assertThat(propose(table, item("tested", "yes", "night", true)).get(0).cell())
        .isEqualTo("sum -6 (below every band)");
    assertThat(table.outputs()).containsExactly("risk", "score");
  }

  @Test
  void shouldCountNoRowAsZero() {
    List<Proposal> proposals = propose(table(RISK), item("tested", "yes"));

    assertThat(proposals).extracting(Proposal::value).containsExactly("low", "0");
    assertThat(proposals.get(0).text()).isEqualTo("no row gives points, so the sum is 0");
    assertThat(proposals.get(0).facts()).isEmpty();
  }

  @Test
  void shouldAddTenthsExactly() {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      rows.append(",0.1\n");
    }
    DecisionTable table = table("table,t\npoint,p\nhit,sum\nscore,score\nwhen a,points\n" + rows);

    Proposal proposal = propose(table, item("a", "b")).get(0);

    assertThat(proposal.value()).isEqualTo("3");
    assertThat(proposal.cell()).isEqualTo("sum 3");
    assertThat(proposal.text())
        .startsWith("the points add up to 3: row 1 gives 0.1 because the row holds for every item;")
        .endsWith("; and 20 other rows");
  }

  @Test
  void shouldFireARowAsIfItWereTheOnlyOne() {
    DefaultItem item = item("services", 4);
    DefaultProposals proposals = Tables.proposals(item);

    table(RISK).rows().get(0).fire(item, proposals);

    assertThat(proposals.end()).extracting(Proposal::value).containsExactly("moderate", "3.1");
  }
}
