// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bpmn.CheckReport;
import io.millrace.bpmn.Installation;
import io.millrace.bpmn.ModelProblem;
import io.millrace.bpmn.Severity;
import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreams;
import io.millrace.engine.internal.camunda.EngineDriver;
import io.millrace.event.Event;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.model.StepRun;
import io.millrace.model.StepState;
import io.millrace.model.WorkItemState;
import io.millrace.plugin.port.StepHandler;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Streams and ways through them made up from seeds. Each way is gone twice: in one go, and with a
 * stop and a new start of Millrace after every operation, half of them in the middle of one, as if
 * the process had been killed. Both must come to the same.
 */
class RandomStreamsIT {
  private static final int PROCESSES = Integer.getInteger("millrace.random.processes", 3);
  private static final int PATHS = Integer.getInteger("millrace.random.paths", 30);

  /**
   * Always the same, so that a build can be repeated; these three have nearly all kinds of blocks.
   */
  private static final long SEED = Long.getLong("millrace.random.seed", 99);

  private static final long PATH = Long.getLong("millrace.random.path", 0);

  /** How many processes share one Millrace, which starts anew after each operation of all paths. */
  private static final int TOGETHER = 5;

  private static final int MOST_ACTIONS = 150;
  private static final int MOST_ROUNDS_OF_A_LOOP = 2;
  private static final int LATEST_CUT = 30;

  /** Two failures, one attempt that a crash cuts short, and one that succeeds. */
  private static final int ATTEMPTS = 4;

  /** Longer than the pause before any of the attempts, shorter than what is left of a lock. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private static final List<Event> EVENTS = Collections.synchronizedList(new ArrayList<>());
  private static final Map<String, Long> PATH_SEEDS = new ConcurrentHashMap<>();

  static { // who is cut off complains
    String prefix = "org.slf4j.simpleLogger.log.io.millrace.engine.internal.";
    System.setProperty(prefix + "Worker", "off");
    System.setProperty(prefix + "OutboxDrainer", "off");
  }

  private final TreeSet<String> kinds = new TreeSet<>();
  private int starts;
  private int crashes;
  private int actions;

  @Test
  void shouldComeToTheSameWhereverItIsStopped() throws Exception {
    long begun = System.nanoTime();
    System.out.printf(
        "%d random streams from seed %d, %d ways from seed %d each%n",
        PROCESSES, SEED, PATHS, PATH);
    for (int first = 0; first < PROCESSES; first += TOGETHER) {
      List<RandomProcess> processes = new ArrayList<>();
      for (int i = first; i < Math.min(PROCESSES, first + TOGETHER); i++) {
        processes.add(RandomProcess.of(SEED + i, "random" + (SEED + i)));
      }
      processes.forEach(RandomStreamsIT::check);
      processes.forEach(process -> kinds.addAll(process.kinds()));
      run(processes, first);
    }
    System.out.printf(
        "%d actions each, %d starts, %d of them after a crash, %d s; blocks: %s%n",
        actions,
        starts,
        crashes,
        Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
        new TreeSet<>(kinds.stream().map(kind -> kind.replaceAll("\\d", "")).toList()));
  }

  private static void check(RandomProcess process) {
    for (ValueStream stream : process.streams()) {
      CheckReport report =
          ValueStreams.check(
              stream.key() + ".bpmn", stream.model().bytes(), Installation.unknown());
      assertThat(report.problems(Severity.ERROR)).extracting(ModelProblem::toString).isEmpty();
    }
  }

  private void run(List<RandomProcess> processes, int first) throws Exception {
    DataSource database = TestStore.newDatabase();
    Site site = new Site(database, processes);
    List<Path> paths = new ArrayList<>();
    for (int i = 0; i < processes.size(); i++) {
      for (int j = 0; j < PATHS; j++) {
        paths.add(new Path(processes.get(i), SEED + first + i, PATH + j));
      }
    }
    try {
      walk(site, paths);
      paths.forEach(path -> actions += path.actions.size());
      walkAgain(site, paths);
      site.awaitDelivery();
      for (Path path : paths) {
        PathRecord calm = PathRecord.of(database, path.calm, EVENTS);
        PathRecord torn = PathRecord.of(database, path.torn, EVENTS);
        assertThat(calm.unended()).as("%s, in one go", path).isEmpty();
        assertThat(calm.misdelivered()).as("%s, in one go", path).isEmpty();
        assertThat(torn.misdelivered()).as("%s", path).isEmpty();
        assertThat(torn.lines()).as("%s", path).isEqualTo(calm.lines());
      }
    } finally {
      site.close();
      starts += site.starts;
      EVENTS.clear();
    }
  }

  /** Goes all the ways in one go, and notes what was done. */
  private static void walk(Site site, List<Path> paths) throws Exception {
    site.open();
    List<Path> active = new ArrayList<>(paths);
    while (!active.isEmpty()) {
      List<Path> through = new ArrayList<>();
      for (Path path : active) {
        Action next = path.choose(site);
        if (next == null) {
          through.add(path);
        } else {
          path.actions.add(next);
          assertThat(path.actions).as("actions of %s", path).hasSizeLessThan(MOST_ACTIONS);
          site.perform(path.calm, next, path.actions.size(), site.timer(path.calm, next));
        }
      }
      active.removeAll(through);
      site.settle();
    }
  }

