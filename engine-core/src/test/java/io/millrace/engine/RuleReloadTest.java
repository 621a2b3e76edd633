// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.engine.internal.LayeredMillrace;
import io.millrace.engine.internal.RecordedPacks;
import io.millrace.engine.internal.packs.ScenarioCheck;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.rules.PackSource;
import io.millrace.rules.PolicyPack;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rules in DRL that tenants bring, exchanged again and again in one process. */
@Tag("no-store")
class RuleReloadTest {
  private static final int ROUNDS = 25;

  /** Each of a tenant's packs comes back every few rounds, and is compiled anew. */
  private static final int VERSIONS = 5;

  private static final String LOADER = "io.millrace.rules.internal.compile.PackClassLoader";

  @Test
  void shouldLeakNoRuleToOtherTenantsAndLetGoOfOldRulesInFiftyReloads() throws Exception {
    RecordedPacks packs = new RecordedPacks(true);
    int others = loaders(); // of tests before this one, in the same process
    try (Millrace millrace = LayeredMillrace.open(new TestClock(), packs, new ScenarioCheck())) {
      Desk one = Desk.ofNewTenant(millrace);
      Desk two = Desk.ofNewTenant(millrace);
      Desk bare = Desk.ofNewTenant(millrace);
      String base = bare.routedTo();

      for (int version = 0; version < VERSIONS; version++) {
        add(one, "one", version);
        add(two, "two", version);
      }
      for (int i = 0; i < ROUNDS; i++) {
        int now = i % VERSIONS;
        int before = (i + VERSIONS - 1) % VERSIONS;
        activate(one, "one", now);
        activate(two, "two", now);
        assertThat(one.routedTo()).isEqualTo("one-" + now);
        assertThat(two.routedTo()).isEqualTo("two-" + now);
        assertThat(asked(one, "two", now)).as("a rule of the other").isEqualTo("one-" + now);
        assertThat(asked(one, "one", now)).isEqualTo("special-" + now);
        assertThat(asked(one, "one", before)).as("a rule before").isEqualTo("one-" + now);
        assertThat(asked(two, "two", now)).isEqualTo("special-" + now);
        assertThat(asked(bare, "two", now)).isEqualTo(base);
      }

      assertThat(packs.count()).isEqualTo(1 + 2 * VERSIONS + 2 * ROUNDS);
      assertThat(awaitReachable(packs, 3))
          .as("the base and one pack for each of the two tenants")
          .extracting(pack -> pack.ref().id())
          .containsExactlyInAnyOrder("millrace-built-in", "one", "two");
      assertThat(awaitLoaders(others + 2)).as("class loaders of rules").isEqualTo(others + 2);
    }
  }

  /** A rule for everything, under the same name each time, and one under a name of its own. */
  private static void add(Desk desk, String id, int number) {
    PackSource pack =
        PackFiles.of(id, "v" + number)
            .withRule("everything", "lacks(\"team\")", id + "-" + number, 60)
            .withRule(
                "special " + number,
                "is(\"special\", \"" + id + "-" + number + "\")",
                "special-" + number,
                95)
            .source();
    desk.ops.policies().add(pack);
  }

  private static void activate(Desk desk, String id, int number) {
    desk.ops.policies().activate(PackActivation.of(id, "v" + number, "version " + number));
  }

  private static String asked(Desk desk, String tenant, int number) {
    Facts facts = Facts.of("special", tenant + "-" + number);
    return desk.ops
        .decisions()
        .decide(DecisionPoint.ROUTING, facts, TestClock.START)
        .output("team", "none");
  }

  private static List<PolicyPack> awaitReachable(RecordedPacks packs, int count)
      throws InterruptedException {
    for (int round = 0; round < 100 && packs.reachable().size() > count; round++) {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(20); // the collector has no event to wait for
    }
    return packs.reachable();
  }

  private static int awaitLoaders(int count) throws Exception {
    int left = loaders();
    for (int round = 0; round < 20 && left > count; round++) {
      TimeUnit.MILLISECONDS.sleep(50); // classes go some time after their objects
      left = loaders();
    }
    return left;
  }

  /** How many class loaders of rules are in memory, as the virtual machine counts them. */
  private static int loaders() throws JMException {
    Object histogram =
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
    return histogram
        .toString()
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(fields -> fields.length > 3 && fields[3].equals(LOADER))
        .mapToInt(fields -> Integer.parseInt(fields[1]))
        .sum();
  }
}
