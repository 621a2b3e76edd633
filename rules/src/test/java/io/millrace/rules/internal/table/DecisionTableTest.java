// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

import static io.millrace.rules.internal.table.Tables.item;
import static io.millrace.rules.internal.table.Tables.propose;
import static io.millrace.rules.internal.table.Tables.table;
import static io.millrace.rules.internal.table.Tables.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.DecisionPoint;
import io.millrace.rules.internal.AskingItem;
import io.millrace.rules.internal.DefaultItem;
import io.millrace.rules.internal.DefaultProposals;
import io.millrace.rules.internal.PolicyRule;
import io.millrace.rules.internal.Proposal;
import io.millrace.rules.internal.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionTableTest {
  private static final String ROUTING =
      """
      # who takes what
      table,routing by service,,,,
      point,routing
      hit,first
      strength,60
      gaps,allowed

      when service,when category,when priority_rank,then team,strength,because
      payroll | hr portal,,,people-apps,,the service belongs to them
      ,network,< 3,network-duty,70,urgent network work
      ,network,,network,,
      """;

  @Test
  void shouldTellWhatItIs() {
    DecisionTable table = table(ROUTING);

    assertThat(table.name()).isEqualTo("routing by service");
    assertThat(table.point()).isEqualTo(DecisionPoint.ROUTING);
    assertThat(table.hit()).isEqualTo(HitPolicy.FIRST);
    assertThat(table.gapsAllowed()).isTrue();
    assertThat(table.file()).isEqualTo("tables/t.csv");
    assertThat(table.facts()).containsExactly("category", "priority_rank", "service");
    assertThat(table.reads("service")).isTrue();
    assertThat(table.reads("impact")).isFalse();
    assertThat(table.outputs()).containsExactly("team");
    assertThat(table.rows())
        .extracting(PolicyRule::fullName, PolicyRule::file, PolicyRule::line)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("routing by service/row 1", "tables/t.csv", 9),
            org.assertj.core.groups.Tuple.tuple("routing by service/row 2", "tables/t.csv", 10),
            org.assertj.core.groups.Tuple.tuple("routing by service/row 3", "tables/t.csv", 11));
    assertThat(table).hasToString("routing by service (tables/t.csv)");
  }

  @Test
  void shouldProposeByTheFirstRowThatMatches() {
    DecisionTable table = table(ROUTING);

    assertThat(values(table, "service", " HR Portal", "category", "network"))
        .containsExactly("people-apps");
    assertThat(values(table, "category", "Network", "priority_rank", 2))
        .containsExactly("network-duty");
    assertThat(values(table, "category", "network", "priority_rank", "3"))
        .containsExactly("network");
    assertThat(values(table, "category", "printer")).isEmpty();
  }

  @Test
  void shouldExplainAProposalByRowLineFactsAndReason() {
    List<Proposal> proposals =
        propose(table(ROUTING), item("category", "network", "priority_rank", 2, "id", "7"));

    assertThat(proposals)
        .containsExactly(
            new Proposal(
                3,
                "network-duty",
                "routing by service/row 2",
                70,
                "urgent network work",
                "row 2 (line 10)",
                Map.of("category", "network", "priority_rank", "2"),
                0));
  }

  @Test
  void shouldWordTheReasonFromTheConditions() {
    DecisionTable table =
        table(
            """
            table,t
            point,routing
            hit,all
            when service,when age,when vip,when text,then a
            payroll | hr | crm,[4h..2d),known,printer & jam | paper tray,x
            not payroll | hr,= 4,missing,-,x
            not payroll,(1..2],,,x
            a | b | c | d | e | f | g,<= 30m,true,,x
            ,,,,x
            """);

    assertThat(reasons(table))
        .containsExactly(
            "service is payroll or hr or crm and age is at least 4h and below 2d and vip is known"
                + " and the text mentions 'printer' and also 'jam' or 'paper tray'",
            "service is neither payroll nor hr and age is 4 and vip is missing",
            "service is not payroll and age is above 1 and at most 2",
            "service is a or b or c or d or e or 2 others and age is at most 30m and vip is true",
            "the row holds for every item");
  }

  @Test
  void shouldSayThatACatchAllRowOfAFirstHitTableIsTheRest() {
    assertThat(reasons(table("table,t\npoint,routing\nwhen a,then a\nx,1\n,2\n")))
        .containsExactly("a is x", "no row before it matches");
  }

  @Test
  void shouldProposeByEveryRowThatMatches() {
    DecisionTable table =
        table(
            """
            table,t
            point,routing
            hit,all
            when category,then a,then b,strength,rule
            network,x,-,90,strong one
            network,y,z,,
            vpn,w,,,
            """);

    List<Proposal> proposals = propose(table, item("category", "network"));

    assertThat(proposals)
        .extracting(Proposal::output, Proposal::value, Proposal::rule, Proposal::strength)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(0, "x", "t/strong one", 90),
            org.assertj.core.groups.Tuple.tuple(0, "y", "t/row 2", 50),
            org.assertj.core.groups.Tuple.tuple(1, "z", "t/row 2", 50));
    assertThat(table.gapsAllowed()).isFalse();
    assertThat(table.outputs()).containsExactly("a", "b");
  }

  @Test
  void shouldRaiseThePriority() {
    DecisionTable table =
        table(
            """
            table,t
            point,priority
            when vip,raise,because
            true,2,a very important person
            """);

    assertThat(propose(table, item("vip", true)))
        .containsExactly(
            new Proposal(
                2,
                "",
                "t/row 1",
                50,
                "a very important person",
                "row 1 (line 4)",
                Map.of("vip", "true"),
                2));
    assertThat(table.outputs()).containsExactly("level");
  }

  @Test
  void shouldShowNumbersThatAreWorkedOutAmongTheFacts() {
    DecisionTable table = table("table,t\npoint,routing\nwhen age,when text,then a\n> 1h,vpn,x\n");

    List<Proposal> proposals =
        propose(table, item("openedAt", "2026-03-02T10:20:00Z", "title", "VPN down", "b", "c"));

    assertThat(proposals).hasSize(1);
    assertThat(proposals.get(0).facts()).isEqualTo(Map.of("age", "1.667", "title", "VPN down"));
    assertThat(table.facts()).containsExactly("age", "description", "title");
  }

  @Test
  void shouldAskOneQuestionPerConditionSoThatTheFailingOneCanBeNamed() {
    // given
    PolicyRule row =
        table("table,t\npoint,routing\nwhen age,when vip,then a\n[4h..2d),not yes,x\n")
            .rows()
            .get(0);
    List<String> asked = new ArrayList<>();
    AskingItem.Answers answers =
        (question, real) -> {
          asked.add(question.wording() + ": " + real);
          return true;
        };
    // when
    AskingItem item = new AskingItem(item("vip", "yes"), answers);
    // then
    assertThat(row.conditions()).hasSize(3).allMatch(condition -> condition.test(item));
    assertThat(asked)
        .containsExactly(
            "the fact 'age' is at least 4: false",
            "the fact 'age' is below 48: false",
            "the fact 'vip' is not 'yes': false");
  }

  @Test
  void shouldWordEveryQuestionPlainly() {
    assertThat(new Question.Above("age", 1.5).wording()).isEqualTo("the fact 'age' is above 1.5");
    assertThat(new Question.AtMost("age", 2).wording()).isEqualTo("the fact 'age' is at most 2");
    assertThat(new Question.Not(new Question.Known("vip")).wording())
        .isEqualTo("the fact 'vip' is not known");
    assertThat(new Question.Not(new Question.True("vip")).wording())
        .isEqualTo("it is not so that the fact 'vip' is true");
  }

  @Test
  void shouldFireARowAlone() {
    DefaultItem item = item("category", "network");
    DefaultProposals proposals = Tables.proposals(item);

    table(ROUTING).rows().get(2).fire(item, proposals);

    assertThat(proposals.end()).extracting(Proposal::value).containsExactly("network");
  }

  private static List<String> reasons(DecisionTable table) {
    List<String> reasons = new ArrayList<>();
    for (PolicyRule row : table.rows()) {
      DefaultItem item = item("id", "1");
      DefaultProposals proposals = Tables.proposals(item);
      row.fire(item, proposals);
      reasons.add(proposals.end()[0].text());
    }
    return reasons;
  }
}
