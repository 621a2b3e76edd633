// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckCommandTest {
  @TempDir Path folder;

  @Test
  void shouldFindNothingInASoundPack() {
    Path pack = Packs.house(folder);
    Run run = check(pack);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(Packs.plain(run.out()))
        .startsWith(pack + ": house 1.0 (digest): 0 errors, 0 warnings, 0 hints\n")
        .contains("of the layers below not shown (--all-layers shows them)");
  }

  @Test
  void shouldShowAFindingWithItsPlaceAndAnItemThatExplainTakes() {
    Path pack = Packs.house(folder);
    Packs.addShadowedRow(pack);
    Run run = check(pack);
    assertThat(run.code()).isEqualTo(1);
    assertThat(Packs.plain(run.out()))
        .startsWith(
            """
            tables/cabling.csv:9: WARNING shadowed
              Expected the row 'cabling teams/row 4' to be the first match for some item, but the \
            row 'cabling teams/row 3' above it matches everything that it matches.
              Maybe move it up, or delete it.
              example: {"point":"cabling","at":"2026-01-05T09:00:00Z","facts":{}}

            %s: house 1.0 (digest): 0 errors, 1 warning, 0 hints
            """
                .formatted(pack));
    String example =
        run.out()
            .lines()
            .filter(line -> line.startsWith("  example: "))
            .findFirst()
            .orElseThrow()
            .substring("  example: ".length());
    Path item = Packs.write(folder, "item.json", example);
    Run explained = Run.of("policy", "explain", item, "--pack", pack);
    assertThat(explained.out()).startsWith("Decision 'cabling' at 2026-01-05T09:00:00Z");
    assertThat(check(pack, "--fail-on", "error").code()).isZero();
  }

  @Test
  void shouldShowEveryProblemOfLoadingLikeAFinding() {
    Path pack = folder.resolve("bad");
    Packs.write(
        pack,
        "pack.yaml",
        """
        pack: bad
        version: 1
        owner: me
        settings:
          priority-matrix: ours
          nonsense: 1
        disable:
          - io.millrace.policy.routing/default team
          - no/such rule
        """);
    Packs.write(pack, "tables/guardrails.csv", "guardrail,mode\nfreeze,later\n");
    Path json = folder.resolve("check.json");
    Run run = check(pack, "--json", json);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(
            """
            tables/guardrails.csv:2: ERROR load
              Expected the mode of 'freeze' to be off, shadow, warn or enforce, but it is 'later'.
              Maybe write one of these.

            pack.yaml:5: ERROR load
              Expected 'priority-matrix' to name a preset (default, servicenow, glpi, itop), but \
            it is 'ours'.
              Maybe leave the setting out, and put a matrix of your own into tables/, beginning \
            with 'matrix,<name>'.

            pack.yaml:6: ERROR load
              Expected a setting (default-team, feedback-rate, priority-matrix, pull-order), but \
            got 'nonsense'.
              Maybe correct the name; tables change everything else.

            pack.yaml:9: ERROR load
              Expected 'disable' to name a rule or table of a lower layer, but there is no 'no/such \
            rule'.
              Maybe name it as explain shows it, such as 'io.millrace.policy.routing/default team'.

            %s: cannot be loaded: 4 errors, 0 warnings, 0 hints
            JSON: %s
            """
                .formatted(pack, json));
    assertThat(Schemas.problems("policy-check", json)).isEmpty();
  }

  @Test
  void shouldWriteJsonAsItsSchemaSays() throws IOException {
    Path pack = Packs.house(folder);
    Packs.addShadowedRow(pack);
    Path json = folder.resolve("check.json");
    check(pack, "built-in", "--json", json);
    assertThat(Schemas.problems("policy-check", json)).isEmpty();
    JsonNode house = new ObjectMapper().readTree(Schemas.read(json)).at("/packs/0");
    assertThat(house.path("warnings").asInt()).isEqualTo(1);
    assertThat(house.at("/findings/0/line").asInt()).isEqualTo(9);
    assertThat(house.at("/findings/0/examples/0/point").asText()).isEqualTo("cabling");
    assertThat(house.path("hidden").asInt()).isPositive();
  }

  @Test
  void shouldShowWhatLowerLayersHaveIfAsked() {
    Run run = check(Packs.house(folder), "--all-layers");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("WARNING conflict").doesNotContain("not shown");
  }

  @Test
  void shouldCheckATenantsPackOnItsBase() {
    Path tenant = folder.resolve("tenant");
    Packs.write(tenant, "pack.yaml", "pack: t\nversion: 1\nowner: me\ndisable: cabling teams\n");
    Packs.write(tenant, "rules/x.drl", "package t.routing;\n");
    Run refused = check(tenant, "--base", Packs.house(folder), "--tenant");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.out())
        .startsWith("tenant/rules/x.drl: ERROR load\n  Expected a tenant's pack to hold tables");
    Run above = check("built-in", "--base", Packs.house(folder));
    assertThat(above.code()).isEqualTo(2);
    assertThat(above.err())
        .isEqualTo(
            "Expected a folder, zip or jar above other packs, but got 'built-in'.\n"
                + "Maybe name it as the first --base, or leave it out.\n");
  }

  @Test
  void shouldRefuseWhatIsNoPack() {
    assertThat(check(folder.resolve("none")).err()).contains("to be a folder or jar, but there is");
    Path empty = Packs.write(folder, "empty.zip", "");
    assertThat(check(empty).err())
        .isEqualTo(
            "Expected pack '%s' to be a folder or jar, but it is another file.\nMaybe name the folder that holds pack.yaml.\n"
                .formatted(empty));
    Run noManifest = check(folder);
    assertThat(noManifest.out())
        .startsWith("pack.yaml: ERROR load\n  Expected the pack to say what it is, but it has no");
    assertThat(noManifest.code()).isEqualTo(2);
    assertThat(check("built-in", "--fail-on", "never").code()).isEqualTo(2);
    assertThat(Run.of("policy", "check").err()).contains("Missing required parameter: 'PACK'");
  }

  private static Run check(Object pack, Object... more) {
    Object[] arguments = new Object[3 + more.length];
    System.arraycopy(new Object[] {"policy", "check", pack}, 0, arguments, 0, 3);
    System.arraycopy(more, 0, arguments, 3, more.length);
    return Run.of(arguments);
  }
}
