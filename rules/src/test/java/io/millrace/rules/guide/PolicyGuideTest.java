// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.rules.guide.GuidePage.Block;
import io.millrace.rules.guide.GuidePage.Link;
import io.millrace.rules.workshop.Finding.Severity;
import io.millrace.rules.workshop.ScenarioReport;
import io.millrace.rules.workshop.ScenarioRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code docs/policies.md} shows is what the example packs hold and do. */
class PolicyGuideTest {
  private static final int LONGEST_PAGE = 650;

  /** Packs that show what happens when something is wrong. */
  private static final List<String> WRONG = List.of("broken-pack", "conflict");

  /** Packs that are layers on top of another one. */
  private static final Map<String, String> LAYERS =
      Map.of("night-shift", "service-desk+night-shift");

  private static final ExamplePacks PACKS = new ExamplePacks();
  private static final GuideCommand COMMAND = new GuideCommand(PACKS);

  private static String text = "";

  @BeforeAll
  static void read() {
    text = Docs.read(Docs.GUIDE);
    if (Docs.isUpdate()) {
      text = new GuidePage(text).with(PolicyGuideTest::shown);
      Docs.write(Docs.GUIDE, text);
    }
  }

  @AfterAll
  static void close() {
    PACKS.close();
  }

  static List<Block> blocks() {
    return new GuidePage(Docs.read(Docs.GUIDE)).blocks();
  }

  static List<String> goodPacks() {
    return Docs.packs().stream()
        .filter(pack -> !WRONG.contains(pack))
        .map(pack -> LAYERS.getOrDefault(pack, pack))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void shouldShowFilesAndOutputsAsTheyAre(Block block) {
    assertThat(block.content()).as(Docs.ADVICE).isEqualTo(shown(block));
  }

  @ParameterizedTest
  @MethodSource("goodPacks")
  void shouldShowPacksWhoseScenariosPass(String name) {
    ScenarioReport report = ScenarioRun.of(PACKS.pack(name));

    assertThat(report.outcomes()).as("scenarios of " + name).isNotEmpty();
    assertThat(report.passed()).as(report.toText()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("goodPacks")
  void shouldShowPacksWithoutMistakes(String name) {
    assertThat(COMMAND.ownFindings(name))
        .filteredOn(finding -> finding.severity() != Severity.INFO)
        .isEmpty();
  }

  @Test
  void shouldShowSomethingOfEveryPack() {
    List<String> shown =
        new GuidePage(text).blocks().stream().filter(Block::isFile).map(Block::what).toList();

    assertThat(Docs.packs())
        .hasSizeGreaterThan(WRONG.size())
        .allSatisfy(pack -> assertThat(shown).anyMatch(file -> file.startsWith(pack + "/")));
  }

  @Test
  void shouldRunEveryExample() {
    assertThat(new GuidePage(text).unmarked())
        .as("what stands above blocks without a mark such as <!-- file: first-pack/pack.yaml -->")
        .isEmpty();
  }

  static List<Link> links() {
    return new GuidePage(Docs.read(Docs.GUIDE)).links();
  }

  @ParameterizedTest
  @MethodSource("links")
  void shouldLinkToWhatIsThere(Link link) {
    Path file = Docs.FOLDER.resolve(link.file());

    assertThat(file).exists();
    if (!link.anchor().isEmpty()) {
      assertThat(new GuidePage(Docs.read(file)).anchors()).contains(link.anchor());
    }
  }

  @Test
  void shouldStayShort() {
    assertThat(text.lines().count()).isLessThanOrEqualTo(LONGEST_PAGE);
  }

  private static String shown(Block block) {
    return block.isFile()
        ? Docs.read(Docs.EXAMPLES.resolve(block.what()))
        : COMMAND.run(block.what());
  }
}
