// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class ReportPageTest {
  private static final String HOSTILE =
      "</title></script><script>alert(1)</script><img src=x onerror='alert(2)'>\" onmouseover=\"x&";

  @Test
  void shouldShowTheHeadlines() {
    assertThat(page(Samples.large()))
        .contains("<h1>Replay of incident_event_log.csv.gz</h1>")
        .contains("<b>12,438</b> <span>136,818 events</span>")
        .contains("11,691 of 11,926 agree (98.0%)")
        .contains("reopened-after-closing")
        .contains("Expected column &#39;sys_updated_at&#39; (number 4) of line 17");
  }

  @Test
  void shouldHoldAllCharts() {
    assertThat(page(Samples.large()))
        .contains("id=\"wip\"", "id=\"cumulative-flow\"", "id=\"lead-time\"")
        .contains("id=\"step-time\"", "id=\"hand-offs\"");
  }

  @Test
  void shouldNeverLetMarkupOfALogThrough() {
    String hostile = page(Samples.saying(HOSTILE));
    String plain = page(Samples.saying("x"));

    assertThat(hostile).doesNotContain("alert(1)</script>", "<img", "onerror='", "\" onmouseover");
    assertThat(tags(hostile)).isEqualTo(tags(plain));
  }

  @Test
  void shouldShowWhatCannotBeSeen() {
    assertThat(page(Samples.saying("a\u202eb\u0000c\u001b[2Jd")))
        .contains("a\\u202eb\\u0000c\\u001b[2Jd")
        .doesNotContain("\u202e", "\u0000", "\u001b");
  }

  @Test
  void shouldNeedNoNetwork() {
    assertThat(page(Samples.large()))
        .contains("default-src 'none'")
        .doesNotContain("http://", "https://", "src=", "@import", "url(", "style=\"");
  }

  @Test
  void shouldSayWhatIsMissing() {
    ReplayReport report = Samples.small();

    String page = ReportPage.of(report, Chart.of(report), List.of("No pictures: <no fonts>"));

    assertThat(page).contains("role=\"note\">No pictures: &lt;no fonts&gt;</p>");
  }

  @Test
  void shouldBeReadableWithoutAnyTime() {
    assertThat(page(Samples.tiny()))
        .contains("1 incident in 11 events")
        .doesNotContain("NaN", "Infinity", "null");
  }

  @Test
  void shouldDrawWellFormedCharts() throws Exception {
    for (ReplayReport report : List.of(Samples.large(), Samples.tiny(), Samples.saying(HOSTILE))) {
      for (Chart chart : Chart.of(report)) {
        String svg = SvgCanvas.draw(chart, 1160, 360);
        assertThat(svg).doesNotContain("NaN", "Infinity");
        Element root =
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
        assertThat(root.getAttribute("aria-label")).contains(chart.title());
      }
    }
  }

  @Test
  void shouldBeTheSameEachTimeAndInEveryLocale() {
    Locale before = Locale.getDefault();
    String english = page(Samples.small());
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(page(Samples.small())).isEqualTo(english);
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String page(ReplayReport report) {
    return ReportPage.of(report, Chart.of(report), List.of());
  }

  /** The tags of a page and the names of their attributes, in order. */
  private static List<String> tags(String page) {
    Matcher tag = Pattern.compile("<(/?[a-zA-Z][^\\s>]*)((?:[^>\"]|\"[^\"]*\")*)>").matcher(page);
    return tag.results()
        .map(result -> result.group(1) + result.group(2).replaceAll("=\"[^\"]*\"", ""))
        .toList();
  }
}
