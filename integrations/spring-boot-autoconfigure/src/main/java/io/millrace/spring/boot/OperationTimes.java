// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.millrace.engine.ContributionStatus;
import io.millrace.engine.EngineStatus;
import io.millrace.engine.Millrace;
import io.millrace.engine.Operations;
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

  private Operations timed(Operations operations) {
    MeterRegistry to = registry.get();
    return to == null ? operations : proxy(Operations.class, new TimedParts(operations, to));
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  /** Each part of the operations, measured. */
  private record TimedParts(Operations operations, MeterRegistry registry)
      implements InvocationHandler {

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      Object part = call(operations, method, arguments);
      if (part == null || method.getDeclaringClass() == Object.class) {
        return part;
      }
      Class<?> type = method.getReturnType();
      return proxy(type, new TimedPart(type, part, registry));
    }
  }

  private record TimedPart(Class<?> type, Object part, MeterRegistry registry)
      implements InvocationHandler {

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      if (method.getDeclaringClass() == Object.class) {
        return call(part, method, arguments);
      }
      Timer.Sample sample = Timer.start(registry);
      String exception = NONE;
      try {
        return call(part, method, arguments);
      } catch (Throwable e) {
        exception = e.getClass().getSimpleName();
        throw e;
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
