package io.millrace.engine.internal;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.millrace.engine.ContributionStatus;
import io.millrace.engine.EngineStatus;
import io.millrace.engine.HostTransactions;
import io.millrace.engine.Millrace;
import io.millrace.engine.Operations;
import io.millrace.engine.internal.access.Gatekeeper;
import io.millrace.engine.internal.camunda.CamundaFailures;
import io.millrace.engine.internal.camunda.CamundaQueues;
import io.millrace.engine.internal.camunda.CamundaRuntime;
import io.millrace.engine.internal.camunda.HandlerPool;
import io.millrace.engine.internal.isolation.Shield;
import io.millrace.engine.internal.isolation.Shields;
import io.millrace.engine.internal.packs.ActivationLog;
import io.millrace.engine.internal.packs.ActivePacks;
import io.millrace.engine.internal.packs.PackAssembler;
import io.millrace.engine.internal.packs.PackStore;
import io.millrace.engine.internal.packs.ScenarioCheck;
import io.millrace.engine.internal.packs.ScenarioGate;
import io.millrace.engine.internal.store.BulkReads;
import io.millrace.engine.internal.store.FoundDatabase;
import io.millrace.engine.internal.store.Schema;
import io.millrace.engine.internal.streams.StreamStore;
import io.millrace.engine.internal.streams.TenantStreams;
import io.millrace.model.Caller;
import io.millrace.model.InvalidInputException;
import io.millrace.plugin.port.Archive;
import io.millrace.plugin.port.Authorisation;
import io.millrace.plugin.port.EventSink;
import io.millrace.plugin.port.Notifier;
import io.millrace.plugin.port.People;
import io.millrace.plugin.port.StepHandler;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.change.ChangeFacts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires everything together, and takes it apart again in the opposite order. */
public final class DefaultMillrace implements Millrace {
  private static final Logger LOG = LoggerFactory.getLogger(DefaultMillrace.class);
  private static final int LONGEST_FAILURE = 500;

  /** By how much what asks several ports outlasts what asks one of them. */
  private static final Duration SLACK = Duration.ofMillis(250);

  private static final long LATE_FACTS_MILLIS = 5_000;
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name = "millrace-" + COUNT.incrementAndGet();
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  /** Null once it is closed: whoever keeps a closed Millrace keeps no process engine. */
  private volatile @Nullable Kit kit;

  /**
   * @param settings what the builder was told
   */
  public DefaultMillrace(Settings settings) {
    this(settings, new Contributed(settings.plugins()));
  }

  private DefaultMillrace(Settings settings, Contributed contributed) {
    this(
        settings,
        contributed,
        PackAssembler.of(settings.packs(), contributed.designed()),
        new ScenarioCheck());
  }

  /**
   * @param assembler puts policy packs together
   * @param gate runs the scenarios of packs before they take effect
   */
  DefaultMillrace(Settings settings, PackAssembler assembler, ScenarioGate gate) {
    this(settings, new Contributed(settings.plugins()), assembler, gate);
  }

