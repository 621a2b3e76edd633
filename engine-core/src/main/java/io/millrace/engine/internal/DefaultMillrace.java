// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.ContributionStatus;
import io.millrace.engine.EngineStatus;
import io.millrace.engine.HostTransactions;
import io.millrace.engine.InvalidStateException;
import io.millrace.engine.Millrace;
import io.millrace.engine.Operations;
import io.millrace.engine.internal.packs.PackAssembler;
import io.millrace.engine.internal.packs.PackExtras;
import io.millrace.engine.internal.packs.ScenarioCheck;
import io.millrace.engine.internal.packs.ScenarioGate;
import io.millrace.model.Caller;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Millrace: put together when it is made, and taken apart in the opposite order. */
public final class DefaultMillrace implements Millrace {
  private static final Logger LOG = LoggerFactory.getLogger(DefaultMillrace.class);
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
        extras -> PackAssembler.of(settings.packs(), extras),
        new ScenarioCheck());
  }

  /**
   * @param assembler puts policy packs together
   * @param gate runs the scenarios of packs before they take effect
   */
  DefaultMillrace(Settings settings, PackAssembler assembler, ScenarioGate gate) {
    this(settings, new Contributed(settings.plugins()), extras -> assembler, gate);
  }

  private DefaultMillrace(
      Settings settings,
      Contributed contributed,
      Function<PackExtras, PackAssembler> assemblers,
      ScenarioGate gate) {
    try {
      kit =
          wireOutside(
              settings,
              () -> new Wiring(name, settings, contributed, assemblers, gate, parts::push).kit());
      if (settings.backgroundWork()) {
        beginWork();
      }
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
        ? CompletableFuture.supplyAsync(
                wiring, task -> Threads.daemon(task, "millrace-start").start())
            .join()
        : wiring.get();
  }

  /** Whether this machine's clock and the database's were together at the last look. */
  boolean clocksAreGood() {
    Kit open = kit;
    return open != null && open.clocks().isGood();
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
  public void beginWork() {
    open().background().begin();
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
      throw new InvalidStateException(
          "millrace",
          "Expected this Millrace to be open, but it was closed.",
          "build a new one, or close it later");
    }
    return open;
  }

  @Override
  public void close() {
    Kit open = kit;
    kit = null;
    if (open != null) {
      open.background().end();
    }
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
