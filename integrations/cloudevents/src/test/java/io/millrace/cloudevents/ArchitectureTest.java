// SPDX-License-Identifier: Apache-2.0
package io.millrace.cloudevents;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The fences of this module. */
@AnalyzeClasses(packages = "io.millrace.cloudevents", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule SHOULD_DEPEND_ON_THE_PLUGIN_API_ONLY =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "io.cloudevents..",
              "com.fasterxml.jackson.core..",
              "io.millrace.cloudevents..",
              "io.millrace.event..",
              "io.millrace.model..",
              "io.millrace.plugin..")
          .because(
              "a sink belongs to a plugin, and plugins know the plugin API alone. Maybe pass what is"
                  + " needed in");

  @ArchTest
  static final ArchRule SHOULD_NOT_SHOW_JACKSON =
      noClasses()
          .that()
          .doNotHaveSimpleName("EventJson")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml..")
          .because("how JSON is written is nobody's business. Maybe add a method to EventJson");

  @ArchTest
  static final ArchRule SHOULD_BE_FINAL =
      classes()
          .that()
          .areTopLevelClasses()
          .and()
          .doNotHaveSimpleName("package-info")
          .should()
          .haveModifier(JavaModifier.FINAL)
          .because("nothing here is meant to be extended. Maybe declare it final");
}
