// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.millrace.engine.FlowReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ReportJsonTest {
  private static final List<String> PICTURES = List.of("wip.png", "overview.png");
  private static final Path DOCS = docs();

  private final ObjectMapper mapper = new ObjectMapper();

  @Test
  void shouldFollowItsSchema() throws IOException {
    assertThat(schema().validate(json(Samples.large()), InputFormat.JSON)).isEmpty();
    assertThat(schema().validate(json(Samples.small()), InputFormat.JSON)).isEmpty();
    assertThat(schema().validate(json(Samples.tiny()), InputFormat.JSON)).isEmpty();
    assertThat(schema().validate(json(Samples.saying("\"\u0007</script>")), InputFormat.JSON))
        .isEmpty();
  }

  @Test
  void shouldBeRefusedByTheSchemaIfAFigureIsMissing() throws IOException {
    String broken = json(Samples.small()).replace("\"lead_hours\"", "\"led_hours\"");

    assertThat(schema().validate(broken, InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void shouldBeTheExampleInTheDocs() throws IOException {
    String example = Files.readString(DOCS.resolve("examples/report.json"));

    assertThat(schema().validate(example, InputFormat.JSON)).isEmpty();
    assertThat(ReportJson.of(Samples.small(), PICTURES))
        .as("the example; write it anew with the main method of Preview")
        .isEqualTo(example);
  }

  @Test
  void shouldKeepFullPrecision() throws IOException {
    ReplayReport report = Samples.large();
    FlowReport flow = report.flow();

    JsonNode json = mapper.readTree(json(report));

    assertThat(json.at("/incidents").longValue()).isEqualTo(12_438);
    assertThat(json.at("/lead_hours/mean").doubleValue()).isEqualTo(flow.leadHours().mean());
    assertThat(json.at("/lead_hours/p85_linear").doubleValue())
        .isEqualTo(flow.leadHours().quantile(0.85));
    assertThat(json.at("/whole_span/time_average_wip").doubleValue())
        .isEqualTo(flow.averageInSystem());
    assertThat(json.at("/peak_heap_mb").doubleValue()).isEqualTo(187.4);
  }

  @Test
  void shouldCountPriorityCellsAndTheirAgreement() throws IOException {
    JsonNode json = mapper.readTree(json(Samples.large()));

    String key = "1 - High | 1 - High | 1 - Critical";
    assertThat(json.path("priority_cells").path(key).longValue()).isEqualTo(155);
    JsonNode agreement = json.path("priority_agreement");
    assertThat(agreement.path("cells").path(key).path("agreed").longValue()).isEqualTo(152);
    assertThat(agreement.at("/overall/total").longValue()).isEqualTo(11_926);
    assertThat(agreement.at("/overall/agreed").longValue()).isEqualTo(11_691);
  }

  @Test
  void shouldCountHandOffsUpToTheLast() throws IOException {
    JsonNode counts = mapper.readTree(json(Samples.large())).path("hand_off_counts");

    long sum = 0;
    for (JsonNode count : counts) {
      sum += count.longValue();
    }
    assertThat(sum).isEqualTo(12_438);
  }

  @Test
  void shouldWriteNullForWhatIsNotANumber() throws IOException {
    String json = json(Samples.tiny());

    assertThat(json).doesNotContain("NaN", "Infinity");
    assertThat(mapper.readTree(json).at("/whole_span/time_average_wip").isNull()).isTrue();
  }

  @Test
  void shouldBeTheSameEachTimeAndInEveryLocale() {
    Locale before = Locale.getDefault();
    String english = json(Samples.small());
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(json(Samples.small())).isEqualTo(english);
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String json(ReplayReport report) {
    return ReportJson.of(report, PICTURES);
  }

  private static Schema schema() throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(
            Files.readString(DOCS.resolve("schema/replay-report.schema.json")), InputFormat.JSON);
  }

  private static Path docs() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/schema/replay-report.schema.json"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("Expected docs/schema above the working folder");
      }
    }
    return folder.resolve("docs");
  }
}
