// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.bpmn.ModelProblem;
import io.millrace.bpmn.ValueStreamException;
import io.millrace.bpmn.ValueStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The first wall: payloads at every position are refused before the engine sees them. */
@Tag("no-store")
class HostileModelsTest {
  private static final List<Position> POSITIONS = Positions.all();

  /** So many positions stay within the limits of one file. */
  private static final int AT_ONCE = 3_000;

  /** What a position is called that takes code. */
  private static final Pattern CODE =
      Pattern.compile(
          "(?i).*(class|script|resource|expression|delegate|validator|factory|language$).*");

  private static final Pattern REFUSED =
      Pattern.compile(
          "Expected (only known|no expression|a delegate|only service tasks|a condition|a number of"
              + " instances|the process '.*' to say whether).*",
          Pattern.DOTALL);

  @BeforeEach
  @AfterEach
  void noTrapIsSprung() {
    assertThat(Trap.Mark.wipe()).as("the trap was sprung").isFalse();
  }

  @Test
  void shouldRefuseEveryExpressionAtEveryPosition() {
    // given
    List<Payload> payloads = Payload.all().stream().filter(Payload::isExpression).toList();

    // then
    for (Payload payload : payloads) {
      assertThat(accepted(payload)).as("positions that take " + payload).isEmpty();
    }
    System.out.printf(
        "HostileModelsTest: %d positions x %d expressions refused%n",
        POSITIONS.size(), payloads.size());
  }

  @Test
  void shouldTakePlainTextOnlyWhereNothingIsRun() {
    // given
    List<Payload> payloads = Payload.all().stream().filter(p -> !p.isExpression()).toList();

    // when
    Set<Position> plain = Set.copyOf(accepted(new Payload("a word", "word", "word", false)));

    // then
    assertThat(plain).isNotEmpty();
    assertThat(plain).filteredOn(HostileModelsTest::takesCode).isEmpty();
    for (Payload payload : payloads) {
      assertThat(plain).as("positions that take " + payload).containsAll(accepted(payload));
    }
    System.out.printf(
        "HostileModelsTest: %d positions x %d classes and scripts refused, %d take plain text%n",
        POSITIONS.size() - plain.size(), payloads.size(), plain.size());
  }

  /** What other vendors add is read by nobody. */
  private static boolean takesCode(Position position) {
    String name = position.isAttribute() ? position.attribute() : position.element();
    return CODE.matcher(name).matches()
        && !name.startsWith("vendor:")
        && !position.element().startsWith("vendor:");
  }

  /** The positions at which the payload is not refused. */
  static List<Position> accepted(Payload payload) {
    List<Position> accepted = new ArrayList<>();
    for (int from = 0; from < POSITIONS.size(); from += AT_ONCE) {
      List<Position> some = POSITIONS.subList(from, Math.min(POSITIONS.size(), from + AT_ONCE));
      List<ModelProblem> refused = refused(Position.packed(some, payload));
      Set<Integer> lines = refused.stream().map(ModelProblem::line).collect(Collectors.toSet());
      int[] places = Position.lines(some);
      for (int i = 0; i < some.size(); i++) {
        if (!lines.contains(places[i])) {
          accepted.add(some.get(i));
        }
      }
    }
    return accepted;
  }

  private static List<ModelProblem> refused(String model) {
    ValueStreamException refusal =
        catchThrowableOfType(
            ValueStreamException.class,
            () -> ValueStreams.read("hostile.bpmn", model.getBytes(UTF_8)));
    assertThat(refusal).isNotNull();
    assertThat(refusal.problems()).hasSizeGreaterThan(1);
    return refusal.problems().stream()
        .filter(problem -> REFUSED.matcher(problem.problem()).matches())
        .filter(problem -> problem.element() != null)
        .toList();
  }
}
