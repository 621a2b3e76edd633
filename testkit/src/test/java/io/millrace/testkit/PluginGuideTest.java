// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.engine.Operations;
import io.millrace.model.Demand;
import io.millrace.plugin.PackFiles;
import io.millrace.rules.PackLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What {@code docs/plugins.md} shows of designers' and rule authors' contributions works. */
class PluginGuideTest {
  private static final Path GUIDE = Path.of("../docs/plugins.md");
  private static final Path SOURCE = Path.of("src/test/java/io/millrace/testkit/HousePlugin.java");
  private static final Path PACK = Path.of("src/test/resources/house/policies");
  private static final Pattern BLOCK = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL);

  @Test
  void shouldShowWhatIsCompiledAndLoaded() throws IOException {
    String guide = Files.readString(GUIDE);
    String section = guide.substring(guide.indexOf("## What designers and rule authors bring"));
    List<MatchResult> blocks = BLOCK.matcher(section).results().toList();
    String source = squeezed(Files.readString(SOURCE));
    String pack =
        squeezed(
            Files.readString(PACK.resolve("pack.yaml"))
                + Files.readString(PACK.resolve("tables/hurry.csv")));

    assertThat(blocks).hasSizeGreaterThan(5);
    for (MatchResult block : blocks) {
      String text = squeezed(block.group(2));
      if (text.contains("HousePlugin")
          || block.group(1).equals("java") && !text.startsWith("class")) {
        assertThat(source).contains(text);
      } else if (!block.group(1).equals("java")) {
        assertThat(pack).contains(text);
      }
    }
  }

  private static String squeezed(String text) {
    return text.replace("@Override", "").replaceAll("\\s+", " ").strip();
  }

  @Test
  void shouldWorkInAnEngine() {
    HousePlugin plugin = new HousePlugin(WeeklyWorkingTime.nineToFive(ZoneOffset.UTC));
    try (TestMillrace millrace = TestMillrace.start(builder -> builder.plugin(plugin))) {
      Operations desk = millrace.as("house", "ann");
      Demand.Builder due =
          Demand.builder("A").title("A printer").fact("dueAt", "2026-03-02T12:00:00Z");
      desk.intake().submit(due.fact("harmPerDay", 10).build());
      desk.intake().submit(Demand.builder("B").title("A car").stream("wash").build());

      assertThat(desk.work().find("A").orElseThrow().team()).isEqualTo("hurry-team");
      assertThat(desk.work().find("B").orElseThrow().openSteps()).hasSize(1);
      assertThat(desk.decisions().compare("A", "B").text()).contains("'A' is pulled before 'B'");
    }
  }

  @Nested
  class ThePack extends PolicyPackContract {
    @Override
    protected PackFiles pack() {
      return PackFiles.classPath(HousePlugin.class, "house/policies");
    }

    @Override
    protected PackLoader with(PackLoader loader) {
      return loader.pullOrder("house-harm", new ScriptedPullOrder("harmPerDay"));
    }
  }
}
