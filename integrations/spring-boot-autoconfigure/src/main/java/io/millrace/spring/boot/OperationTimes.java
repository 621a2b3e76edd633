// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.millrace.engine.ContributionStatus;
import io.millrace.engine.Decisions;
import io.millrace.engine.EngineStatus;
import io.millrace.engine.Events;
import io.millrace.engine.Failures;
import io.millrace.engine.Flow;
import io.millrace.engine.Housekeeping;
import io.millrace.engine.Intake;
import io.millrace.engine.Millrace;
import io.millrace.engine.Operations;
import io.millrace.engine.Policies;
import io.millrace.engine.Streams;
import io.millrace.engine.Work;
import io.millrace.model.Caller;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures how long each operation takes that the application calls, with the application's own
 * transaction around it left out. Thread-safe.
 */
final class OperationTimes implements MillraceDecorator {
  private static final String NONE = "none";

  private final Supplier<@Nullable MeterRegistry> registry;

  /**
   * @param registry asked at each operation: it may come later than Millrace
   */
  OperationTimes(Supplier<@Nullable MeterRegistry> registry) {
    this.registry = registry;
  }

  @Override
  public Millrace decorate(Millrace millrace) {
    return new Timed(millrace, this);
  }

  private record Timed(Millrace millrace, OperationTimes times) implements Millrace {

    @Override
    public Operations as(Caller caller) {
      return times.timed(millrace.as(caller));
    }

    @Override
    public Operations current() {
      return times.timed(millrace.current());
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

  private Operations timed(Operations operations) {
    MeterRegistry to = registry.get();
    return to == null ? operations : new TimedOperations(operations, to);
  }

  private record TimedOperations(Operations operations, MeterRegistry registry)
      implements Operations {

    @Override
    public Intake intake() {
      return timed(Intake.class, operations.intake());
    }

    @Override
    public Work work() {
      return timed(Work.class, operations.work());
    }

    @Override
    public Decisions decisions() {
      return timed(Decisions.class, operations.decisions());
    }

    @Override
    public Policies policies() {
      return timed(Policies.class, operations.policies());
    }

    @Override
    public Flow flow() {
      return timed(Flow.class, operations.flow());
    }

    @Override
    public Streams streams() {
      return timed(Streams.class, operations.streams());
    }

    @Override
    public Failures failures() {
      return timed(Failures.class, operations.failures());
    }

    @Override
    public Events events() {
      return timed(Events.class, operations.events());
    }

    @Override
    public Housekeeping housekeeping() {
      return timed(Housekeeping.class, operations.housekeeping());
    }

    private <T> T timed(Class<T> type, T part) {
      InvocationHandler handler = new TimedPart(type, part, registry);
      return type.cast(
          Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
  }

  private record TimedPart(Class<?> type, Object part, MeterRegistry registry)
      implements InvocationHandler {

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      if (method.getDeclaringClass() == Object.class) {
        return method.invoke(part, arguments);
      }
      Timer.Sample sample = Timer.start(registry);
      String exception = NONE;
      try {
        return method.invoke(part, arguments);
      } catch (InvocationTargetException e) {
        exception = e.getTargetException().getClass().getSimpleName();
        throw e.getTargetException();
      } finally {
        sample.stop(timer(method, exception));
      }
    }

    private Timer timer(Method method, String exception) {
      return Timer.builder("millrace.operation")
          .description("How long operations took")
          .tag("operation", type.getSimpleName().toLowerCase(Locale.ROOT) + "." + method.getName())
          .tag("exception", exception)
          .register(registry);
    }
  }
}
