// SPDX-License-Identifier: Apache-2.0
package io.millrace.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WaiversTest {

  private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
  private static final Sbom SBOM = new Sbom(Set.of(new Component("org.example", "lib", "1.0")));

  private static final String GOOD =
      """
      waivers:
        - id: CVE-2026-0001
          component: org.example:lib:1.0
          reason: Nothing here calls it.
          answers: Ann Example
          since: 2026-11-01
          until: 2027-02-01
      """;

  @Test
  void shouldAcceptWhatIsCompleteAndInTime() {
    // given
    Waivers waivers = Waivers.parse(GOOD);

    // then
    assertThat(waivers.wrong(SBOM, TODAY)).isEmpty();
    assertThat(waivers.all())
        .containsExactly(
            new Waiver(
                "CVE-2026-0001",
                "org.example:lib:1.0",
                "Nothing here calls it.",
                "Ann Example",
                LocalDate.parse("2026-11-01"),
                LocalDate.parse("2027-02-01")));
  }

  @Test
  void shouldRefuseAWaiverThatRanOut() {
    // given
    Waivers waivers = Waivers.parse(GOOD);

    // then
    assertThat(waivers.wrong(SBOM, LocalDate.parse("2027-02-01"))).isEmpty();
    assertThat(waivers.wrong(SBOM, LocalDate.parse("2027-02-02")))
        .containsExactly(
            "Expected the waiver of 'CVE-2026-0001' for 'org.example:lib:1.0' to hold, but it ran out on 2027-02-01.");
  }

  @Test
  void shouldRefuseAWaiverWithoutReasonNameOrDates() {
    for (String field : Set.of("component", "reason", "answers", "since", "until")) {
      // given
      String yaml = GOOD.replaceAll("(?m)^ +" + field + ":.*\n", "");

      // when
      Waivers waivers = Waivers.parse(yaml);

      // then
      assertThat(waivers.all()).isEmpty();
      assertThat(waivers.wrong(SBOM, TODAY))
          .singleElement()
          .asString()
          .startsWith("Expected '" + field + "' in waiver 'CVE-2026-0001'");
    }
  }

  @Test
  void shouldRefuseAWaiverOfWhatIsNotThere() {
    // given
    Waivers waivers = Waivers.parse(GOOD.replace("lib:1.0", "lib:0.9"));

    // then
    assertThat(waivers.wrong(SBOM, TODAY))
        .containsExactly(
            "Expected the waiver of 'CVE-2026-0001' for 'org.example:lib:0.9' to be about a dependency, "
                + "but none of the published artifacts brings it.");
  }

  @Test
  void shouldRefuseAWaiverForTooLongOrFromTheFuture() {
    // given
    Waivers waivers =
        Waivers.parse(GOOD.replace("2026-11-01", "2026-11-30").replace("2027-02-01", "2027-12-01"));

    // then
    assertThat(waivers.wrong(SBOM, TODAY))
        .containsExactly(
            "Expected the waiver of 'CVE-2026-0001' for 'org.example:lib:1.0' to be given by now, but it says 2026-11-30.",
            "Expected the waiver of 'CVE-2026-0001' for 'org.example:lib:1.0' to hold at most 184 days, "
                + "but it holds until 2027-12-01.");
  }

  @Test
  void shouldRefuseWhatItDoesNotUnderstand() {
    assertThat(Waivers.parse("other: 1").wrong(SBOM, TODAY))
        .containsExactly("Expected a list 'waivers', but there is none.");
    assertThat(Waivers.parse("waivers: [x]").wrong(SBOM, TODAY))
        .containsExactly("Expected a waiver with fields, but found 'x'.");
    assertThat(Waivers.parse(GOOD + "    expires: never\n").wrong(SBOM, TODAY))
        .containsExactly(
            "Expected fields [answers, component, id, reason, since, until] in waiver 'CVE-2026-0001', but found 'expires'.");
  }
}
