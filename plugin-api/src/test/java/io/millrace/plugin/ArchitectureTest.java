// SPDX-License-Identifier: Apache-2.0
package io.millrace.plugin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.millrace.api.HostCalls;
import io.millrace.api.HostImplements;

/** The fences of the plugin API. Each failure says why, and what to do instead. */
@AnalyzeClasses(packages = "io.millrace", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule SHOULD_SAY_HOW_EACH_PUBLIC_TYPE_IS_USED =
      classes()
          .that()
          .arePublic()
          .should(beMarkedOnce())
          .because(
              "types that hosts implement may not grow as those may that they call. Maybe mark it"
                  + " with @HostCalls, or with @HostImplements if it is a port");

  @ArchTest
  static final ArchRule SHOULD_LET_HOSTS_IMPLEMENT_INTERFACES_ONLY =
      classes()
          .that()
          .areAnnotatedWith(HostImplements.class)
          .should()
          .beInterfaces()
          .because("a class to extend ties hosts to its state. Maybe make it an interface");

  @ArchTest
  static final ArchRule SHOULD_CLOSE_WHAT_HOSTS_CALL =
      classes()
          .that()
          .areAnnotatedWith(HostCalls.class)
          .and()
          .areNotInterfaces()
          .and()
          .areNotAssignableTo(Exception.class)
          .should(beFinal())
          .because("nobody but Millrace extends it. Maybe declare it final, or a record");

  @ArchTest
  static final ArchRule SHOULD_DEPEND_ON_NOTHING =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages("java..", "org.jspecify..", "io.millrace..")
          .because("hosts and plugins would depend on it too. Maybe use what the JDK has");

  private static ArchCondition<JavaClass> beMarkedOnce() {
    return new ArchCondition<>("be marked as called or as implemented by hosts") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean called = type.isAnnotatedWith(HostCalls.class);
        boolean implemented = type.isAnnotatedWith(HostImplements.class);
        if (called == implemented) {
          String marks = called ? " has both marks" : " has neither mark";
          events.add(SimpleConditionEvent.violated(type, type.getFullName() + marks));
        }
      }
    };
  }

  /** Enums with a constant of its own kind are not final, and yet closed. */
  private static ArchCondition<JavaClass> beFinal() {
    return new ArchCondition<>("be final") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!type.getModifiers().contains(JavaModifier.FINAL) && !type.isEnum()) {
          events.add(SimpleConditionEvent.violated(type, type.getFullName() + " is not final"));
        }
      }
    };
  }
}
