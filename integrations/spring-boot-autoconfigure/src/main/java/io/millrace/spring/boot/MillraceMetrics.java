// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.millrace.engine.ContributionStatus;
import io.millrace.engine.ContributionStatus.State;
import io.millrace.engine.EngineStatus;
import io.millrace.engine.EngineStatus.Waiting;
import io.millrace.engine.Millrace;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What waits in Millrace, as gauges, and how contributions do, as counters. All gauges of what
 * waits come from one look at the database, which is taken at most every few seconds, however often
 * they are read. While the database cannot be read, they are NaN. Thread-safe.
 */
public final class MillraceMetrics implements MeterBinder {
  private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();

  private final Millrace millrace;
  private @Nullable EngineStatus last;
  private long readAt;

  /**
   * @param millrace what is measured
   */
  public MillraceMetrics(Millrace millrace) {
    this.millrace = millrace;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    queue(registry, "timers", "Timers of value streams that are due", EngineStatus::timers);
    queue(registry, "steps", "Automated steps that nobody is at work on", EngineStatus::steps);
    queue(registry, "events", "Events that sinks have yet to take", EngineStatus::events);
    gauge(
        registry,
        "millrace.events.parked",
        "Events that a sink refused too often",
        EngineStatus::parkedEvents);
    gauge(
        registry,
        "millrace.events.held",
        "Events that wait behind a refused or parked one",
        EngineStatus::heldEvents);
    gauge(
        registry,
        "millrace.failures",
        "Automated steps and timers that were given up",
        EngineStatus::failures);
    gauge(
        registry,
        "millrace.late.facts",
        "Work items whose fact sources are still to be asked",
        EngineStatus::lateFacts);
    gauge(
        registry,
        "millrace.sinks.stalled",
        "Event sinks that do not return",
        status -> status.stalledSinks().size());
    gauge(
        registry,
        "millrace.clock.agrees",
        "1 if this machine's clock and the database's are together, else 0",
        status -> status.clocksAgree() ? 1 : 0);
    millrace.contributions().forEach(one -> contribution(registry, one));
  }

  /** Contributions are what they are from the start; only their figures change. */
  private void contribution(MeterRegistry registry, ContributionStatus one) {
    Tags tags = Tags.of("port", one.port(), "name", one.name(), "plugin", one.plugin());
    count(registry, "calls", tags, one, "Calls that began", ContributionStatus::calls);
    count(registry, "failures", tags, one, "Calls that failed", ContributionStatus::failures);
    count(registry, "refused", tags, one, "Calls not made", ContributionStatus::refused);
    FunctionTimer.builder(
            "millrace.contribution.duration",
            this,
            metrics -> (long) metrics.now(one, now -> (double) now.calls() - now.running()),
            metrics -> metrics.now(one, now -> (double) now.busy().toNanos()),
            TimeUnit.NANOSECONDS)
        .description("How long calls took")
        .tags(tags)
        .register(registry);
    Gauge.builder(
            "millrace.contribution.available",
            this,
            metrics -> metrics.now(one, now -> now.state() == State.AVAILABLE ? 1 : 0))
        .description("1 if it is called, else 0")
        .tags(tags)
        .strongReference(true)
        .register(registry);
  }

  private void count(
      MeterRegistry registry,
      String name,
      Tags tags,
      ContributionStatus one,
      String description,
      ToDoubleFunction<ContributionStatus> value) {
    FunctionCounter.builder(
            "millrace.contribution." + name, this, metrics -> metrics.now(one, value))
        .description(description)
        .tags(tags)
        .register(registry);
  }

  private double now(ContributionStatus one, ToDoubleFunction<ContributionStatus> value) {
    return millrace.contributions().stream()
        .filter(
            now ->
                now.port().equals(one.port())
                    && now.name().equals(one.name())
                    && now.plugin().equals(one.plugin()))
        .findFirst()
        .map(value::applyAsDouble)
        .orElse(Double.NaN);
  }

  private void queue(
      MeterRegistry registry,
      String name,
      String description,
      Function<EngineStatus, Waiting> queue) {
    gauge(
        registry, "millrace." + name + ".due", description, status -> queue.apply(status).count());
    Gauge.builder(
            "millrace." + name + ".oldest",
            this,
            metrics ->
                metrics.read(status -> queue.apply(status).age(status.at()).toMillis() / 1_000.0))
        .description("How long the oldest of them has been waiting: " + description)
        .baseUnit("seconds")
        .strongReference(true)
        .register(registry);
  }

  private void gauge(
      MeterRegistry registry,
      String name,
      String description,
      ToDoubleFunction<EngineStatus> value) {
    Gauge.builder(name, this, metrics -> metrics.read(value))
        .description(description)
        .strongReference(true)
        .register(registry);
  }

  private double read(ToDoubleFunction<EngineStatus> value) {
    EngineStatus status = status();
    return status == null ? Double.NaN : value.applyAsDouble(status);
  }

  private synchronized @Nullable EngineStatus status() {
    long now = System.nanoTime();
    if (readAt == 0 || now - readAt > FRESH_NANOS) {
      readAt = now;
      try {
        last = millrace.status();
      } catch (RuntimeException e) { // the database's own metrics and the health tell why
        last = null;
      }
    }
    return last;
  }
}
