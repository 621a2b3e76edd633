// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.Demand;
import io.millrace.model.InvalidInputException;
import io.millrace.model.StepRun;
import io.millrace.model.WorkItemState;
import io.millrace.plugin.port.StepHandler;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * Random streams with random edits: what a dry run says comes true, and whatever moved comes to its
 * end. {@code -Dmillrace.migration.seed=} runs one case again, {@code -Dmillrace.migration.cases=}
 * runs more of them.
 */
class MigrationVariantsIT {
  private static final int CASES = Integer.getInteger("millrace.migration.cases", 40);
  private static final Long ONE = Long.getLong("millrace.migration.seed");
  private static final int ITEMS = 5;

  private final Map<MigrationVerdict, Integer> seen = new EnumMap<>(MigrationVerdict.class);

  @Test
  void shouldDoWhatTheDryRunSaysAndBringEveryItemToItsEnd() throws Exception {
    DataSource database = TestStore.newDatabase();
    Map<Long, List<String>> items = new LinkedHashMap<>();
    long first = ONE == null ? 1 : ONE;
    // nobody does automated steps while items move: where they are depends on the seed alone
    try (Millrace millrace = Millrace.builder().dataSource(database).timers(false).build()) {
      for (long seed = first; seed < first + (ONE == null ? CASES : 1); seed++) {
        items.put(seed, migrate(Desk.of(millrace, "seed-" + seed, "ann"), seed));
      }
    }
    System.out.println("Random migrations: " + seen);
    if (ONE == null) {
      assertThat(seen).containsKeys(MigrationVerdict.values());
    }
    try (Millrace millrace =
        Millrace.builder()
            .dataSource(database)
            .timers(false)
            .plugin(
                new PluginTest.Bundle(
                    "handlers",
                    to -> to.stepHandler(new Done("auto")).stepHandler(new Done("other"))))
            .build()) {
      items.forEach((seed, ids) -> ids.forEach(id -> finish(millrace, seed, id)));
    }
  }

  private List<String> migrate(Desk desk, long seed) {
    Random random = new Random(seed);
    RandomStream stream = RandomStream.of(random);
    Streams streams = desk.ops.streams();
    streams.add(stream.text("hire").model());
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      String id = "item-" + i;
      ids.add(id);
      desk.submit(Demand.builder(id).title("A bike").stream("hire"));
      for (int steps = random.nextInt(8); steps > 0; steps--) {
        completeOne(desk, id, random);
      }
    }
    RandomStream edited = stream.edited();
    streams.add(edited.text("hire").model());
    Map<String, List<StepRun>> before = openSteps(desk, ids);
    StreamMigration migration = streams.migration("hire");
    MigrationPlan plan = random.nextBoolean() ? withRenames(streams, edited) : migration.build();
    MigrationReport dry = plan.dryRun();
    assertThat(openSteps(desk, ids)).as("seed " + seed).isEqualTo(before);
    MigrationReport wet = plan.run();
    assertThat(wet.findings()).as("seed " + seed).isEqualTo(dry.findings());
    assertThat(wet.total()).as("seed " + seed).isEqualTo(dry.total());
    wet.findings().forEach(finding -> seen.merge(finding.verdict(), 1, Integer::sum));
    Map<String, List<StepRun>> after = openSteps(desk, ids);
    wet.findings().stream()
        .filter(finding -> finding.verdict() != MigrationVerdict.MOVES)
        .forEach(
            finding ->
                assertThat(after.get(finding.item()))
                    .as("seed " + seed)
                    .isEqualTo(before.get(finding.item())));
    assertThat(plan.run().moves()).as("seed " + seed).isZero();
    return ids;
  }

  private static MigrationPlan withRenames(Streams streams, RandomStream edited) {
    StreamMigration migration = streams.migration("hire");
    edited.renamed().forEach(migration::map);
    try {
      return migration.build();
    } catch (InvalidInputException e) { // renamed and then removed, or changed in kind
      return streams.migration("hire").build();
    }
  }

  private static Map<String, List<StepRun>> openSteps(Desk desk, List<String> ids) {
    Map<String, List<StepRun>> steps = new LinkedHashMap<>();
    ids.forEach(id -> steps.put(id, desk.item(id).openSteps()));
    return steps;
  }

  /** Completes one open step that a person does; says whether there was one. */
  private static boolean completeOne(Desk desk, String id, Random random) {
    List<String> open = new ArrayList<>(desk.openSteps(id));
    while (!open.isEmpty()) {
      String step = open.remove(random.nextInt(open.size()));
      try {
        desk.complete(id, step);
        return true;
      } catch (InvalidInputException e) { // it wants a result
        desk.complete(id, step, random.nextBoolean() ? "left" : "right");
        return true;
      } catch (InvalidStateException e) { // a handler does it
        continue;
      }
    }
    return false;
  }

  private static void finish(Millrace millrace, long seed, String id) {
    Desk desk = Desk.of(millrace, "seed-" + seed, "ann");
    Random random = new Random(seed);
    for (int round = 0; round < 3_000; round++) {
      if (desk.item(id).state() == WorkItemState.CLOSED) {
        assertThat(desk.openSteps(id)).as("seed " + seed).isEmpty();
        return;
      }
      if (!completeOne(desk, id, random)) {
        pause();
      }
    }
    throw new AssertionError(
        "Expected " + id + " of seed " + seed + " to end, but it is at " + desk.item(id));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(10); // a handler works by the machine's time
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does everything at once. */
  private record Done(String name) implements StepHandler {
    @Override
    public Completion handle(Task task) {
      return Completion.done();
    }
  }
}