  private DefaultMillrace(
      Settings settings, Contributed contributed, PackAssembler assembler, ScenarioGate gate) {
    try {
      kit = wireOutside(settings, () -> wire(settings, contributed, assembler, gate));
    } catch (CompletionException e) {
      close();
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Tables are made outside any transaction of the host's: another thread is in none. */
  private static Kit wireOutside(Settings settings, Supplier<Kit> wiring) {
    HostTransactions host = settings.transactions();
    return host != null && host.isActive()
        ? CompletableFuture.supplyAsync(wiring, task -> new Thread(task).start()).join()
        : wiring.get();
  }

  private Kit wire(
      Settings settings, Contributed contributed, PackAssembler assembler, ScenarioGate gate) {
    Clock clock = contributed.clockOr(settings.clock());
    ExecutorService helpers = threads();
    part(helpers::shutdownNow);
    Shields shields =
        new Shields(settings.isolation(), helpers, e -> FailureText.of(e, LONGEST_FAILURE));
    ShieldedPorts ports = new ShieldedPorts(contributed, shields, settings.factBudget());
    Database database = Database.open(settings);
    part(database);
    FoundDatabase found = FoundDatabase.begin(database.dataSource());
    part(found);
    ClockCheck clocks = new ClockCheck(database.dataSource(), settings.clocks().tolerance());
    // the engine takes the longest to start: rules, streams and own tables get ready beside it
    CompletableFuture<Void> schema =
        CompletableFuture.runAsync(() -> Schema.migrate(database.dataSource(), found), helpers);
    CompletableFuture<PolicyPack> base =
        CompletableFuture.supplyAsync(() -> assembler.assemble(null), helpers);
    StreamChecks checks =
        new StreamChecks(contributed.designed().checks(), helpers, StreamChecks.BUDGET);
    CompletableFuture<HostStreams> streams =
        CompletableFuture.supplyAsync(
            () -> HostStreams.of(contributed.designed(), settings.streams(), checks), helpers);

    NoArgGenerator ids = Generators.timeBasedEpochGenerator();
    CompletableFuture<Environment> environment = new CompletableFuture<>();
    List<Consumer<UnitOfWork.Left>> afterCommit = new CopyOnWriteArrayList<>();
    CamundaRuntime runtime =
        new CamundaRuntime(
            database.dataSource(),
            settings.transactions(),
            found,
            store -> new UnitOfWork(store, environment.join()),
            left -> afterCommit.forEach(part -> part.accept(left)),
            settings.flows());
    CompletableFuture<PackDesk> packs = new CompletableFuture<>();
    part(() -> base.thenAccept(PolicyPack::close));
    part(() -> packs.thenAccept(PackDesk::close)); // after the runtime: its last operations decide
    part(runtime);
    schema.join();
    found.close();
    PackDesk desk = packs(settings, clock, runtime, base.join(), assembler, gate);
    packs.complete(desk);
    StreamStore streamStore =
        new StreamStore(new JoinedStreamTransactions(runtime), () -> Environment.now(clock));
    StreamRegistry registry = new StreamRegistry(runtime::model, new TenantStreams(streamStore));
    Environment env =
        new Environment(
            clock,
            runtime,
            new Assessor(desk.active()),
            registry,
            ports.participants(),
            contributed.sinkNames(),
            settings.retention(),
            new WorkingFacts(contributed.workingTime()),
            ids);
    environment.complete(env);
    StreamNeeds.requireCalled(streams.join().all());
    streamStore.installHost(streams.join().all()).forEach(registry::install);
    Performer performer = new Performer(env, runtime);
    People people = ports.people();
    ChangeFacts changeFacts =
        ports
            .fill(ChangeFacts.builder(helpers).budget(settings.factBudget().plus(SLACK)), people)
            .build();
    Map<String, StepHandler> handlers = contributed.stepHandlers();
    handlers.put(GatherChangeFacts.NAME, new GatherChangeFacts(runtime, changeFacts, env::now));
    // of its own streams: the built-in ones hand over to people where nobody brings a handler
    StreamNeeds.unhandled(streams.join().own(), handlers.keySet()).forEach(LOG::warn);
    StreamDesk streamDesk =
        new StreamDesk(streamStore, registry, runtime, desk, Set.copyOf(handlers.keySet()), checks);
    startHandlers(
        settings,
        runtime,
        env,
        handlers,
        ports.handlers(handlers, settings.handlers().threads()),
        afterCommit,
        clocks);
    clocks.whenever(good -> runtime.runTimers(settings.timers() && good));
    long checkMillis = settings.clocks().every().toMillis();
    part(new Worker(name + "-clocks", checkMillis, clocks::checkAgain));
    Deliveries deliveries = deliveries(settings, contributed, ports, env, runtime);
    afterCommit.add(
        left -> {
          if (left.events()) {
            deliveries.wake();
          }
        });
    part(
        new Worker(
            name + "-packs",
            settings.packs().poll().toMillis(),
            () -> {
              streamDesk.poll();
              return desk.poll();
            }));
    FactLookup lookup = ports.lookup();
    if (settings.transactions() != null && lookup.hasSources()) {
      LateFacts late = new LateFacts(runtime, runtime::inOwnTransaction, lookup, performer);
      Worker asker = new Worker(name + "-late-facts", LATE_FACTS_MILLIS, late::round);
      part(asker);
      afterCommit.add(
          left -> {
            if (left.facts()) {
              asker.wake();
            }
          });
    }
    Archive archive = ports.archive();
    CleanUp cleanUp = new CleanUp(env, runtime, archive);
    part(
        new Worker(
            name + "-housekeeping",
            settings.retention().every().toMillis(),
            new Housekeeper(cleanUp, env)::round));
    return new Kit(
        env,
        runtime,
        performer,
        lookup,
        contributed.demandIds(),
        new Candidates(env, runtime, people),
        new Callers(contributed.callers()),
        changeFacts,
        desk,
        streamDesk,
        new CamundaFailures(runtime),
        deliveries,
        cleanUp,
        new Eraser(env, runtime, archive),
        clocks,
        shields,
        new StatusReader(
            runtime, new CamundaQueues(), Set.copyOf(handlers.keySet()), deliveries, clocks, desk),
        new BulkReads(database.dataSource(), runtime::isInHostTransaction),
        gatekeeper(settings, contributed.authorisation(), helpers));
  }

  private static @Nullable Gatekeeper gatekeeper(
      Settings settings, @Nullable Authorisation authorisation, ExecutorService helpers) {
    return authorisation == null
        ? null
        : new Gatekeeper(authorisation, settings.authorisationBudget(), helpers);
  }

  private void startHandlers(
      Settings settings,
      CamundaRuntime runtime,
      Environment env,
      Map<String, StepHandler> handlers,
      Map<String, Shield> shields,
      List<Consumer<UnitOfWork.Left>> afterCommit,
      ClockCheck clocks) {
    HandlerPool pool =
        new HandlerPool(
            name,
            runtime,
            new HandledSteps(env, settings.handlers().attempts()),
            handlers,
            shields,
            settings.handlers(),
            clocks::isGood);
    part(pool);
    afterCommit.add(
        left -> {
          if (left.steps()) {
            pool.wake();
          }
        });
  }

  private Deliveries deliveries(
      Settings settings,
      Contributed contributed,
      ShieldedPorts ports,
      Environment env,
      CamundaRuntime runtime) {
    Map<String, EventSink> sinks = new LinkedHashMap<>(contributed.eventSinks());
    Notifier notifier = contributed.notifier();
    if (notifier != null) {
      sinks.put(Notifications.NAME, new Notifications(env, runtime, notifier));
    }
    Deliveries deliveries =
        new Deliveries(sinks, settings.sinks(), ports::sink, runtime::inOwnTransaction);
    part(deliveries);
    return deliveries;
  }

  private static PackDesk packs(
      Settings settings,
      Clock clock,
      ProcessRuntime runtime,
      PolicyPack base,
      PackAssembler assembler,
      ScenarioGate gate) {
    JoinedTransactions transactions = new JoinedTransactions(runtime);
    PackStore store = new PackStore(transactions);
    Supplier<Instant> now = () -> Environment.now(clock);
    ActivePacks active = new ActivePacks(base, assembler, store, clock, settings.packs().loaded());
    return new PackDesk(store, new ActivationLog(transactions, now), active, assembler, gate, now);
  }

  private ExecutorService threads() {
    AtomicInteger count = new AtomicInteger();
    return Executors.newCachedThreadPool(
        task -> {
          Thread thread = new Thread(task, name + "-helper-" + count.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Whether this machine's clock and the database's were together at the last look. */
  boolean clocksAreGood() {
    Kit open = kit;
    return open != null && open.clocks().isGood();
  }

  private void part(AutoCloseable part) {
    parts.push(part);
  }

  @Override
  public Operations as(Caller caller) {
    return open().as(caller);
  }

  @Override
  public Operations current() {
    Kit open = open();
    return open.as(open.callers().current());
  }

  @Override
  public List<ContributionStatus> contributions() {
    return open().shields().status();
  }

  @Override
  public EngineStatus status() {
    return open().status().read();
  }

  private Kit open() {
    Kit open = kit;
    if (open == null) {
      throw new InvalidInputException(
          "Expected this Millrace to be open, but it was closed.",
          "build a new one, or close it later");
    }
    return open;
  }

  @Override
  public void close() {
    kit = null;
    @Nullable AutoCloseable part;
    while ((part = parts.poll()) != null) {
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("A part of {} did not close cleanly; the others follow.", name, e);
      }
    }
  }
}