  /** Does the same again, and starts anew after each action. */
  private void walkAgain(Site site, List<Path> paths) throws Exception {
    List<Path> active = new ArrayList<>(paths);
    for (int round = 0; !active.isEmpty(); round++) {
      int at = round;
      Path victim = round % 2 == 0 ? null : active.get(round / 2 % active.size());
      for (Path path : active) {
        if (path != victim) {
          Action action = path.actions.get(at);
          try {
            site.perform(path.torn, action, at + 1, site.timer(path.torn, action));
          } catch (InvalidStateException e) {
            throw new AssertionError(
                "Way "
                    + path.seed
                    + " of stream "
                    + path.processSeed
                    + ": "
                    + action
                    + " is not possible. Torn: "
                    + site.desk(path.torn).ops.work().history(action.item())
                    + "\nCalm: "
                    + site.desk(path.calm).ops.work().history(action.item()),
                e);
          }
        }
      }
      if (victim == null) {
        site.restart();
      } else {
        site.settle(); // an attempt that a crash cuts short counts, and shows afterwards
        Action action = victim.actions.get(at);
        String timer = site.timer(victim.torn, action);
        boolean fires = action.kind() == Action.Kind.FIRE; // on the engine's own behalf
        site.crashIn(
            new Random(victim.seed * 31 + at),
            fires ? RuntimeException.class : EngineException.class,
            () -> site.perform(victim.torn, action, at + 1, timer));
        crashes++;
        site.perform(victim.torn, action, at + 1, timer);
      }
      site.settle();
      active.removeIf(path -> path.actions.size() == at + 1);
    }
  }

  /**
   * Something that is done from outside.
   *
   * @param target the step, the timer or the fact
   */
  private record Action(Kind kind, String item, String target, @Nullable String result) {
    enum Kind {
      SUBMIT,
      COMPLETE,
      START,
      UNBLOCK,
      LEARN,
      FIRE
    }
  }

  /** One way through a process. */
  private static final class Path {
    final RandomProcess process;
    final long processSeed;
    final long seed;
    final String calm;
    final String torn;
    final List<Action> actions = new ArrayList<>();
    private final Random random;
    private final Map<String, Integer> rounds = new LinkedHashMap<>();

    Path(RandomProcess process, long processSeed, long seed) {
      this.process = process;
      this.processSeed = processSeed;
      this.seed = seed;
      this.random = new Random(processSeed * 1_000_003 + seed);
      this.calm = "calm-" + processSeed + "-" + seed;
      this.torn = "torn-" + processSeed + "-" + seed;
      PATH_SEEDS.put(calm, seed);
      PATH_SEEDS.put(torn, seed);
    }

    /** What to do next; null at the end. */
    @Nullable Action choose(Site site) {
      if (actions.isEmpty()) {
        return new Action(Action.Kind.SUBMIT, "A", process.key(), null);
      }
      List<Action> options = new ArrayList<>();
      Desk desk = site.desk(calm);
      boolean learns = false;
      for (Map.Entry<String, String> item : site.items(calm).entrySet()) {
        WorkItem now = desk.item(item.getKey());
        for (StepRun run : now.openSteps()) {
          addOptions(now, run, options);
        }
        site.timers
            .of(item.getValue())
            .forEach(
                timer -> options.add(action(Action.Kind.FIRE, now.id(), timer.element(), null)));
        learns |= now.id().equals("A") && now.state() == WorkItemState.OPEN;
      }
      if (options.isEmpty()) {
        return null;
      }
      if (learns && random.nextInt(12) == 0) {
        return action(Action.Kind.LEARN, "A", "note" + actions.size(), null);
      }
      Action chosen = options.get(random.nextInt(options.size()));
      if (RandomProcess.AGAIN.equals(chosen.result())) {
        rounds.merge(chosen.target(), 1, Integer::sum);
      }
      return chosen;
    }

