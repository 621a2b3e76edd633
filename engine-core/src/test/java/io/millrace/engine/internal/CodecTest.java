// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.engine.Receipt;
import io.millrace.engine.WorkItem;
import io.millrace.engine.internal.store.Json;
import io.millrace.model.ClassOfService;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.Kind;
import io.millrace.model.Reason;
import io.millrace.model.StepRun;
import io.millrace.model.StepState;
import io.millrace.model.WorkItemState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What is stored comes back the same. Random; a failure prints its seed, and {@code
 * -Dmillrace.seed=N} runs it again.
 */
@Tag("no-store")
class CodecTest {
  private static final int ROUNDS = 300;

  private final long seed = Long.getLong("millrace.seed", System.nanoTime());
  private Random random = new Random(seed);

  @BeforeEach
  void rewind() {
    random = new Random(seed);
  }

  @Test
  void shouldReadTheFactsThatItWrote() {
    for (int round = 0; round < ROUNDS; round++) {
      Facts facts = facts();
      Facts read = Codec.readFacts(Codec.write(facts));

      assertThat(read).as("seed %d, round %d", seed, round).isEqualTo(facts);
      assertThat(read.values().keySet())
          .as("order, seed %d", seed)
          .containsExactlyElementsOf(facts.values().keySet());
    }
  }

  @Test
  void shouldReadTheReasonsThatItWrote() {
    for (int round = 0; round < ROUNDS; round++) {
      List<Reason> reasons = new ArrayList<>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        reasons.add(
            new Reason(
                text(),
                text(),
                text(),
                random.nextInt(),
                text(),
                random.nextBoolean() ? text() : null,
                Map.of(text() + "a", text(), text() + "b", text()),
                random.nextBoolean()));
      }

      assertThat(Codec.readReasons(Codec.write(reasons)))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(reasons);
    }
  }

  @Test
  void shouldReadTheReceiptThatItWroteAsARepeatedOne() {
    for (int round = 0; round < ROUNDS; round++) {
      Receipt receipt = receipt();
      Receipt read = Codec.readRepeated(Codec.write(receipt));

      assertThat(read)
          .as("seed %d, round %d", seed, round)
          .isEqualTo(new Receipt(receipt.item(), receipt.decisions(), true));
    }
  }

  @Test
  void shouldShortenTheFactsThatReasonsQuote() {
    Reason reason = new Reason("o", "v", "r", 1, "t", null, Map.of("log", "x".repeat(5_000)), true);

    String quote =
        Codec.readReasons(Codec.write(List.of(reason))).get(0).facts().getOrDefault("log", "");

    assertThat(quote).isEqualTo("x".repeat(1_000) + "...");
  }

  @Test
  void shouldReadNestedJson() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("list", List.of(1L, "a", true, List.of(), Map.of("x", 0.5)));
    tree.put("nothing", null);
    tree.put("deep", Map.of("er", Map.of("est", Long.MIN_VALUE)));

    assertThat(Json.readObject(Json.write(tree))).isEqualTo(tree);
  }

  private Facts facts() {
    Facts.Builder facts = Facts.builder();
    for (int i = random.nextInt(8); i > 0; i--) {
      facts.put("f" + i + text(), value());
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      facts.missing("m" + i + text(), text());
    }
    return facts.build();
  }

  private Object value() {
    return switch (random.nextInt(5)) {
      case 0 -> random.nextLong();
      case 1 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
      case 2 -> random.nextBoolean();
      case 3 -> List.of(text(), text());
      default -> text();
    };
  }

  private String text() {
    int length = random.nextInt(12);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(4)) {
        case 0 -> text.append((char) (1 + random.nextInt(31))); // facts refuse U+0000
        case 1 -> text.append("\"\\/{}[]:,'".charAt(random.nextInt(10)));
        case 2 -> text.appendCodePoint(0x1F300 + random.nextInt(200));
        default -> text.append((char) (' ' + random.nextInt(0x500)));
      }
    }
    return text.toString();
  }

  private Receipt receipt() {
    List<StepRun> runs = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      runs.add(
          new StepRun(
              new UUID(random.nextLong(), random.nextLong()),
              text(),
              text(),
              StepState.values()[random.nextInt(5)],
              random.nextBoolean() ? text() : null,
              random.nextBoolean() ? text() : null));
    }
    WorkItem item =
        new WorkItem(
            text(),
            text(),
            text(),
            Kind.values()[random.nextInt(Kind.values().length)],
            random.nextBoolean() ? text() : null,
            random.nextBoolean() ? text() : null,
            ClassOfService.values()[random.nextInt(4)],
            random.nextBoolean() ? text() : null,
            text(),
            WorkItemState.values()[random.nextInt(4)],
            instant(),
            random.nextBoolean() ? instant() : null,
            random.nextBoolean() ? instant() : null,
            random.nextBoolean() ? text() : null,
            random.nextLong(),
            runs);
    return new Receipt(
        item,
        random.nextBoolean() ? Map.of() : Map.of(DecisionPoint.ROUTING, UUID.randomUUID()),
        false);
  }

  private Instant instant() {
    return Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L));
  }
}
