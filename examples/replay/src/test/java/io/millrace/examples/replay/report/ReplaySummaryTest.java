// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ReplaySummaryTest {
  @Test
  void shouldSayTheFiguresThatMatter() {
    assertThat(ReplaySummary.toText(Samples.large()))
        .contains("12,438 incidents, 136,818 events")
        .contains("lead time              335.15      127.82      565.33    1,280.35    7,434.30")
        .contains("11,691 of 11,926 as recorded (98.0%), in 6 cells")
        .contains("2 rows")
        .contains("1 min 01 s, 203.0 incidents per second, peak heap 187 MB");
  }

  @Test
  void shouldBeTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    String english = ReplaySummary.toText(Samples.small());
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(ReplaySummary.toText(Samples.small())).isEqualTo(english);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void shouldBePlainAndNarrowWhateverTheLogSays() {
    for (ReplayReport report :
        List.of(
            Samples.large(),
            Samples.tiny(),
            Samples.saying("\u001b[31m \u00e9\n" + "long".repeat(60) + " %s"))) {
      String text = ReplaySummary.toText(report);

      assertThat(text).matches("[\\x20-\\x7e\\n]*");
      assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(78));
    }
  }
}