    private void addOptions(WorkItem item, StepRun run, List<Action> options) {
      String step = run.step();
      if (run.state() == StepState.BLOCKED) {
        options.add(action(Action.Kind.UNBLOCK, item.id(), step, null));
        return;
      }
      if (step.startsWith("machine") || step.startsWith("call")) {
        return; // others do it
      }
      List<String> results = new ArrayList<>(process.results().getOrDefault(step, List.of()));
      if (rounds.getOrDefault(step, 0) >= MOST_ROUNDS_OF_A_LOOP) {
        results.remove(RandomProcess.AGAIN);
      }
      String result = results.isEmpty() ? null : results.get(random.nextInt(results.size()));
      Action complete = action(Action.Kind.COMPLETE, item.id(), step, result);
      options.add(complete);
      options.add(complete); // timers run out less often
      if (run.state() == StepState.WAITING && random.nextInt(6) == 0) {
        options.add(action(Action.Kind.START, item.id(), step, null));
      }
    }

    private static Action action(
        Action.Kind kind, String item, String target, @Nullable String result) {
      return new Action(kind, item, target, result);
    }

    @Override
    public String toString() {
      return "-Dmillrace.random.seed=%d -Dmillrace.random.processes=1".formatted(processSeed)
          + " -Dmillrace.random.path=%d -Dmillrace.random.paths=1".formatted(seed)
          + " after "
          + actions.size()
          + " actions";
    }
  }

  /** A Millrace that can be stopped and started on one database. */
  private static final class Site implements AutoCloseable {
    final DataSource database;
    final Wires wires;
    int starts;
    EngineDriver timers;
    private final List<RandomProcess> processes;
    private final Map<String, UUID> blocked = new HashMap<>();
    private @Nullable Millrace millrace;

    @SuppressWarnings("NullAway.Init") // open() comes first
    Site(DataSource database, List<RandomProcess> processes) {
      this.database = database;
      this.wires = new Wires(database);
      this.processes = processes;
    }

    void open() {
      wires.mend();
      PathRecord.update(database, "update ACT_RU_EXT_TASK set LOCK_EXP_TIME_ = null");
      MillraceBuilder builder =
          Millrace.builder().dataSource(wires).timers(false).handlerAttempts(ATTEMPTS);
      processes.forEach(process -> process.streams().forEach(builder::valueStream));
      builder.plugin(
          new PluginTest.Bundle(
              "axle", to -> to.stepHandler(new Machine(database)).eventSink("test", EVENTS::add)));
      EngineDriver.Opened<Millrace> opened = EngineDriver.open(builder::build);
      millrace = opened.value();
      timers = opened.engine();
      starts++;
    }

    void restart() {
      close();
      open();
    }

    /** Cuts all wires in the middle of an operation, or before it knows of its commit. */
    void crashIn(Random random, Class<? extends RuntimeException> failure, Runnable operation) {
      wires.tap(Thread.currentThread(), new Cut(wires, 1 + random.nextInt(LATEST_CUT)));
      try {
        operation.run();
      } catch (RuntimeException e) {
        assertThat(e).isInstanceOf(failure);
      } finally {
        wires.untap(Thread.currentThread());
        wires.cut();
      }
      restart();
    }

    @Override
    public void close() {
      Millrace open = millrace;
      millrace = null;
      if (open != null) {
        open.close();
      }
    }

    /** One of the blocked runs of a step: several machines may do it at once. */
    private UUID blocked(String tenant, Action action) {
      return desk(tenant).item(action.item()).openSteps().stream()
          .filter(run -> run.step().equals(action.target()) && run.state() == StepState.BLOCKED)
          .map(StepRun::id)
          .findFirst()
          .orElseThrow(
              () ->
                  new AssertionError(
                      action
                          + " is not possible: "
                          + desk(tenant).ops.work().history(action.item())));
    }

    Desk desk(String tenant) {
      return Desk.of(millrace(), tenant, "ann");
    }

    private Millrace millrace() {
      return Objects.requireNonNull(millrace);
    }

    /** The work items of a tenant with their keys. */
    Map<String, String> items(String tenant) {
      Map<String, String> items = new TreeMap<>();
      PathRecord.rows(database, "select ID, ITEM_KEY from MR_WORK_ITEM where TENANT = ?", tenant)
          .forEach(row -> items.put(row.get(0), row.get(1)));
      return items;
    }

    /** The id of the timer that an action fires; the database knows it across starts. */
    @Nullable String timer(String tenant, Action action) {
      return action.kind() != Action.Kind.FIRE
          ? null
          : timers.of(items(tenant).getOrDefault(action.item(), "")).stream()
              .filter(timer -> timer.element().equals(action.target()))
              .map(EngineDriver.Timer::id)
              .findFirst()
              .orElseThrow();
    }

