// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every shipped stream owes to its readers. */
class ShippedStreamsTest {
  static Stream<Arguments> streams() {
    return ShippedStreams.all().stream()
        .map(stream -> Arguments.of(Named.of(stream.key(), stream)));
  }

  static Stream<Arguments> steps() {
    return ShippedStreams.all().stream()
        .flatMap(
            stream ->
                stream.steps().stream()
                    .map(step -> Named.of(stream.key() + " " + step.id(), step))
                    .map(Arguments::of));
  }

  @Test
  void shouldShipTheExamplesToo() {
    assertThat(ShippedStreams.all())
        .extracting(ValueStream::key)
        .contains(
            "restore-live-service",
            "develop-new-service",
            "axle-restore-payment-app",
            "axle-develop-payment-app");
  }

  @ParameterizedTest
  @MethodSource("streams")
  void shouldDescribeTheStreamCompletely(ValueStream stream) {
    StreamDescription description = stream.description();

    assertThat(description.ownedBy()).isNotBlank();
    assertThat(description.text()).isNotBlank();
    assertThat(description.demand()).isNotBlank();
    assertThat(description.triggers()).isNotEmpty();
    assertThat(description.outcomes()).isNotEmpty();
    assertThat(description.value()).isNotBlank();
    assertThat(description.targetLeadTime()).isPositive();
    assertComplete(description.raci());
    assertThat(stream.outcomes()).isNotEmpty();
    assertThat(stream.reaches(Milestone.CLOSED)).isTrue();
    assertThat(stream.findPlainStart()).isPresent();
  }

  @ParameterizedTest
  @MethodSource("steps")
  void shouldDescribeEveryStepCompletely(Step step) {
    assertThat(step.name()).isNotBlank();
    assertThat(step.inputs()).isNotEmpty();
    assertThat(step.outputs()).isNotEmpty();
    assertThat(step.desiredOutcomes()).isNotEmpty();
    assertThat(step.targetLeadTime()).isPositive();
    assertThat(step.practices()).isNotEmpty();
    assertThat(step.practices()).allMatch(practice -> !practice.contribution().isBlank());
    assertThat(step.practices()).extracting(PracticeContribution::practice).doesNotHaveDuplicates();
    assertComplete(step.raci());
    assertThat(step.board()).isNotNull();
    assertThat(step.lane()).isNotNull();
    assertThat(step.elaboration().valueAdding()).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("streams")
  void shouldHavePathTests(ValueStream stream) {
    StringBuilder name = new StringBuilder("io.millrace.bpmn.paths.");
    for (String word : stream.key().split("-")) {
      name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    name.append("PathsTest");

    assertThat(getClass().getResource("/" + name.toString().replace('.', '/') + ".class"))
        .as(name.toString())
        .isNotNull();
  }

  private static void assertComplete(Raci raci) {
    assertThat(raci.accountable()).hasSize(1);
    assertThat(raci.responsible()).isNotEmpty();
    assertThat(raci.consulted()).isNotEmpty();
    assertThat(raci.informed()).isNotEmpty();
  }
}
