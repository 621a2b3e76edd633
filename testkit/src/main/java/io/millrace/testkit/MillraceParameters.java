// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.engine.Millrace;
import io.millrace.engine.Operations;
import io.millrace.model.Caller;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives JUnit 5 tests what {@link MillraceTest} promises, each test in a tenant of its own: for
 * extensions that get their Millrace from somewhere, such as an application context. Thread-safe.
 */
public abstract class MillraceParameters implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(MillraceParameters.class);
  private static final String ACTOR = "ann";

  /** Other processes may have their tests in the same database, before or at the same time. */
  private static final String PROCESS =
      String.format(Locale.ROOT, "%08x", new SecureRandom().nextInt());

  private static final AtomicInteger TENANTS = new AtomicInteger();

  private static final Map<Class<?>, BiFunction<TestMillrace, Caller, Object>> PARAMETERS =
      Map.of(
          TestMillrace.class, (millrace, caller) -> millrace,
          Millrace.class, (millrace, caller) -> millrace,
          SettableClock.class, (millrace, caller) -> millrace.clock(),
          RecordingSink.class, (millrace, caller) -> millrace.events(),
          Caller.class, (millrace, caller) -> caller,
          Operations.class, TestMillrace::as,
          Scenario.class,
              (millrace, caller) -> Scenario.of(millrace, caller.tenant(), caller.actor()));

  /** For subclasses. */
  protected MillraceParameters() {}

  /** The Millrace of a test; the same for all tests of a class. */
  protected abstract TestMillrace millrace(ExtensionContext context);

  /** What a constructor asks for is the test's, as what its methods ask for. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(
      ExtensionContext rootContext) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return PARAMETERS.containsKey(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    BiFunction<TestMillrace, Caller, Object> gives =
        PARAMETERS.get(parameter.getParameter().getType());
    if (gives == null) {
      throw new ParameterResolutionException("Expected a known type: " + parameter);
    }
    return gives.apply(millrace(context), caller(context));
  }

  /** One for each test: what a constructor and a method of it ask for is the same. */
  private static Caller caller(ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            Caller.class,
            key -> new Caller("test-" + PROCESS + "-" + TENANTS.incrementAndGet(), ACTOR),
            Caller.class);
  }
}