    void perform(String tenant, Action action, int number, @Nullable String timer) {
      Work work = desk(tenant).ops.work();
      String command = "c" + number;
      switch (action.kind()) {
        case SUBMIT ->
            desk(tenant).submit(Demand.builder(action.item()).title("x").stream(action.target()));
        case COMPLETE -> {
          CompleteStep request = CompleteStep.of(action.item(), action.target());
          String result = action.result();
          work.complete((result == null ? request : request.result(result)).commandId(command));
        }
        case START -> work.start(StartStep.of(action.item(), action.target()).commandId(command));
        case UNBLOCK ->
            work.unblock(
                UnblockStep.of(action.item(), action.target())
                    .run(
                        blocked.computeIfAbsent(
                            tenant + command, unused -> blocked(tenant, action)))
                    .commandId(command));
        case LEARN ->
            work.updateFacts(
                UpdateFacts.of(action.item(), Facts.of(action.target(), number))
                    .commandId(command));
        case FIRE -> timers.fire(String.valueOf(timer));
      }
    }

    /** Lets the handlers come to an end, and the time pass between their attempts. */
    void settle() throws Exception {
      String undone =
          """
          select count(*) from MR_STEP_RUN
          where ENDED_AT is null and HANDLER is not null and STATE <> 'BLOCKED'
          """;
      Duration patience = Duration.ofSeconds(90);
      long until = System.nanoTime() + patience.toNanos();
      for (int look = 1; !PathRecord.rows(database, undone).get(0).get(0).equals("0"); look++) {
        assertThat(System.nanoTime()).as("time for handlers").isLessThan(until);
        if (look % 8 == 0 && !ConcurrentPairsIT.isHandled()) {
          PathRecord.update(
              database,
              "update ACT_RU_EXT_TASK set LOCK_EXP_TIME_ = null where LOCK_EXP_TIME_ < ?",
              LocalDateTime.now(ZoneOffset.UTC).plus(LONGEST_PAUSE));
          wake();
        }
        Thread.sleep(3);
      }
    }

    /** Something happens elsewhere, which makes the handlers look for steps. */
    private void wake() {
      Desk elsewhere = desk("elsewhere");
      if (elsewhere.ops.work().find("E").isEmpty()) {
        elsewhere.submit("E");
      }
      elsewhere.ops.work().updateFacts(UpdateFacts.of("E", Facts.of("time", "passes")));
    }

    void awaitDelivery() throws InterruptedException {
      long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      String left = "select count(*) from MR_OUTBOX";
      while (!PathRecord.rows(database, left).get(0).get(0).equals("0")) {
        assertThat(System.nanoTime()).as("time to deliver").isLessThan(until);
        Thread.sleep(5);
      }
    }
  }

  /** Cuts the wires before a statement, or after a commit that comes earlier. */
  private static final class Cut implements Wires.Tap {
    private final Wires wires;
    private final int point;
    private int count;

    Cut(Wires wires, int point) {
      this.wires = wires;
      this.point = point;
    }

    @Override
    public void before(String statement) {
      if (++count == point) {
        wires.cut();
      }
    }

    @Override
    public void after(String statement, @Nullable Throwable failure) throws SQLException {
      if (statement.equals(Wires.COMMIT)) {
        wires.cut();
        throw new SQLNonTransientConnectionException("The answer was lost.", "08007");
      }
    }
  }

  /** Fails now and then, by the way and the step: never, once, twice, or until it is unblocked. */
  private record Machine(DataSource database) implements StepHandler {
    @Override
    public String name() {
      return RandomProcess.HANDLER;
    }

    @Override
    public Completion handle(Task task) {
      Long seed = PATH_SEEDS.get(task.tenant());
      Random random = new Random((seed == null ? 0 : seed) * 7_919 + task.step().hashCode());
      int bad = random.nextInt(20);
      int failures = bad < 14 ? 0 : bad < 17 ? 1 : bad < 18 ? 2 : Integer.MAX_VALUE;
      List<List<String>> failed =
          PathRecord.rows(
              database,
              "select STATE from MR_TRANSITION where NOTE is not null and RUN_KEY ="
                  + " cast(? as uuid)",
              task.idempotencyKey().toString());
      boolean unblocked = failed.contains(List.of(StepState.BLOCKED.name()));
      if (!unblocked && failed.size() < failures) {
        throw new IllegalStateException("out of order");
      }
      return task.step().startsWith("machines")
          ? Completion.done()
          : Completion.result(random.nextBoolean() ? "left" : "right");
    }
  }
}
