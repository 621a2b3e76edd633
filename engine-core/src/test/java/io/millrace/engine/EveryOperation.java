// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.engine.Ground.Known;
import io.millrace.engine.internal.TestLayers;
import io.millrace.model.Action;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.model.Kind;
import io.millrace.rules.change.ChangeRequest;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How each public operation is called, on a {@link Ground}. {@link #methods} finds them all by
 * reflection; a method that is not called here is missing.
 */
final class EveryOperation {
  private static final Instant AT = TestClock.START;

  /** Methods that do nothing to what tenants have, and why. */
  static final Set<String> UNGUARDED =
      Set.of(
          "Millrace.as(Caller)", // each of the operations asks
          "Millrace.current()", // the same
          "Millrace.beginWork()", // for who has the object
          "Millrace.contributions()", // of no tenant: for who has the object
          "Millrace.status()", // the same
          "Millrace.close()"); // ends the process, for whoever has the object

  private final List<Call<?>> calls = new ArrayList<>();

  /**
   * One way to call one method.
   *
   * @param facade what has the method
   * @param get gets the facade, from a caller's operations and what the caller knows
   * @param action what is asked about it
   * @param changes whether rows are different afterwards
   * @param run calls the method
   */
  record Call<F>(
      Class<F> facade,
      BiFunction<Operations, Known, F> get,
      Action action,
      boolean changes,
      BiFunction<F, Known, @Nullable Object> run) {

    /** Calls the method. */
    @Nullable Object of(Operations operations, Known known) {
      return on(get.apply(operations, known), known);
    }

    /** Gets what has the method, and leaves the call for later. */
    Function<Known, @Nullable Object> ready(Operations operations, Known known) {
      F got = get.apply(operations, known);
      return later -> on(got, later);
    }

    private @Nullable Object on(F got, Known known) {
      return run.apply(got, known);
    }

    /** Calls the method, and says which one that was. */
    Heard listen(Operations operations, Known known) {
      List<Method> called = new ArrayList<>();
      F got = get.apply(operations, known);
      Object listening =
          Proxy.newProxyInstance(
              EveryOperation.class.getClassLoader(),
              new Class<?>[] {facade},
              (self, method, arguments) -> {
                called.add(method);
                try {
                  return method.invoke(got, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
      String told = told(() -> on(facade.cast(listening), known));
      return new Heard(name(called.get(0)), told);
    }
  }

  /** A method, and what it told its caller. */
  record Heard(String method, String told) {}

  /** What a call tells: its result or its exception. */
  static String told(Supplier<@Nullable Object> call) {
    try {
      return Told.of(call.get());
    } catch (RuntimeException e) {
      return Told.of(e);
    }
  }

  private EveryOperation() {
    intake();
    work();
    decisions();
    policies();
    streams();
    migrations();
    flow();
    failures();
    events();
    housekeeping();
  }

  static List<Call<?>> calls() {
    return List.copyOf(new EveryOperation().calls);
  }

  /** Every method that hosts can call: of Millrace, of its facades, and of what these return. */
  static Set<String> methods() {
    Set<Class<?>> facades = new LinkedHashSet<>(Set.of(Millrace.class));
    Set<String> methods = new TreeSet<>();
    List<Class<?>> left = new ArrayList<>(facades);
    while (!left.isEmpty()) {
      for (Method method : left.remove(0).getMethods()) {
        Class<?> type = method.getReturnType();
        boolean isFacade = type.isInterface() && type.getPackage() == Millrace.class.getPackage();
        if (isFacade && facades.add(type)) {
          left.add(type);
        }
        boolean isPart = method.getDeclaringClass() == Operations.class && isFacade;
        if (!Modifier.isStatic(method.getModifiers()) && !isPart) {
          methods.add(name(method));
        }
      }
    }
    return methods;
  }

  static String name(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(Class::getSimpleName)
        .collect(
            Collectors.joining(
                ", ",
                method.getDeclaringClass().getSimpleName() + "." + method.getName() + "(",
                ")"));
  }

  private <F> void on(
      Class<F> facade,
      Function<Operations, F> get,
      Action action,
      BiFunction<F, Known, @Nullable Object> run) {
    calls.add(
        new Call<>(
            facade, (operations, known) -> get.apply(operations), action, action.changes(), run));
  }

  /** A call that the action would let change something, and that has nothing to change. */
  private <F> void repeated(
      Class<F> facade,
      Function<Operations, F> get,
      Action action,
      BiFunction<F, Known, @Nullable Object> run) {
    calls.add(new Call<>(facade, (operations, known) -> get.apply(operations), action, false, run));
  }

  private void intake() {
    on(
        Intake.class,
        Operations::intake,
        Action.SUBMIT,
        (intake, known) -> intake.submit(Demand.builder("new").title("No mail").build()));
    on(
        Intake.class,
        Operations::intake,
        Action.SUBMIT,
        (intake, known) ->
            intake.submit(Demand.builder("new").title("A bike").stream(Ground.STREAM).build()));
    on(
        Intake.class,
        Operations::intake,
        Action.SUBMIT,
        (intake, known) ->
            intake.submitAll(
                List.of(
                    Demand.builder("new/1").title("No mail").build(),
                    Demand.builder("new/2").title("No mail").build())));
  }

  private void work(Action action, BiFunction<Work, Known, @Nullable Object> run) {
    on(Work.class, Operations::work, action, run);
  }

  private void work() {
    work(Action.READ_ITEM, (work, known) -> work.find(Ground.ITEM));
    work(Action.READ_ITEM, (work, known) -> work.links(Ground.ITEM));
    work(Action.READ_ITEM, (work, known) -> work.links(Ground.OWN));
    work(Action.READ_ITEM, (work, known) -> work.facts(Ground.ITEM));
    work(Action.READ_ITEM, (work, known) -> work.facts(Ground.OWN));
    work(Action.FIND_CANDIDATES, (work, known) -> work.candidates(Ground.ITEM, null));
    work(Action.FIND_CANDIDATES, (work, known) -> work.candidates(Ground.ITEM));
    work(Action.READ_HISTORY, (work, known) -> work.history(Ground.OTHER));
    work(Action.SEARCH, (work, known) -> work.search(WorklistQuery.all()));
    work(Action.SEARCH, (work, known) -> work.search(WorklistQuery.all().text("secret")));
    work(Action.SEARCH, (work, known) -> work.search(WorklistQuery.all().team("base-desk")));
    work(Action.SEARCH, (work, known) -> work.search(WorklistQuery.all().assignee("ann")));
    work(
        Action.SEARCH,
        (work, known) -> work.search(WorklistQuery.all().team("base-desk").assignee("ann")));
    work(Action.START, (work, known) -> work.start(StartStep.of(Ground.ITEM)));
    work(Action.START, (work, known) -> work.start(StartStep.of(Ground.ITEM).run(known.run())));
    work(
        Action.COMPLETE,
        (work, known) -> work.complete(CompleteStep.of(Ground.ITEM, "register").run(known.run())));
    work(Action.BLOCK, (work, known) -> work.block(BlockStep.of(Ground.ITEM, "no parts")));
    work(Action.UNBLOCK, (work, known) -> work.unblock(UnblockStep.of(Ground.OTHER)));
    work(
        Action.REASSIGN, (work, known) -> work.reassign(Reassign.of(Ground.ITEM).team("workshop")));
    work(
        Action.RECLASSIFY,
        (work, known) ->
            work.reclassify(Reclassify.of(Ground.ITEM, "a bike").kind(Kind.REQUEST).stream("fix")));
    work(Action.LINK, (work, known) -> work.link(Link.of(Ground.ITEM, "problem", Ground.OTHER)));
    work(
        Action.UPDATE_FACTS,
        (work, known) -> work.updateFacts(UpdateFacts.of(Ground.ITEM, Facts.of("impact", 1))));
    work(Action.REOPEN, (work, known) -> work.reopen(Reopen.of(Ground.CLOSED, "it is back")));
    work(Action.CANCEL, (work, known) -> work.cancel(Cancel.of(Ground.ITEM, "enough")));
    work(
        Action.BLOCK,
        (work, known) ->
            work.perform(BlockStep.of(Ground.ITEM, "no parts").commandId(Ground.COMMAND + "2")));
    repeated(
        Work.class,
        Operations::work,
        Action.UPDATE_FACTS,
        (work, known) ->
            work.perform(
                UpdateFacts.of(Ground.ITEM, Facts.of("more", "tyres")).commandId(Ground.COMMAND)));
    work(
        Action.COMPLETE,
        (work, known) ->
            work.performAll(
                List.of(
                    CompleteStep.of(Ground.ITEM, "register"),
                    CompleteStep.of(Ground.HIRED, "book").commandId(Ground.COMMAND + "3"))));
  }

  private void decisions(Action action, BiFunction<Decisions, Known, @Nullable Object> run) {
    on(Decisions.class, Operations::decisions, action, run);
  }

  private void decisions() {
    decisions(
        Action.DECIDE,
        (decisions, known) -> decisions.decide(DecisionPoint.ROUTING, Facts.none(), AT));
    decisions(
        Action.DECIDE,
        (decisions, known) ->
            decisions.decide(
                List.of(DecisionPoint.TRIAGE, DecisionPoint.ROUTING), Facts.none(), AT));
    decisions(
        Action.CHECK_CHANGE,
        (decisions, known) -> decisions.check(ChangeRequest.builder("CHG-1").items("db").build()));
    decisions(Action.COMPARE, (decisions, known) -> decisions.compare(Ground.OWN, Ground.ITEM));
    decisions(Action.COMPARE, (decisions, known) -> decisions.compare(Ground.ITEM, Ground.OTHER));
    decisions(Action.READ_DECISION, (decisions, known) -> decisions.find(known.decision()));
    decisions(Action.READ_DECISION, (decisions, known) -> decisions.ofItem(Ground.ITEM));
    decisions(Action.EXPLAIN, (decisions, known) -> decisions.explain(known.decision()));
    decisions(
        Action.EXPORT_DECISIONS,
        (decisions, known) -> {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          long lines = decisions.writeLog(out, Instant.EPOCH, AT.plusSeconds(1));
          return lines + out.toString(StandardCharsets.UTF_8);
        });
    decisions(
        Action.EXPORT_DECISIONS,
        (decisions, known) -> {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          long lines = decisions.writeLog(out, Instant.EPOCH, AT.plusSeconds(1), written -> {});
          return lines + out.toString(StandardCharsets.UTF_8);
        });
  }

  private void policies(Action action, BiFunction<Policies, Known, @Nullable Object> run) {
    on(Policies.class, Operations::policies, action, run);
  }

  private void policies() {
    policies(
        Action.ADD_PACK,
        (policies, known) -> policies.add(TestLayers.pack(Ground.PACK, "3", "three-desk")));
    policies(
        Action.ACTIVATE_PACK,
        (policies, known) ->
            policies.activate(
                PackActivation.of(Ground.PACK, "1", "again").commandId(Ground.COMMAND)));
    policies(Action.ROLL_BACK_PACK, (policies, known) -> policies.rollback("worse"));
    policies(Action.ROLL_BACK_PACK, (policies, known) -> policies.rollback("worse", "back"));
    policies(Action.DEACTIVATE_PACK, (policies, known) -> policies.deactivate("none"));
    policies(Action.DEACTIVATE_PACK, (policies, known) -> policies.deactivate("none", "none"));
    policies(Action.READ_PACKS, (policies, known) -> policies.active());
    policies(Action.READ_PACKS, (policies, known) -> policies.activeAt(AT));
    policies(Action.READ_PACKS, (policies, known) -> policies.history());
    policies(Action.READ_PACKS, (policies, known) -> policies.history(0, 1));
    policies(Action.READ_PACKS, (policies, known) -> policies.packs());
    policies(Action.READ_PACKS, (policies, known) -> policies.packs(1, 1));
    policies(Action.READ_PACKS, (policies, known) -> policies.find(Ground.PACK, "1"));
  }

  private void streams(Action action, BiFunction<Streams, Known, @Nullable Object> run) {
    on(Streams.class, Operations::streams, action, run);
  }

  private void streams() {
    streams(Action.READ_STREAMS, (streams, known) -> streams.list());
    streams(Action.READ_STREAMS, (streams, known) -> streams.find(Ground.STREAM));
    streams(Action.READ_STREAMS, (streams, known) -> streams.versions(Ground.STREAM));
    streams(Action.READ_STREAMS, (streams, known) -> streams.model(known.first()));
    streams(
        Action.CHECK_STREAM,
        (streams, known) -> streams.check("hire.bpmn", Ground.hire("book").bytes()));
    streams(
        Action.DEPLOY_STREAM, (streams, known) -> streams.add(Ground.hire("book", "ride", "pay")));
    streams(
        Action.DEPLOY_STREAM,
        (streams, known) ->
            streams.add(
                io.millrace.bpmn.ValueStreams.read("hire.bpmn", Ground.hire("pay").bytes())));
    streams(
        Action.REMOVE_STREAM,
        (streams, known) -> {
          streams.remove(Ground.STREAM);
          return "removed";
        });
    streams(
        Action.PLAN_MIGRATION,
        (streams, known) -> streams.migration(Ground.STREAM) == null ? "none" : "a plan");
  }

  private void migration(BiFunction<StreamMigration, Known, @Nullable Object> run) {
    on(
        StreamMigration.class,
        operations -> operations.streams().migration(Ground.STREAM),
        Action.PLAN_MIGRATION,
        (migration, known) -> {
          Object got = run.apply(migration, known);
          return got instanceof MigrationPlan ? "a plan" : "the same";
        });
  }

  /** A stranger has no versions between which to plan: it tries those of the host. */
  private void plan(Action action, BiFunction<MigrationPlan, Known, @Nullable Object> run) {
    on(
        MigrationPlan.class,
        operations -> {
          boolean own = operations.streams().find(Ground.STREAM).isPresent();
          return operations.streams().migration(own ? Ground.STREAM : "quick").build();
        },
        action,
        run);
  }

  private void migrations() {
    migration((migration, known) -> migration.from(known.first()));
    migration((migration, known) -> migration.to(known.second()));
    migration((migration, known) -> migration.map("book", "ride"));
    migration((migration, known) -> migration.value("book_result", "done"));
    migration((migration, known) -> migration.build());
    plan(Action.PLAN_MIGRATION, (plan, known) -> plan.from());
    plan(Action.PLAN_MIGRATION, (plan, known) -> plan.to());
    plan(Action.PLAN_MIGRATION, (plan, known) -> plan.dryRun());
    plan(Action.PLAN_MIGRATION, (plan, known) -> plan.dryRun(progress -> true));
    plan(Action.MIGRATE, (plan, known) -> plan.run());
    plan(Action.MIGRATE, (plan, known) -> plan.run(progress -> true));
  }

  private void flow() {
    on(
        Flow.class,
        Operations::flow,
        Action.MEASURE_FLOW,
        (flow, known) -> flow.report(FlowQuery.all()));
    on(
        Flow.class,
        Operations::flow,
        Action.MEASURE_FLOW,
        (flow, known) -> flow.report(new FlowQuery(null, AT.minusSeconds(60), AT.plusSeconds(60))));
    on(
        Flow.class,
        Operations::flow,
        Action.MEASURE_FLOW,
        (flow, known) -> flow.report(FlowQuery.all().stream(Ground.STREAM)));
    on(
        Flow.class,
        Operations::flow,
        Action.MEASURE_FLOW,
        (flow, known) ->
            flow.series(
                new FlowQuery(null, AT.minusSeconds(60), AT.plusSeconds(60)),
                Duration.ofSeconds(60)));
  }

  private void failures(Action action, BiFunction<Failures, Known, @Nullable Object> run) {
    on(Failures.class, Operations::failures, action, run);
  }

  private void failures() {
    failures(Action.READ_FAILURES, (failures, known) -> failures.list(0, 10));
    failures(Action.READ_FAILURES, (failures, known) -> failures.list());
    failures(Action.READ_FAILURES, (failures, known) -> failures.count());
    failures(
        Action.RETRY_FAILURE,
        (failures, known) -> {
          failures.retry(known.failure());
          return "again";
        });
    failures(
        Action.RETRY_FAILURE,
        (failures, known) -> {
          failures.retry(known.timer());
          return "again";
        });
    failures(Action.RETRY_FAILURE, (failures, known) -> failures.retryAll(Ground.HANDLER));
  }

  private void events(Action action, BiFunction<Events, Known, @Nullable Object> run) {
    on(Events.class, Operations::events, action, run);
  }

  private void events() {
    events(Action.READ_EVENTS, (events, known) -> events.sinks());
    events(Action.READ_EVENTS, (events, known) -> events.parked(StoreRows.GONE));
    events(Action.READ_EVENTS, (events, known) -> events.parked(StoreRows.GONE, 1, 1));
    events(Action.READ_EVENTS, (events, known) -> events.parked("test", 0, 5));
    events(Action.READ_EVENTS, (events, known) -> events.skipped());
    events(Action.READ_EVENTS, (events, known) -> events.skipped(0, 1));
    events(
        Action.REPLAY_EVENT,
        (events, known) -> {
          events.replay(known.event(), StoreRows.GONE);
          return "again";
        });
    events(Action.REPLAY_EVENT, (events, known) -> events.replayAll(StoreRows.GONE));
    events(
        Action.SKIP_EVENT,
        (events, known) -> {
          events.skip(known.event(), StoreRows.GONE, "nobody needs it");
          return "skipped";
        });
    events(Action.DISCARD_EVENTS, (events, known) -> events.discard(StoreRows.GONE, "it is gone"));
  }

  private void housekeeping(Action action, BiFunction<Housekeeping, Known, @Nullable Object> run) {
    on(Housekeeping.class, Operations::housekeeping, action, run);
  }

  private void housekeeping() {
    housekeeping(Action.READ_HOUSEKEEPING, (housekeeping, known) -> housekeeping.overdue());
    housekeeping(Action.READ_HOUSEKEEPING, (housekeeping, known) -> housekeeping.erasures(0, 10));
    housekeeping(Action.CLEAN_UP, (housekeeping, known) -> housekeeping.cleanUp(10));
    housekeeping(Action.CLEAN_UP, (housekeeping, known) -> housekeeping.cleanUp(10, done -> {}));
    housekeeping(
        Action.ERASE,
        (housekeeping, known) -> housekeeping.erase(ErasePerson.of("asked for", Ground.PERSON)));
  }
}
