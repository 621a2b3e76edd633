// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExplainCommandTest {
  private static final String AT = "2026-01-05T09:00:00Z";

  @TempDir Path folder;

  @Test
  void shouldSayWhatDecidedAndWhatCameClose() {
    Path json = folder.resolve("explain.json");
    Run run =
        explain("{\"id\": \"T-1\", \"floor\": 3, \"major\": null}", "cabling", "--json", json);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(Packs.plain(run.out()))
        .isEqualTo(
            """
            Decision 'cabling' at 2026-01-05T09:00:00Z by pack house 1.0 (digest)
            team = cabling
              because rule 'cabling teams/row 3' (strength 70): all others
                cell: row 3 (line 8)
            urgent = no
              because rule 'cabling teams/row 3' (strength 70): all others
                cell: row 3 (line 8)
            Rules that came close:
              'cabling teams/row 1' (0 of 1 conditions met): it needs that the fact 'floor' is at \
            least 10
              'cabling teams/row 2' (0 of 1 conditions met): it needs that the fact 'major' is \
            'true'
            JSON: %s
            """
                .formatted(json));
    assertThat(Schemas.problems("policy-explain", json)).isEmpty();
  }

  @Test
  void shouldAskAllPointsAsAChain() {
    Path item = Packs.write(folder, "item.json", "{\"id\":\"T-1\",\"impact\":1,\"urgency\":1}");
    Path json = folder.resolve("explain.json");
    Run run = Run.of("policy", "explain", item, "--at", AT, "--json", json);
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .startsWith("Decision 'classification' at 2026-01-05T09:00:00Z by pack millrace-built-in")
        .contains("\n\nDecision 'priority' at", "cell: impact 1 - Major | urgency 1 - Major\n")
        .contains("\n\nDecision 'pull-order' at", "fact classification_kind = ");
    assertThat(Schemas.problems("policy-explain", json)).isEmpty();
  }

  @Test
  void shouldTakeTheTimeThatTheItemWasOpened() {
    Path item = Packs.write(folder, "item.json", "{\"openedAt\":\"2026-02-01T10:00:00+01:00\"}");
    assertThat(Run.of("policy", "explain", item, "--point", "feedback, routing").out())
        .startsWith("Decision 'feedback' at 2026-02-01T09:00:00Z")
        .contains("\n\nDecision 'routing' at");
  }

  @Test
  void shouldMakeTextOfTheItemHarmless() {
    Path item = Packs.write(folder, "item.json", "{\"team\":\"a\\u001b[31m\"}");
    assertThat(Run.of("policy", "explain", item, "--point", "routing").out())
        .contains("team = a\\u001b[31m")
        .doesNotContain("\u001b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~ | to hold an item, but it is empty.",
        "{\"a\": | to be JSON, but it is not: Unexpected end-of-input",
        "{\"a\":1,\"a\":2} | to be JSON, but it is not: Duplicate field 'a' in line 1.",
        "{\"a\":1} 2 | to hold one item, but there is more behind it in line 1.",
        "[1] | to be an object, but it is a list.",
        "3 | to be an object, but it is one value.",
        "{\"a\":{}} | to give the fact 'a' as a text, number, truth value or list of texts, but "
            + "there is an object in line 1.",
        "{\"a\":[null]} | to give the fact 'a' as a text, number, truth value or list of texts, "
            + "but there is null in line 1.",
        "{\"missing\":{}} | to have 'facts' beside 'missing', but it has none.",
        "{\"facts\":{},\"team\":1} | to have 'facts' and at most 'missing', 'point' and 'at' "
            + "besides, but there is 'team', too.",
        "{\"facts\":{},\"at\":\"noon\"} | to give 'at' as an instant, but it is 'noon'."
      })
  void shouldRefuseWhatIsNoItem(String text, String problem) {
    Path item = Packs.write(folder, "item.json", text);
    Run run = Run.of("policy", "explain", item);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("Expected the item '" + item + "' " + problem)
        .containsPattern("\nMaybe .*\\.\n$")
        .doesNotContain("\tat ", "Exception", "REDACTED");
  }

  @Test
  void shouldRefuseBadOptionsWithAdvice() {
    Path none = folder.resolve("none.json");
    assertThat(Run.of("policy", "explain", none).err())
        .isEqualTo(
            "Expected the item '%s' to be a file, but there is none to read.\nMaybe check the path.\n"
                .formatted(none));
    assertThat(Run.of("policy", "explain", folder).err()).contains("but it is a folder.");
    Path item = Packs.write(folder, "item.json", "{}");
    assertThat(Run.of("policy", "explain", item, "--at", "noon").err())
        .contains("Expected --at to be an instant, but it is 'noon'.");
    assertThat(Run.of("policy", "explain", item, "--point", "moon").err())
        .contains("(classification, ", "but got 'moon'.");
    Path large = Packs.write(folder, "large.json", " ".repeat((1 << 20) + 1));
    assertThat(Run.of("policy", "explain", large).err()).contains("to be at most 1 MiB, but it is");
  }

  private Run explain(String text, String point, Object... more) {
    Path item = Packs.write(folder, "item.json", text);
    Object[] arguments = new Object[9 + more.length];
    Path pack = Packs.house(folder);
    System.arraycopy(
        new Object[] {"policy", "explain", item, "--pack", pack, "--point", point, "--at", AT},
        0,
        arguments,
        0,
        9);
    System.arraycopy(more, 0, arguments, 9, more.length);
    return Run.of(arguments);
  }
}
