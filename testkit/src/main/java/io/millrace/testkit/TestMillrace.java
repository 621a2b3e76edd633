// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.engine.ContributionStatus;
import io.millrace.engine.EngineStatus;
import io.millrace.engine.Millrace;
import io.millrace.engine.MillraceBuilder;
import io.millrace.engine.Operations;
import io.millrace.model.Caller;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A Millrace in memory with a clock that the test moves and a sink that keeps every event.
 * Thread-safe; close it after use. Starting takes a second or so: share one per test class, and
 * give each test a tenant of its own.
 *
 * <pre>{@code
 * try (TestMillrace millrace = TestMillrace.start()) {
 *   millrace.as("acme", "ann").intake().submit(Demand.builder("INC-1").title("Help").build());
 *   millrace.clock().forward(Duration.ofHours(1));
 *   millrace.events().awaitItem("acme", "INC-1", EventType.STEP_WAITING);
 * }
 * }</pre>
 */
public final class TestMillrace implements Millrace {
  /** What the clock shows at the start: a Monday morning. */
  public static final String START = "2026-03-02T08:00:00Z";

  private final Millrace millrace;
  private final Instruments instruments;

  private TestMillrace(Millrace millrace, Instruments instruments) {
    this.millrace = millrace;
    this.instruments = instruments;
  }

  /**
   * What a test holds in hand of a Millrace, whoever builds it: apply it to the builder, and put it
   * {@link TestMillrace#around around} what was built. Each is for one Millrace: the sink has a
   * name that no other has, so that several on one database do not take each other's events.
   * Thread-safe.
   *
   * @param clock the clock, which the test moves
   * @param events keeps every event
   * @param paths keeps which sequence flows were taken
   */
  public record Instruments(SettableClock clock, RecordingSink events, PathCoverage paths)
      implements UnaryOperator<MillraceBuilder> {

    /** New ones; the clock shows {@link TestMillrace#START}. */
    public static Instruments create() {
      return new Instruments(SettableClock.at(START), new RecordingSink(), new PathCoverage());
    }

    @Override
    public MillraceBuilder apply(MillraceBuilder builder) {
      String sink = "millrace-testkit-" + UUID.randomUUID();
      return builder
          .clock(clock)
          .flowWatch(paths)
          .plugin(TestPlugin.named("millrace-testkit").eventSink(sink, events));
    }
  }

  /** A Millrace that somebody else built, with the instruments that its builder was given. */
  public static TestMillrace around(Millrace millrace, Instruments instruments) {
    return new TestMillrace(millrace, instruments);
  }

  /** Starts one with the built-in policies and value streams. */
  public static TestMillrace start() {
    return start(builder -> builder);
  }

  /**
   * Starts one with more settings. Budgets of fact sources and handlers are 10 seconds unless set.
   *
   * @param settings adds plugins, value streams or policies; leave the clock and the database alone
   */
  public static TestMillrace start(UnaryOperator<MillraceBuilder> settings) {
    Instruments instruments = Instruments.create();
    MillraceBuilder builder =
        instruments
            .apply(Millrace.builder())
            .factSourceBudget(Duration.ofSeconds(10))
            .handlerBudget(Duration.ofSeconds(10));
    return around(settings.apply(builder).build(), instruments);
  }

  /** The clock: move it. */
  public SettableClock clock() {
    return instruments.clock();
  }

  /** Every event that was delivered. */
  public RecordingSink events() {
    return instruments.events();
  }

  /** Which sequence flows were taken. */
  public PathCoverage paths() {
    return instruments.paths();
  }

  /** Writes which sequence flows of the host's value streams were taken. */
  public void writePaths(Path file) {
    instruments.paths().write(millrace.as(Caller.system()).streams().list(), file);
  }

  /** What an actor of a tenant can do. */
  public Operations as(String tenant, String actor) {
    return as(new Caller(tenant, actor));
  }

  @Override
  public Operations as(Caller caller) {
    return millrace.as(caller);
  }

  @Override
  public Operations current() {
    return millrace.current();
  }

  @Override
  public void beginWork() {
    millrace.beginWork();
  }

  @Override
  public List<ContributionStatus> contributions() {
    return millrace.contributions();
  }

  @Override
  public EngineStatus status() {
    return millrace.status();
  }

  @Override
  public void close() {
    millrace.close();
  }
}
