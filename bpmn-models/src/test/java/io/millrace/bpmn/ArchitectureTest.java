// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.millrace.bpmn", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule SHOULD_NOT_KNOW_VENDORS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.camunda..", "org.operaton..", "org.kie..", "org.drools..")
          .because(
              "hosts read the catalogue without an engine, and the engine may change. Maybe read"
                  + " what you need in io.millrace.bpmn.internal.StreamReader, or move the code to"
                  + " engine-core's internal.camunda");

  @ArchTest
  static final ArchRule SHOULD_NOT_SHOW_INTERNALS =
      noClasses()
          .that()
          .resideInAPackage("io.millrace.bpmn")
          .and()
          .doNotHaveSimpleName("ValueStreams")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.millrace.bpmn.internal..")
          .because(
              "the API is values only, and ValueStreams is its one door to the reader. Maybe pass"
                  + " the value in from there");

  @ArchTest
  static final ArchRule SHOULD_BE_FINAL =
      classes()
          .that()
          .areTopLevelClasses()
          .and()
          .areNotInterfaces()
          .and()
          .areNotEnums()
          .and()
          .doNotHaveSimpleName("package-info")
          .should()
          .haveModifier(JavaModifier.FINAL)
          .because("nothing here is meant to be extended. Maybe declare it final, or a record");
}
