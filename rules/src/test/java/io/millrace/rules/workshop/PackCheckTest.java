package io.millrace.rules.workshop;

import io.millrace.rules.PolicyPack;
import io.millrace.rules.PolicyPacks;
import org.junit.jupiter.api.Test;

class PackCheckTest {
  @Test
  void shouldPrint() {
    try (PolicyPack pack = PolicyPacks.builtIn()) {
      long t = System.nanoTime();
      var findings = PackCheck.of(pack);
      System.out.println((System.nanoTime() - t) / 1_000_000 + " ms");
      findings.forEach(f -> System.out.println(f.toText()));
    }
  }
}
