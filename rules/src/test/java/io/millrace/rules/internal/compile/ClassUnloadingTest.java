// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.rules.internal.compile.Rules.Outcome;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Packs come and go while a host runs: none may stay in memory. */
class ClassUnloadingTest {
  private static final int PACKS = 50;

  @Test
  void shouldLetGoOfTheClassesOfPacksThatAreGone() throws Exception {
    ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();
    List<Reference<ClassLoader>> loaders = new ArrayList<>();
    for (int i = 0; i < PACKS; i++) {
      loaders.addAll(compile(i, gone));
    }

    int left = loaders.size();
    Instant end = Instant.now().plus(Duration.ofSeconds(60));
    while (left > 0 && Instant.now().isBefore(end)) {
      System.gc();
      while (gone.remove(100) != null) {
        left--;
      }
    }

    assertThat(loaders).hasSizeGreaterThan(PACKS);
    assertThat(left).as("class loaders still in memory").isZero();
  }

  /** The pack's loader; for a tenant also the view above it, which the compiler holds too. */
  private static List<Reference<ClassLoader>> compile(
      int number, ReferenceQueue<ClassLoader> gone) {
    Trust trust = number % 2 == 0 ? Trust.TENANT : Trust.HOST;
    Outcome outcome =
        Rules.compile(
            trust,
            Rules.rule("Item( has(\"a" + number + "\") )", "proposals.kind(\"a\", 1, \"b\");"));
    assertThat(outcome.messages()).isEmpty();
    assertThat(outcome.rules().models().get(0).getRules()).hasSize(1);
    ClassLoader own = Objects.requireNonNull(outcome.rules().loader());
    Reference<ClassLoader> pack = new WeakReference<>(own, gone);
    return trust == Trust.HOST
        ? List.of(pack)
        : List.of(pack, new WeakReference<>(own.getParent(), gone));
  }
}
