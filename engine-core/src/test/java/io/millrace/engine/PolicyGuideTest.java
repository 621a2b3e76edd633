// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.Caller;
import io.millrace.model.PackRef;
import io.millrace.rules.PackSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The Java code of {@code docs/policies.md} is the code between the marks here, and it works. */
@Tag("no-store")
class PolicyGuideTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Path PACKS = DOCS.resolve("examples").resolve("policies");
  private static final Path SOURCE =
      Path.of("src", "test", "java", "io", "millrace", "engine", "PolicyGuideTest.java");

  @Test
  void shouldActivateAndRollBackAsTheGuideShows() {
    Path folder = PACKS.resolve("night-shift");
    Instant firstOfJune = Instant.parse("2026-06-01T00:00:00Z");
    TestClock clock = new TestClock();
    List<String> log = new ArrayList<>();
    try (Millrace millrace =
        Millrace.builder()
            .clock(clock)
            .hostPack(PackSource.read(PACKS.resolve("service-desk")))
            .build()) {
      // guide: begin
      Policies policies = millrace.as(new Caller("acme", "ann")).policies();

      PackRef june = policies.add(PackSource.read(folder));
      policies.activate(
          PackActivation.of(june, "the night shift begins").effectiveFrom(firstOfJune));

      PackRef planned = policies.activeAt(firstOfJune);
      clock.set(firstOfJune.plus(Duration.ofDays(3)));
      policies.rollback("network trouble needs its own team at night, too");

      policies
          .history()
          .entries()
          .forEach(entry -> log.add(entry.change() + ": " + entry.reason()));
      // guide: end

      assertThat(planned).isEqualTo(june);
      assertThat(policies.active().id()).isEqualTo("service-desk");
    }
    assertThat(log)
        .containsExactly(
            "ROLLED_BACK: network trouble needs its own team at night, too",
            "ACTIVATED: the night shift begins");
  }

  @Test
  void shouldBeTheCodeOfTheGuide() throws IOException {
    String code = group(Files.readString(SOURCE), "(?s) +// guide: begin\\n(.*?) +// guide: end");
    String page = Files.readString(DOCS.resolve("policies.md"));

    assertThat(group(page, "(?s)<!-- java: engine-core PolicyGuideTest -->\\n```java\\n(.*?)```"))
        .isEqualTo(code.stripTrailing().stripIndent() + "\n");
  }

  private static String group(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }
}
