// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.engine.MillraceBuilder;
import io.millrace.engine.NotAllowedException;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** What a {@link MillraceTest} does. */
final class MillraceExtension extends MillraceParameters {
  private static final Namespace NAMESPACE = Namespace.create(MillraceExtension.class);

  /** Made by JUnit. */
  MillraceExtension() {}

  /** The engine of a test class, which JUnit closes after it. */
  private record Running(TestMillrace millrace, Path report) implements AutoCloseable {
    @Override
    public void close() {
      try {
        millrace.writePaths(report);
      } catch (NotAllowedException e) {
        // the test's authorisation denies the list of streams: there is no report then
      } finally {
        millrace.close();
      }
    }
  }

  @Override
  protected TestMillrace millrace(ExtensionContext context) {
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
}
