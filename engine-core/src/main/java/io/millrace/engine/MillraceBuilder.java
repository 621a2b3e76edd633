// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.bpmn.ValueStream;
import io.millrace.engine.internal.ClockSettings;
import io.millrace.engine.internal.DefaultMillrace;
import io.millrace.engine.internal.HandlerSettings;
import io.millrace.engine.internal.Settings;
import io.millrace.engine.internal.SinkSettings;
import io.millrace.engine.internal.packs.PackSettings;
import io.millrace.model.InvalidInputException;
import io.millrace.plugin.Plugin;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PackSource;
import io.millrace.rules.PolicyPack;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Says how Millrace is built. Everything has a default: without any call, {@link #build} gives an
 * engine with the built-in policies and value streams on an H2 database in memory. Not thread-safe.
 */
public final class MillraceBuilder {
  /** Parsed statements are kept: a restore stream needs about a hundred different ones. */
  private static final String H2_SETTINGS =
      ";DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000;QUERY_CACHE_SIZE=256";

  /** How many packs of tenants stay loaded; others are loaded again when they are needed. */
  private static final int LOADED_PACKS = 64;

  /** Two clocks may differ by twice that, which is what a lock lasts longer than a handler. */
  private static final Duration LARGEST_CLOCK_TOLERANCE =
      HandlerSettings.DEFAULTS.lockMargin().dividedBy(2);

  private @Nullable DataSource dataSource;
  private @Nullable HostTransactions transactions;
  private @Nullable Path file;
  private @Nullable Clock clock;
  private @Nullable Supplier<PolicyPack> policies;
  private @Nullable BuiltInOptions builtIn;
  private final List<PackSource> hostPacks = new ArrayList<>();
  private boolean tenantRules;
  private Duration packPoll = Duration.ofSeconds(5);
  private boolean backgroundWork = true;
  private boolean timers = true;
  private Duration factBudget = Duration.ofSeconds(2);
  private Duration authorisationBudget = Duration.ofSeconds(2);
  private HandlerSettings handlers = HandlerSettings.DEFAULTS;
  private ClockSettings clocks = ClockSettings.DEFAULTS;
  private SinkSettings sinks = SinkSettings.DEFAULTS;
  private Retention retention = Retention.defaults();
  private Isolation isolation = Isolation.defaults();
  private @Nullable FlowWatch flows;
  private final List<Plugin> plugins = new ArrayList<>();
  private final List<ValueStream> streams = new ArrayList<>();

  MillraceBuilder() {}

  /** Keeps everything in H2 database files beside this path, durable against a crash. */
  public MillraceBuilder h2File(Path path) {
    file = path;
    return this;
  }

  /**
   * Keeps everything in the host's database: H2 2.x or PostgreSQL, isolation READ COMMITTED.
   * Millrace does not close the data source.
   */
  public MillraceBuilder dataSource(DataSource source) {
    dataSource = source;
    return this;
  }

  /**
   * Takes part in the host's transactions: an operation that is called inside one is part of it.
   * Needs a {@linkplain #dataSource data source} whose connections belong to them; see {@link
   * HostTransactions}. Without it, each operation has a transaction of its own.
   */
  public MillraceBuilder transactions(HostTransactions value) {
    transactions = value;
    return this;
  }

  /** The clock of this Millrace, for default times and thresholds; the system's by default. */
  public MillraceBuilder clock(Clock value) {
    clock = value;
    return this;
  }

  /** The data of the built-in pack, such as the priority matrix, instead of its defaults. */
  public MillraceBuilder policies(BuiltInOptions options) {
    builtIn = options;
    return this;
  }

  /**
   * Adds a layer of policies on top of the built-in pack and of the host packs added before, for
   * all tenants. It is loaded at the start, which fails with every problem if it cannot be.
   */
  public MillraceBuilder hostPack(PackSource pack) {
    hostPacks.add(pack);
    return this;
  }

  /**
   * Whether packs of tenants may hold rules, which are then checked, and not tables and scenarios
   * alone; they may not by default.
   */
  public MillraceBuilder tenantRules(boolean allowed) {
    tenantRules = allowed;
    return this;
  }

  /**
   * How often to look for packs that were activated, and value streams that were added or removed,
   * on other nodes with the same database; 5 seconds by default.
   */
  public MillraceBuilder packPoll(Duration interval) {
    packPoll = positive("poll interval of packs", interval);
    return this;
  }

  /**
   * A loaded pack as the policies of all tenants. It takes no layers: neither the host nor a tenant
   * can add packs to it. The supplier is called once, on another thread, while the process engine
   * starts; Millrace closes the pack.
   */
  public MillraceBuilder policies(Supplier<PolicyPack> pack) {
    policies = pack;
    return this;
  }

  /** Adds a plugin. */
  public MillraceBuilder plugin(Plugin plugin) {
    plugins.add(plugin);
    return this;
  }

  /** Adds a value stream, or replaces the built-in one of the same key. */
  public MillraceBuilder valueStream(ValueStream stream) {
    streams.add(stream);
    return this;
  }

  /**
   * Whether this process does at once what nobody calls it for: automated steps, timers, events for
   * sinks, facts that are asked after a commit, clean-up. It does by default. Otherwise that waits
   * for other nodes, or until {@link Millrace#beginWork} is called: by a host that starts further
   * parts after its Millrace, or never, on a node that serves people alone.
   */
  public MillraceBuilder backgroundWork(boolean atOnce) {
    backgroundWork = atOnce;
    return this;
  }

  /** Whether timers in value streams run in this process; they do by default. */
  public MillraceBuilder timers(boolean run) {
    timers = run;
    return this;
  }

  /**
   * How long one fact source may take for one submission, and one port for the facts of one change;
   * 2 seconds by default.
   */
  public MillraceBuilder factSourceBudget(Duration budget) {
    factBudget = positive("fact source budget", budget);
    return this;
  }

  /**
   * How long the {@linkplain io.millrace.plugin.port.Authorisation authorisation} of a plugin may
   * take for one question; 2 seconds by default. What it does not allow by then is denied.
   */
  public MillraceBuilder authorisationBudget(Duration budget) {
    authorisationBudget = positive("authorisation budget", budget);
    return this;
  }

  /** How long one handler may take for one step; 40 seconds by default. */
  public MillraceBuilder handlerBudget(Duration budget) {
    handlers = handlers.budget(positive("handler budget", budget));
    return this;
  }

  /** How many handlers run at once in this process; 4 by default. */
  public MillraceBuilder handlerThreads(int threads) {
    handlers = handlers.threads(positive("number of handler threads", threads));
    return this;
  }

  /**
   * How often a handler may begin with one step before Millrace gives up and blocks the step; 3 by
   * default. An attempt that ends with its process counts. Give all nodes the same number.
   */
  public MillraceBuilder handlerAttempts(int attempts) {
    handlers = handlers.attempts(positive("number of handler attempts", attempts));
    return this;
  }

  /**
   * How far this machine's clock and the database's may be apart; 5 seconds by default, 10 seconds
   * at most, since locks on automated steps outlast the handler budget by 20 seconds. Beyond that
   * Millrace does not start, and a running one takes no automated steps and timers.
   */
  public MillraceBuilder clockTolerance(Duration tolerance) {
    clocks = clocks.tolerance(positive("clock tolerance", tolerance));
    if (tolerance.compareTo(LARGEST_CLOCK_TOLERANCE) > 0) {
      throw new InvalidInputException(
          "Expected the clock tolerance to be at most "
              + LARGEST_CLOCK_TOLERANCE
              + ", but it is "
              + tolerance
              + ".",
          "let all machines follow the same time servers (NTP)");
    }
    return this;
  }

  /**
   * How often an event sink may refuse an event before the event is parked; 10 by default, which
   * takes between 8 and 9 minutes. The pause is 1 second at first and doubles up to 5 minutes.
   */
  public MillraceBuilder sinkAttempts(int attempts) {
    sinks = sinks.attempts(positive("number of sink attempts", attempts));
    return this;
  }

  /**
   * How long an event sink may take for one event; 10 seconds by default. A call that takes longer
   * is interrupted and counts as refused.
   */
  public MillraceBuilder sinkBudget(Duration budget) {
    sinks = sinks.budget(positive("sink budget", budget));
    return this;
  }

  /**
   * How long ended work items and commands are kept, and whether Millrace deletes them by itself
   * afterwards; by default nothing is deleted.
   */
  public MillraceBuilder retention(Retention value) {
    retention = value;
    return this;
  }

  /** Who hears of each sequence flow that is taken, as reports of tests do; nobody by default. */
  public MillraceBuilder flowWatch(FlowWatch watch) {
    flows = watch;
    return this;
  }

  /** How contributions of plugins are kept apart: how many calls at once, when to suspend one. */
  public MillraceBuilder isolation(Isolation value) {
    isolation = value;
    return this;
  }

  /**
   * Builds the engine and starts it. The first start on an empty database creates the tables.
   *
   * @throws InvalidInputException if settings contradict one another
   * @throws io.millrace.rules.PackLoadException if a host pack cannot be loaded
   * @throws EngineException if the database cannot be used
   */
  public Millrace build() {
    if (dataSource != null && file != null) {
      throw new InvalidInputException(
          "Expected either a data source or an H2 file, but both were given.", "leave one out");
    }
    if (transactions != null && dataSource == null) {
      throw new InvalidInputException(
          "Expected a data source whose connections belong to the host's transactions, but none was"
              + " given.",
          "pass it to dataSource(...), or leave transactions(...) out");
    }
    if (policies != null && (builtIn != null || !hostPacks.isEmpty())) {
      throw new InvalidInputException(
          "Expected either a loaded pack or layers of packs, but both were given.",
          "leave policies(Supplier) out, which takes no layers");
    }
    return new DefaultMillrace(
        new Settings(
            dataSource,
            transactions,
            file == null ? memoryUrl() : fileUrl(file),
            clock,
            packs(),
            backgroundWork,
            timers,
            factBudget,
            authorisationBudget,
            handlers,
            clocks,
            sinks,
            retention,
            isolation,
            flows,
            List.copyOf(plugins),
            List.copyOf(streams)));
  }

  private PackSettings packs() {
    return new PackSettings(
        policies, builtIn, List.copyOf(hostPacks), tenantRules, packPoll, LOADED_PACKS);
  }

  private static String memoryUrl() {
    return "jdbc:h2:mem:millrace-" + UUID.randomUUID() + H2_SETTINGS;
  }

  /** Without a write delay an acknowledged commit survives a crash of the process. */
  private static String fileUrl(Path path) {
    String location = path.toAbsolutePath().toString();
    if (location.indexOf(';') >= 0) {
      throw new InvalidInputException(
          "Expected the path of the H2 files to have no semicolon, but it is '" + location + "'.",
          "choose another folder");
    }
    return "jdbc:h2:async:" + location + H2_SETTINGS + ";WRITE_DELAY=0;CACHE_SIZE=" + cacheKib();
  }

  /** H2's page cache: a fifth of the heap, instead of H2's own sixteenth. */
  private static long cacheKib() {
    return Runtime.getRuntime().maxMemory() / 1024 / 5;
  }

  private static int positive(String what, int value) {
    if (value < 1) {
      throw new InvalidInputException(
          "Expected the " + what + " to be 1 or more, but it is " + value + ".",
          "leave it out to have the default");
    }
    return value;
  }

  private static Duration positive(String what, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new InvalidInputException(
          "Expected the " + what + " to be positive, but it is " + value + ".",
          "pass a duration such as Duration.ofSeconds(2)");
    }
    return value;
  }
}
