// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.annotation.AliasFor;

/**
 * A {@link SpringBootTest} without a web server whose Millrace the test has in hand: it goes by a
 * clock that the test moves, and keeps every event. All else is the application's: its beans,
 * properties and data source; without a data source, Millrace is in memory.
 *
 * <p>Methods may ask for all that a test of {@link io.millrace.testkit.MillraceTest} may ask for:
 * {@code TestMillrace}, {@code SettableClock}, {@code RecordingSink}, and {@code Caller}, {@code
 * Operations} and {@code Scenario} of a tenant that no other test has. Spring keeps one application
 * for all test classes with the same settings; so the clock is one for them, too, and each test
 * finds it where the last left it.
 *
 * <p>Test classes with other settings get an application of their own, which Spring keeps beside
 * the first one. If both have the same database, their tenants and their events stay apart, but
 * timers and automated steps do not: whichever runs does what is due by its own clock. Give each a
 * database, or close the first with {@code @DirtiesContext}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
@ExtendWith(SpringMillrace.class)
public @interface MillraceTest {

  /** The application's configuration; found by its {@code @SpringBootApplication} if empty. */
  @AliasFor(annotation = SpringBootTest.class)
  Class<?>[] classes() default {};

  /** Properties for this test, such as {@code millrace.facts.budget=10s}. */
  @AliasFor(annotation = SpringBootTest.class)
  String[] properties() default {};
}
