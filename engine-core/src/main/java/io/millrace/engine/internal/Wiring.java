// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import com.fasterxml.uuid.Generators;
import io.millrace.engine.EngineException;
import io.millrace.engine.HostTransactions;
import io.millrace.engine.internal.camunda.CamundaFailures;
import io.millrace.engine.internal.camunda.CamundaQueues;
import io.millrace.engine.internal.camunda.CamundaRuntime;
import io.millrace.engine.internal.camunda.HandlerPool;
import io.millrace.engine.internal.isolation.Shields;
import io.millrace.engine.internal.packs.ActivationLog;
import io.millrace.engine.internal.packs.ActivePacks;
import io.millrace.engine.internal.packs.PackAssembler;
import io.millrace.engine.internal.packs.PackExtras;
import io.millrace.engine.internal.packs.PackStore;
import io.millrace.engine.internal.packs.ScenarioGate;
import io.millrace.engine.internal.store.BulkReads;
import io.millrace.engine.internal.store.FoundDatabase;
import io.millrace.engine.internal.store.Schema;
import io.millrace.engine.internal.streams.StreamStore;
import io.millrace.engine.internal.streams.TenantStreams;
import io.millrace.model.InvalidInputException;
import io.millrace.plugin.port.Archive;
import io.millrace.plugin.port.EventSink;
import io.millrace.plugin.port.Notifier;
import io.millrace.plugin.port.People;
import io.millrace.plugin.port.StepHandler;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.change.ChangeFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a Millrace together. Each part that has something to close is told to the owner as soon as
 * it is there: the owner closes them in the opposite order, also if what follows fails.
 */
