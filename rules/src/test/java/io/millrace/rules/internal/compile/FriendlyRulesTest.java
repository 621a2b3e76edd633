// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.rules.internal.compile.Rules.Outcome;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What tenants may write. */
class FriendlyRulesTest {

  static Stream<Arguments> friendlyRules() {
    return Stream.of(
        Arguments.of(
            "$item : Item( has(\"team\") )",
            "proposals.propose(\"team\", $item.value(\"team\"), 60, \"it names one\", $item.read(\"team\"));"),
        Arguments.of(
            "Item( mentions(\"störung\", \"ausfall\") || says(\"geht\", \"nicht\"), !isTrue(\"vip\") )",
            "proposals.text(\"INCIDENT\", \"général\", 70, \"es geht nicht (mehr) 🔥\");"),
        Arguments.of(
            "Item( atLeast(\"age\", 24.5) && below(\"age\", 100), number(\"cost\", -1) * 2 + 1 >= 10 )",
            "proposals.kind(\"INCIDENT\", 5 + 2 * 3, \"old (but \\\"not\\\" too old)\");"),
        Arguments.of(
            "$item : Item( $team : value(\"team\"), $cost : number(\"cost\", 0), $vip : isTrue(\"vip\") )",
            """
              // the dearer, the stronger
              final int strength = $cost > 100 ? 80 : 40;
              String why = "team " + $team + " at " + $cost + " ($vip)";
              if ($vip && strength > 50) {
                proposals.propose("team", $team, strength, why, $item.read("team", "cost"));
              } else if ($team.equals("blue") || $team.startsWith("b")) {
                proposals.propose("team", "b", 10, why, $item.read("team"));
              } else {
                /* everybody else */
                why = "no " + why;
                proposals.kind("QUERY", 1, why);
              }"""),
        Arguments.of(
            "$item : Item( $cell : cell(), cell().rank() == \"1\", $facts : read(\"impact\", \"urgency\") )",
            "proposals.propose($cell, 70, $facts); proposals.raise(1, 20, $cell.text(), $facts);"),
        Arguments.of(
            "$a : Item( $x : value(\"x\") )\n  $b : Item( value(\"y\") == $x, has($x) )",
            "proposals.propose(\"team\", $x, 3, \"same\", $b.read($x));"),
        Arguments.of(
            "Item( is(\"a\", \"b\") ) or Item( isOneOf(\"a\", \"c\", \"d\") )",
            "proposals.category(\"x\", 1, \"one of three\");"),
        Arguments.of(
            "$item : Item( value(\"name\").trim().length() > 3, value(\"name\").contains(\"a\"), \"x\".equals(value(\"y\")) )",
            "proposals.propose(\"team\", String.valueOf(3), Math.min(100, 7), \"t\", Map.of(\"a\", \"b\"));"),
        Arguments.of(
            "$item : Item( has(\"dueAt\") )",
            """
              LocalDate due = LocalDate.parse($item.value("dueAt"));
              var facts = $item.read("dueAt");
              if (due.getMonthValue() == 12 && !facts.isEmpty() && facts.containsKey("dueAt")) {
                proposals.propose("class", "FIXED_DATE", due.getDayOfMonth(), "end of year", facts);
              }"""),
        Arguments.of(
            "Item( value(\"a\") != null && value(\"a\") != \"b\", number(\"n\", 0) == 3, number(\"n\", 0) != 4 )",
            ";"));
  }

  @ParameterizedTest
  @MethodSource("friendlyRules")
  void shouldAcceptFriendlyRules(String condition, String consequence) {
    String rule = Rules.rule(condition, consequence);
    String imports = "import java.util.Map;\nimport java.time.LocalDate;\nglobal ";
    String attributes = "rule \"x\" salience -10 no-loop true\n";

    Outcome outcome =
        Rules.compile(
            Trust.TENANT, rule.replace("global ", imports).replace("rule \"x\"\n", attributes));

    assertThat(outcome.messages()).isEmpty();
    assertThat(outcome.rules().models()).hasSize(1);
    assertThat(outcome.rules().rules()).containsOnlyKeys("acme.policy.routing/x");
  }

  @Test
  void shouldAcceptTheRulesOfTheBuiltInPack() {
    Outcome outcome = Rules.compile(Trust.TENANT, Rules.builtIn());

    assertThat(outcome.messages()).isEmpty();
    assertThat(outcome.rules().models()).hasSize(5);
    assertThat(outcome.rules().rules()).hasSizeGreaterThan(60);
  }
}
