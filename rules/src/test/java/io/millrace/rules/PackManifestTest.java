// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.DecisionPoint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PackManifestTest {

  @Test
  void shouldReadAllThatAPackSaysOfItself() {
    PackManifest manifest =
        read(
            """
            pack: axle-desk
            version: "1.10"
            owner: service-desk@axle.example
            description: How Axle decides
            settings: {feedback-rate: 0.5, pull-order: [wsjf, first-in-first-out]}
            points:
              parking: [space, level]
            facts:
              plant: the plant in which the requester works
            disable: [io.millrace.policy.routing/default team]
            lock: [change-guardrail]
            coverage: 80
            """);
    assertThat(manifest)
        .isEqualTo(
            new PackManifest(
                "axle-desk",
                "1.10",
                "service-desk@axle.example",
                "How Axle decides",
                Map.of("feedback-rate", 0.5, "pull-order", List.of("wsjf", "first-in-first-out")),
                Map.of(new DecisionPoint("parking"), List.of("space", "level")),
                Map.of("plant", "the plant in which the requester works"),
                List.of("io.millrace.policy.routing/default team"),
                List.of("change-guardrail"),
                80));
  }

  @Test
  void shouldReportEveryProblemWithItsLine() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    pack: no spaces please
                    version: [1]
                    onwer: me
                    coverage: 101
                    points:
                      Parking: [space]
                      empty: []
                    """))
        .isInstanceOfSatisfying(
            PackLoadException.class,
            e ->
                assertThat(e.problems())
                    .extracting(PackProblem::toString)
                    .containsExactly(
                        "pack.yaml:3: Expected one of the keys coverage, description, disable, "
                            + "facts, lock, owner, pack, points, settings, version, but got 'onwer'. "
                            + "Maybe correct the key, or remove it.",
                        "pack.yaml:1: Expected the pack's id to be letters, digits, '.', '_' and "
                            + "'-', but it is 'no spaces please'. Maybe name it like "
                            + "'service-desk'.",
                        "pack.yaml:2: Expected one value for 'version', but got a list or map. "
                            + "Maybe look at the examples in docs/policies.md.",
                        "pack.yaml:1: Expected 'owner', but it is missing. Maybe add 'owner: "
                            + "...'.",
                        "pack.yaml:6: Expected a decision point to be named by lower-case words "
                            + "joined by hyphens, but got 'Parking'. Maybe name it like "
                            + "'class-of-service'.",
                        "pack.yaml:7: Expected outputs for 'empty', but got none. Maybe list their "
                            + "names.",
                        "pack.yaml:4: Expected 'coverage' to be a percentage, but it is '101'. "
                            + "Maybe write a whole number from 0 to 100."));
  }

  @Test
  void shouldRefuseAPackWithoutManifest() {
    assertThatThrownBy(() -> PackManifest.read(PackSource.of("p", Map.of())))
        .hasMessageContaining(
            "pack.yaml: Expected the pack to say what it is, but it has no such file. Maybe add "
                + "pack.yaml with 'pack', 'version' and 'owner'.");
  }

  @Test
  void shouldRefuseHostileYaml() {
    assertThatThrownBy(() -> read("pack: &a [x]\nversion: *a\nowner: me\n"))
        .hasMessageContaining("pack.yaml:2: Expected values, but there is an alias.");
    assertThatThrownBy(() -> read("pack: " + "[".repeat(100_000)))
        .hasMessageContaining("pack.yaml:1: Expected at most 20 levels, but there are more.");
    assertThatThrownBy(() -> read("pack: a\npack: b\n"))
        .hasMessageContaining("pack.yaml:2: Expected 'pack' once, but it is there twice.");
    assertThatThrownBy(() -> read("pack: !!javax.script.ScriptEngineManager [x]\n"))
        .isInstanceOf(PackLoadException.class);
    assertThatThrownBy(() -> read("just text"))
        .hasMessageContaining("Expected keys and values, but the file holds none.");
  }

  private static PackManifest read(String yaml) {
    return PackManifest.read(PackSource.of("p", Map.of("pack.yaml", yaml)));
  }
}
