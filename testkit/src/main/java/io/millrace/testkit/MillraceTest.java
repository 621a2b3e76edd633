// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.engine.MillraceBuilder;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a JUnit 5 test class a {@link TestMillrace}: one for the class, and a new tenant for each
 * test, so that tests do not see each other's work items. Constructors and methods may ask for:
 *
 * <ul>
 *   <li>{@link TestMillrace}, or {@link io.millrace.engine.Millrace},
 *   <li>{@link SettableClock}: it is one for the class, and each test finds it where the last left
 *       it,
 *   <li>{@link RecordingSink} with every event,
 *   <li>{@link io.millrace.model.Caller}: {@code ann} of the test's tenant,
 *   <li>{@link io.millrace.engine.Operations} of that caller,
 *   <li>{@link Scenario} of that caller.
 * </ul>
 *
 * <p>After the class, {@code target/millrace-paths/<class>.txt} tells which sequence flows were
 * taken.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(MillraceExtension.class)
public @interface MillraceTest {

  /** Adds plugins, value streams or policies; a class with a constructor without parameters. */
  Class<? extends UnaryOperator<MillraceBuilder>> value() default Plain.class;

  /** The built-in policies and value streams. */
  final class Plain implements UnaryOperator<MillraceBuilder> {
    /** Made by the extension. */
    public Plain() {}

    @Override
    public MillraceBuilder apply(MillraceBuilder builder) {
      return builder;
    }
  }
}
