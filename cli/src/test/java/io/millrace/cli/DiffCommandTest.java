// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiffCommandTest {
  @TempDir Path folder;

  @Test
  void shouldSayWhenNothingDiffers() {
    Path pack = Packs.house(folder);
    Run run = Run.of("policy", "diff", pack, pack);
    assertThat(run.code()).isZero();
    assertThat(Packs.plain(run.out()))
        .isEqualTo(
            """
              old  %s: house 1.0 (digest)
              new  %s: house 1.0 (digest)
            No differences
            """
                .formatted(pack, pack));
  }

  @Test
  void shouldShowRowsCellsFactsAndSettings() {
    Path old = Packs.house(folder.resolve("old"));
    Path now = Packs.house(folder.resolve("new"));
    Packs.addShadowedRow(now);
    Packs.write(
        now,
        "pack.yaml",
        Schemas.read(old.resolve("pack.yaml"))
            + "  wing: the wing\nsettings: {default-team: front, priority-matrix: glpi}\n");
    Packs.write(now, "tables/guardrails.csv", "limit,blast-radius-stop,9\n");
    Packs.write(
        now,
        "tables/waivers.csv",
        "guardrail,fact,value,owner,reason,expires\n"
            + "freeze,team,web,ann,tax deadline,2026-12-20T00:00:00Z\n");
    Path json = folder.resolve("diff.json");
    Run run = Run.of("policy", "diff", old, now, "--json", json);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            """

            Rules and rows of tables
              + cabling: cabling teams/row 4
                  after
                    then team = nobody
                    then urgent = no
                    strength 70
                    because never
                    hit first

            Cells of the priority matrix
            """)
        .contains("\n  - impact 1 - Major | urgency 1 - Major: 1 - Critical\n")
        .contains(
            """

            Facts of its own
              + wing: the wing

            Settings
              ~ default-team: service-desk -> front
              ~ limit blast-radius-stop: 500.0 -> 9.0
              + waiver freeze of team web: until 2026-12-20T00:00:00Z by ann: tax deadline

            """)
        .endsWith(", 3 changed\nJSON: " + json + "\n");
    assertThat(Schemas.problems("policy-diff", json)).isEmpty();
  }

  @Test
  void shouldShowWhatARowWas() {
    Path old = Packs.house(folder.resolve("old"));
    Path now = Packs.house(folder.resolve("new"));
    Path table = now.resolve("tables/cabling.csv");
    Packs.write(
        now,
        "tables/cabling.csv",
        "# a line more\n" + Schemas.read(table).replace(">= 10,,tower", ">= 11,,tower"));
    assertThat(Run.of("policy", "diff", old, now).out())
        .contains(
            """
            Rules and rows of tables
              ~ cabling: cabling teams/row 1
                  before
                    when the fact 'floor' is at least 10
                    then team = tower
                    then urgent = no
                    strength 70
                    because the tower has people of its own
                    hit first
                  after
                    when the fact 'floor' is at least 11
            """)
        .endsWith("\n\n0 added, 0 removed, 1 changed\n");
  }

  @Test
  void shouldFindTheBuiltInPackEqualToItself() {
    assertThat(Run.of("policy", "diff", "built-in", "matrix:default").code()).isZero();
    assertThat(Run.of("policy", "diff", "built-in", "none").code()).isEqualTo(2);
  }
}
