package io.millrace.testkit;

import io.millrace.engine.Millrace;
import io.millrace.engine.MillraceBuilder;
import io.millrace.engine.Operations;
import io.millrace.model.Caller;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What a {@link MillraceTest} does. */
final class MillraceExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(MillraceExtension.class);
  private static final String ACTOR = "ann";
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

  /** Made by JUnit. */
  MillraceExtension() {}

  /** The engine of a test class, which JUnit closes after it. */
  private record Running(TestMillrace millrace, Path report) implements AutoCloseable {
    @Override
    public void close() {
      try {
        millrace.writePaths(report);
      } finally {
        millrace.close();
      }
    }
  }

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

  private static TestMillrace millrace(ExtensionContext context) {
    ExtensionContext ofClass = context;
    while (ofClass.getParent().flatMap(ExtensionContext::getTestClass).isPresent()) {
      ofClass = ofClass.getParent().get();
    }
    Class<?> test = ofClass.getRequiredTestClass();
    return ofClass
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Running.class, key -> start(test), Running.class)
        .millrace();
  }

  private static Running start(Class<?> test) {
    MillraceTest annotation = test.getAnnotation(MillraceTest.class);
    UnaryOperator<MillraceBuilder> settings =
        annotation == null ? new MillraceTest.Plain() : settings(annotation.value());
    Path report = Path.of("target", "millrace-paths", test.getName() + ".txt");
    return new Running(TestMillrace.start(settings), report);
  }

  private static UnaryOperator<MillraceBuilder> settings(
      Class<? extends UnaryOperator<MillraceBuilder>> type) {
    try {
      Constructor<? extends UnaryOperator<MillraceBuilder>> constructor =
          type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new ParameterResolutionException(
          "Expected " + type.getName() + " to have a constructor without parameters.", e);
    }
  }

  /** One for each test: what a constructor and a method of it ask for is the same. */
  private static Caller caller(ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            Caller.class,
            key -> new Caller("tenant-" + TENANTS.incrementAndGet(), ACTOR),
            Caller.class);
  }
}