final class Wiring {
  private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);
  private static final int LONGEST_FAILURE = 500;

  /** By how much what asks several ports outlasts what asks one of them. */
  private static final Duration SLACK = Duration.ofMillis(250);

  private static final long LATE_FACTS_MILLIS = 5_000;

  private final String name;
  private final Settings settings;
  private final Contributed contributed;
  private final PackAssembler assembler;
  private final ScenarioGate gate;
  private final Consumer<AutoCloseable> owner;
  private final Clock clock;
  private final ExecutorService helpers;
  private final Shields shields;
  private final ShieldedPorts ports;
  private final BackgroundWork background = new BackgroundWork();
  private final List<Consumer<UnitOfWork.Left>> afterCommit = new CopyOnWriteArrayList<>();

  /**
   * @param name begins the names of all threads
   * @param assemblers put policy packs together, with what plugins add
   * @param owner closes parts, the last one first
   */
  Wiring(
      String name,
      Settings settings,
      Contributed contributed,
      Function<PackExtras, PackAssembler> assemblers,
      ScenarioGate gate,
      Consumer<AutoCloseable> owner) {
    this.name = name;
    this.settings = settings;
    this.contributed = contributed;
    this.gate = gate;
    this.owner = owner;
    this.clock = contributed.clockOr(settings.clock());
    this.helpers = threads(name);
    owner.accept(helpers::shutdownNow);
    this.shields =
        new Shields(settings.isolation(), helpers, e -> FailureText.of(e, LONGEST_FAILURE));
    this.ports = new ShieldedPorts(contributed, shields, settings.factBudget());
    this.assembler = assemblers.apply(ports.policies());
  }

  private static ExecutorService threads(String name) {
    AtomicInteger count = new AtomicInteger();
    ClassLoader loader = Thread.currentThread().getContextClassLoader(); // of the one who builds
    return Executors.newCachedThreadPool(
        task -> Threads.daemon(task, name + "-helper-" + count.incrementAndGet(), loader));
  }

  /** All of it, started but for the work in the background. */
  Kit kit() {
    Database database = closing(Database.open(settings));
    requireOneTransaction(database.dataSource());
    FoundDatabase found = closing(FoundDatabase.begin(database.dataSource()));
    tell(found.place());
    StreamChecks checks = ports.streamChecks();
    // the engine takes the longest to start: rules, streams and own tables get ready beside it
    CompletableFuture<Void> schema =
        CompletableFuture.runAsync(() -> Schema.migrate(database.dataSource(), found), helpers);
    CompletableFuture<PolicyPack> base = beside(() -> assembler.assemble(null));
    CompletableFuture<HostStreams> streams =
        beside(() -> HostStreams.of(contributed.designed(), settings.streams(), checks));
    CompletableFuture<Environment> environment = new CompletableFuture<>();
    CamundaRuntime runtime = runtime(database, found, environment);
    owner.accept(() -> base.thenAccept(PolicyPack::close));
    CompletableFuture<PackDesk> packs = new CompletableFuture<>();
    owner.accept(() -> packs.thenAccept(PackDesk::close)); // the runtime's last operations decide
    closing(runtime);
    schema.join();
    found.close();
    PackDesk desk = packDesk(runtime, base.join());
    packs.complete(desk);
    StreamStore store =
        new StreamStore(new JoinedStreamTransactions(runtime), () -> Environment.now(clock));
    StreamRegistry registry = new StreamRegistry(runtime::model, new TenantStreams(store));
    Environment env = environment(runtime, desk, registry);
    environment.complete(env);
    install(streams.join(), store, registry);
    return running(new Base(database, runtime, desk, store, registry, env, checks), streams.join());
  }

  /** A host that forgot to name its database would find out when it starts the next time. */
  private void tell(FoundDatabase.Place place) {
    if (place.lasting()) {
      LOG.info("{} keeps its data in {}.", name, place.words());
    } else if (settings.dataSource() == null) {
      LOG.info("{} keeps its data in memory, until it is closed.", name);
    } else {
      LOG.warn(
          "{} keeps its data in {}: in memory, which ends with this process. Maybe set the address"
              + " of the data source.",
          name,
          place.words());
    }
  }

  /** Connections that commit by themselves would part process state and own rows in silence. */
  private void requireOneTransaction(DataSource source) {
    HostTransactions host = settings.transactions();
    if (host != null && Boolean.TRUE.equals(host.inNew(() -> commitsByItself(source)))) {
      throw new InvalidInputException(
          "Expected connections of the data source to belong to the host's transactions, but within"
              + " one the data source gave a connection that commits by itself.",
          "name the transaction manager that belongs to the data source, or the other way round; in"
              + " Spring Boot with millrace.database.transaction-manager, or do without it with"
              + " millrace.database.join-transactions=false");
    }
  }

  private static boolean commitsByItself(DataSource source) {
    try (Connection connection = source.getConnection()) {
      return connection.getAutoCommit();
    } catch (SQLException e) {
      throw new EngineException(
          "Expected a connection to the database, but there is none: " + e.getMessage(),
          "see whether the database runs, and whether the data source reaches it",
          e);
    }
  }

  /** What the rest stands on. */
  private record Base(
      Database database,
      CamundaRuntime runtime,
      PackDesk packs,
      StreamStore streams,
      StreamRegistry registry,
      Environment env,
      StreamChecks checks) {}

  /** Everything that works by itself, and what operations need. */
  private Kit running(Base base, HostStreams streams) {
    Environment env = base.env;
    CamundaRuntime runtime = base.runtime;
    Performer performer = new Performer(env, runtime);
    People people = ports.people();
    ChangeFacts changeFacts =
        ports
            .fill(ChangeFacts.builder(helpers).budget(settings.factBudget().plus(SLACK)), people)
            .build();
    Map<String, StepHandler> handlers = contributed.stepHandlers();
    handlers.put(GatherChangeFacts.NAME, new GatherChangeFacts(runtime, changeFacts, env::now));
    Set<String> handled = Set.copyOf(handlers.keySet());
    // of its own streams: the built-in ones hand over to people where nobody brings a handler
    StreamNeeds.unhandled(streams.own(), handled).forEach(LOG::warn);
    StreamDesk streamDesk =
        new StreamDesk(base.streams, base.registry, runtime, base.packs, handled, base.checks);
    ClockCheck clocks = new ClockCheck(base.database.dataSource(), settings.clocks().tolerance());
    startHandlers(base, handlers, clocks);
    watchClocks(runtime, clocks);
    Deliveries deliveries = deliveries(env, runtime);
    worker(
        "packs",
        settings.packs().poll().toMillis(),
        () -> {
          streamDesk.poll();
          return base.packs.poll();
        });
    FactLookup lookup = ports.lookup();
    lateFacts(runtime, lookup, performer);
    Archive archive = ports.archive();
    CleanUp cleanUp = new CleanUp(env, runtime, archive);
    backgroundWorker(
        "housekeeping",
        settings.retention().every().toMillis(),
        new Housekeeper(cleanUp, env)::round);
    return new Kit(
        background,
        env,
        runtime,
        performer,
        lookup,
        ports.demandIds(),
        new Candidates(env, runtime, people),
        new Callers(ports.callers()),
        changeFacts,
        base.packs,
        streamDesk,
        new CamundaFailures(runtime),
        deliveries,
        cleanUp,
        new Eraser(env, runtime, archive),
        clocks,
        shields,
        new StatusReader(runtime, new CamundaQueues(), handled, deliveries, clocks, base.packs),
        new BulkReads(base.database.dataSource(), runtime::isInHostTransaction),
        ports.gatekeeper(settings.authorisationBudget()));
  }

  private CamundaRuntime runtime(
      Database database, FoundDatabase found, CompletableFuture<Environment> environment) {
    return new CamundaRuntime(
        name,
        database.dataSource(),
        settings.transactions(),
        found,
        store -> new UnitOfWork(store, environment.join()),
        left -> afterCommit.forEach(part -> part.accept(left)),
        settings.flows());
  }

  private PackDesk packDesk(ProcessRuntime runtime, PolicyPack base) {
    JoinedTransactions transactions = new JoinedTransactions(runtime);
    PackStore store = new PackStore(transactions);
    Supplier<Instant> now = () -> Environment.now(clock);
    ActivePacks active = new ActivePacks(base, assembler, store, clock, settings.packs().loaded());
    return new PackDesk(store, new ActivationLog(transactions, now), active, assembler, gate, now);
  }

  private Environment environment(CamundaRuntime runtime, PackDesk desk, StreamRegistry registry) {
    return new Environment(
        clock,
        runtime,
        new Assessor(desk.active()),
        registry,
        ports.participants(),
        contributed.sinkNames(),
        settings.retention(),
        ports.workingFacts(),
        Generators.timeBasedEpochGenerator());
  }

  private static void install(HostStreams streams, StreamStore store, StreamRegistry registry) {
    StreamNeeds.requireCalled(streams.all());
    store.installHost(streams.all()).forEach(registry::install);
  }

  private void startHandlers(Base base, Map<String, StepHandler> handlers, ClockCheck clocks) {
    HandlerPool pool =
        closing(
            new HandlerPool(
                name,
                base.runtime,
                new HandledSteps(base.env, settings.handlers().attempts()),
                handlers,
                ports.handlers(handlers, settings.handlers().threads()),
                settings.handlers(),
                () -> background.hasBegun() && clocks.isGood()));
    whenLeft(UnitOfWork.Left::steps, pool::wake);
    background.whenBegun(pool::wake);
  }

  private void watchClocks(CamundaRuntime runtime, ClockCheck clocks) {
    if (settings.timers()) {
      background.whenBegun(() -> clocks.whenever(runtime::runTimers));
    }
    worker("clocks", settings.clocks().every().toMillis(), clocks::checkAgain);
  }

  private Deliveries deliveries(Environment env, CamundaRuntime runtime) {
    Map<String, EventSink> sinks = new LinkedHashMap<>(contributed.eventSinks());
    Notifier notifier = contributed.notifier();
    if (notifier != null) {
      sinks.put(Notifications.NAME, new Notifications(env, runtime, notifier));
    }
    Deliveries deliveries =
        closing(
            new Deliveries(
                sinks, settings.sinks(), ports::sink, runtime::inOwnTransaction, background));
    whenLeft(UnitOfWork.Left::events, deliveries::wake);
    background.whenBegun(deliveries::wake);
    return deliveries;
  }

  /** Sources that are not asked within a host's transaction are asked after its commit. */
  private void lateFacts(CamundaRuntime runtime, FactLookup lookup, Performer performer) {
    if (settings.transactions() != null && lookup.hasSources()) {
      LateFacts late = new LateFacts(runtime, runtime::inOwnTransaction, lookup, performer);
      Worker worker = backgroundWorker("late-facts", LATE_FACTS_MILLIS, late::round);
      whenLeft(UnitOfWork.Left::facts, worker::wake);
    }
  }

  private Worker worker(String task, long everyMillis, Worker.Round round) {
    return closing(new Worker(name + "-" + task, everyMillis, round));
  }

  /** One whose first round comes when work in the background begins. */
  private Worker backgroundWorker(String task, long everyMillis, Worker.Round round) {
    Worker worker = worker(task, everyMillis, background.gated(round));
    background.whenBegun(worker::wake);
    return worker;
  }

  /** Wakes somebody after each commit that left work for them. */
  private void whenLeft(Predicate<UnitOfWork.Left> any, Runnable wake) {
    afterCommit.add(
        left -> {
          if (any.test(left)) {
            wake.run();
          }
        });
  }

  private <T> CompletableFuture<T> beside(Supplier<T> task) {
    return CompletableFuture.supplyAsync(task, helpers);
  }

  private <T extends AutoCloseable> T closing(T part) {
    owner.accept(part);
    return part;
  }
}
