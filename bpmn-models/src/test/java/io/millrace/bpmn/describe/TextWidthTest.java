// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextWidthTest {
  @Test
  void shouldBreakBetweenWords() {
    assertThat(TextWidth.wrap("Deploy the fix", 60, 12, 5)).containsExactly("Deploy the", "fix");
    assertThat(TextWidth.wrap("  Deploy\nthe  fix ", 600, 12, 5)).containsExactly("Deploy the fix");
    assertThat(TextWidth.wrap("", 60, 12, 5)).isEmpty();
  }

  @Test
  void shouldKeepEachLineWithinTheWidth() {
    // given
    String text = "Reclassification of Donaudampfschifffahrtsgesellschaftskapitänsmützen 統合管理 now";

    // when
    List<String> lines = TextWidth.wrap(text, 70, 12, 50);

    // then
    assertThat(lines).hasSizeGreaterThan(5);
    assertThat(lines).allSatisfy(line -> assertThat(TextWidth.of(line, 12)).isLessThan(70));
    assertThat(String.join("", lines).replace(" ", "")).isEqualTo(text.replace(" ", ""));
  }

  @Test
  void shouldCutWhatDoesNotFit() {
    assertThat(TextWidth.wrap("one two three four five", 46, 12, 2))
        .containsExactly("one two", "three…")
        .allSatisfy(line -> assertThat(TextWidth.of(line, 12)).isLessThanOrEqualTo(46));
    assertThat(TextWidth.wrap("x".repeat(1_000_000), 70, 12, 3))
        .hasSize(3)
        .last()
        .asString()
        .endsWith("…");
  }

  @Test
  void shouldKeepCharactersWholeThatTakeTwoUnits() {
    assertThat(TextWidth.wrap("😀😀😀", 13, 12, 9)).containsExactly("😀", "😀", "😀");
    assertThat(TextWidth.wrap("😀", 1, 12, 9)).containsExactly("😀");
  }
}
