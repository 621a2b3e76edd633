// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.rules.PackSource;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about packs in the shaded jar; the pack holds a rule, which has to be compiled. */
final class PolicyJarIT {
  private static final String RULE =
      """
      package house.policy.cabling;
      dialect "java"
      import io.millrace.rules.drl.Item;
      global io.millrace.rules.drl.Proposals proposals;
      rule "lift"
      when
        $item : Item( is("place", "lift") )
      then
        proposals.propose("team", "lifts", 90, "lifts have their own people", $item.read("place"));
      end
      """;

  @TempDir Path folder;
  private Path pack;

  @BeforeEach
  void writePack() {
    pack = Packs.house(folder);
    Packs.write(pack, "rules/lift.drl", RULE);
    Path manifest = pack.resolve("pack.yaml");
    Packs.write(
        pack,
        "pack.yaml",
        Schemas.read(manifest).replace("facts:\n", "facts:\n  place: where it is\n"));
  }

  @Test
  void shouldCheck() throws Exception {
    Run run = run("check", pack);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith(pack + ": house 1.0 (").contains("0 errors, 0 warnings");
    assertThat(run.code()).isZero();
    assertThat(run("check", pack, "--tenant").code()).isEqualTo(2);
    assertThat(run("check", pack, "--tenant-rules").code()).isZero();
  }

  @Test
  void shouldTestAZippedPack() throws Exception {
    Path zip = folder.resolve("house.zip");
    Files.write(zip, PackSource.read(pack).toZip());
    Path junit = folder.resolve("junit.xml");
    Run run = run("test", zip, "--min-coverage", 51, "--junit", junit);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("2 of 2 scenarios passed")
        .contains("not run: 'house.policy.cabling/lift' (rules/lift.drl:5)")
        .endsWith("50 % (51 % demanded: too little)\nJUnit: " + junit + "\n");
  }

  @Test
  void shouldExplain() throws Exception {
    Path item = Packs.write(folder, "item.json", "{\"floor\": 12, \"place\": \"Lift\"}");
    Run run =
        run("explain", item, "--pack", pack, "--point", "cabling", "--at", "2026-01-05T09:00:00Z");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(Packs.plain(run.out()))
        .startsWith(
            """
            Decision 'cabling' at 2026-01-05T09:00:00Z by pack house 1.0 (digest)
            team = lifts
              because rule 'house.policy.cabling/lift' (strength 90): lifts have their own people
                fact place = Lift
              instead of 'tower' from rule 'cabling teams/row 1' (strength 70): the tower has \
            people of its own
                cell: row 1 (line 6)
            urgent = no
            """);
  }

  @Test
  void shouldDiff() throws Exception {
    Run run = run("diff", "built-in", pack);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("  + cabling: house.policy.cabling/lift\n      after\n        when\n")
        .endsWith("6 added, 0 removed, 0 changed\n");
  }

  @Test
  void shouldRefuseWithoutATrace() throws Exception {
    Run run = run("check", folder.resolve("none"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("Expected pack '").doesNotContain("\tat ");
  }

  private Run run(Object command, Object... more) throws Exception {
    return JarRun.of(folder, new Object[] {"policy", command}, more);
  }
}
