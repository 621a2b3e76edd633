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
  private final SettableClock clock;
  private final RecordingSink events;
  private final PathCoverage paths;

  private TestMillrace(
      Millrace millrace, SettableClock clock, RecordingSink events, PathCoverage paths) {
    this.millrace = millrace;
    this.clock = clock;
    this.events = events;
    this.paths = paths;
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
    SettableClock clock = SettableClock.at(START);
    RecordingSink events = new RecordingSink();
    PathCoverage paths = new PathCoverage();
    MillraceBuilder builder =
        Millrace.builder()
            .clock(clock)
            .flowWatch(paths)
            .factSourceBudget(Duration.ofSeconds(10))
            .handlerBudget(Duration.ofSeconds(10))
            .plugin(TestPlugin.named("millrace-testkit").eventSink("millrace-testkit", events));
    return new TestMillrace(settings.apply(builder).build(), clock, events, paths);
  }

  /** The clock: move it. */
  public SettableClock clock() {
    return clock;
  }

  /** Every event that was delivered. */
  public RecordingSink events() {
    return events;
  }

  /** Which sequence flows were taken. */
  public PathCoverage paths() {
    return paths;
  }

  /** Writes which sequence flows of the host's value streams were taken. */
  public void writePaths(Path file) {
    paths.write(millrace.as(Caller.system()).streams().list(), file);
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
