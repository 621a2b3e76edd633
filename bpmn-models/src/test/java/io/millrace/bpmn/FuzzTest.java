// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Mutants of the shipped models are read, or refused with the documented exception, in time. The
 * seed is printed; {@code -Dmillrace.fuzz.seed} reruns with it, {@code -Dmillrace.fuzz.mutants}
 * says how many.
 */
class FuzzTest {
  private static final int MUTANTS = Integer.getInteger("millrace.fuzz.mutants", 2_000);
  private static final long MAX_MILLIS = 1_000;
  private static final List<String> PIECES =
      List.of(
          "<",
          ">",
          "/>",
          "</",
          "&",
          "&#0;",
          "&#36;{",
          "${x.y()}",
          "#{1}",
          "<![CDATA[",
          "]]>",
          "<!--",
          "-->",
          "<?x ?>",
          "<!DOCTYPE a>",
          "\0",
          "\uFEFF",
          "\u202E",
          "'",
          "\"",
          "=",
          ":",
          " xmlns=\"\"",
          " xmlns:camunda=\"u\"",
          " id=\"\"",
          "<bpmn:process>",
          "</bpmn:process>",
          "<camunda:property name=\"stepNumber\" value=\"0\" />",
          "stepNumber",
          "${",
          "}",
          "' || '",
          " isExecutable=\"true\"",
          "9999999999",
          "-1",
          "PT1E9S",
          "P",
          "; ; ;",
          ",,",
          "\n",
          "\t");

  @Test
  void shouldReadOrRefuseEachMutant() {
    // given
    long seed = Long.getLong("millrace.fuzz.seed", System.nanoTime());
    System.out.println("FuzzTest: " + MUTANTS + " mutants, -Dmillrace.fuzz.seed=" + seed);
    List<ValueStream> shipped = ValueStreams.builtIn().all();
    Random random = new Random(seed);

    // when
    int refused = 0;
    long slowest = 0;
    for (int i = 0; i < MUTANTS; i++) {
      byte[] mutant = shipped.get(random.nextInt(shipped.size())).model().bytes();
      for (int change = random.nextInt(4); change >= 0; change--) {
        mutant = mutate(mutant, random);
      }
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      refused += read(mutant, i, seed) ? 0 : 1;
      slowest =
          Math.max(slowest, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
    }

    // then
    System.out.printf(
        "FuzzTest: %d refused, %d read, slowest %d ms%n",
        refused, MUTANTS - refused, slowest / 1_000_000);
    assertThat(slowest / 1_000_000).as("milliseconds of the slowest").isLessThan(MAX_MILLIS);
    assertThat(refused).as("refused mutants").isBetween(MUTANTS / 10, MUTANTS - 1);
  }

  private static boolean read(byte[] mutant, int number, long seed) {
    try {
      assertThat(ValueStreams.read("mutant.bpmn", mutant).key()).isNotEmpty();
      return true;
    } catch (ValueStreamException e) {
      assertThat(e.problems()).isNotEmpty();
      assertThat(e.problems()).allSatisfy(problem -> assertThat(problem.advice()).isNotBlank());
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      return fail("Mutant " + number + " of seed " + seed + " was neither read nor refused", e);
    }
  }

  private static byte[] mutate(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return new byte[] {(byte) random.nextInt()};
    }
    int at = random.nextInt(bytes.length);
    int length = Math.min(bytes.length - at, 1 + random.nextInt(random.nextBoolean() ? 4 : 2_000));
    byte[] piece = Arrays.copyOfRange(bytes, at, at + length);
    int to = random.nextInt(bytes.length);
    return switch (random.nextInt(7)) {
      case 0 -> flipped(bytes, at, random);
      case 1 -> replaced(bytes, at, length, new byte[0]);
      case 2 -> replaced(bytes, to, 0, piece);
      case 3 -> replaced(bytes, at, 0, pieceOf(random));
      case 4 -> replaced(bytes, valueAt(bytes, at), 0, pieceOf(random));
      case 5 -> Arrays.copyOf(bytes, at);
      default -> replaced(bytes, Math.min(to, at), Math.abs(to - at) % 200, piece);
    };
  }

  private static byte[] pieceOf(Random random) {
    return PIECES.get(random.nextInt(PIECES.size())).getBytes(UTF_8);
  }

  /** The start of the next value of an attribute: XML stays well-formed more often. */
  private static int valueAt(byte[] bytes, int from) {
    for (int i = from; i < bytes.length - 1; i++) {
      if (bytes[i] == '=' && bytes[i + 1] == '"') {
        return i + 2;
      }
    }
    return from;
  }

  private static byte[] flipped(byte[] bytes, int at, Random random) {
    byte[] mutant = bytes.clone();
    mutant[at] ^= (byte) (1 << random.nextInt(8));
    return mutant;
  }

  private static byte[] replaced(byte[] bytes, int at, int length, byte[] piece) {
    ByteArrayOutputStream mutant = new ByteArrayOutputStream(bytes.length + piece.length);
    mutant.write(bytes, 0, at);
    mutant.writeBytes(piece);
    int rest = Math.min(bytes.length, at + length);
    mutant.write(bytes, rest, bytes.length - rest);
    return mutant.toByteArray();
  }
}
