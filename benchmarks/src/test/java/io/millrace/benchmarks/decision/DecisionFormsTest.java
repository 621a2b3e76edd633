// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The comparison is only fair if all forms take the same decision. */
class DecisionFormsTest {
  private static final List<SampleTicket> TICKETS = SampleTickets.first(DecisionBenchmark.TICKETS);

  @Test
  void shouldDecideTheSameInDroolsThatModifies() {
    agree(new DroolsModifyForm());
  }

  @Test
  void shouldDecideTheSameInDroolsThatInserts() {
    agree(new DroolsInsertForm());
  }

  @Test
  void shouldDecideTheSameInPlainJava() {
    agree(new HandWrittenForm());
  }

  @Test
  void shouldGiveTheSamePriorityInDmn() {
    DmnMatrix dmn = new DmnMatrix();
    try (MillraceForm millrace = new MillraceForm()) {
      for (SampleTicket ticket : TICKETS) {
        assertThat(dmn.level(ticket.impact(), ticket.urgency()))
            .as("%s", ticket)
            .isEqualTo(millrace.decide(ticket).level());
      }
    }
  }

  @Test
  void shouldHaveVariedTickets() {
    try (MillraceForm millrace = new MillraceForm()) {
      List<Verdict> verdicts = TICKETS.stream().map(millrace::decide).toList();

      assertThat(TICKETS.stream().map(SampleTicket::description).distinct().count())
          .isGreaterThan(700);
      assertThat(values(verdicts.stream().map(Verdict::kind).toList())).hasSize(6);
      assertThat(values(verdicts.stream().map(Verdict::category).toList())).hasSizeGreaterThan(15);
      assertThat(values(verdicts.stream().map(Verdict::level).toList())).hasSize(5);
      assertThat(values(verdicts.stream().map(Verdict::classOfService).toList())).hasSize(4);
      assertThat(verdicts.stream().filter(verdict -> verdict.category().equals("general")).count())
          .isBetween(100L, 400L);
    }
  }

  private static Set<String> values(List<String> all) {
    return all.stream().collect(Collectors.toSet());
  }

  private static void agree(DecisionForm form) {
    try (MillraceForm millrace = new MillraceForm()) {
      for (SampleTicket ticket : TICKETS) {
        assertThat(form.decide(ticket)).as("%s", ticket).isEqualTo(millrace.decide(ticket));
      }
    }
  }
}
