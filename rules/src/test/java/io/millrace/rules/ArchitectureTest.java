// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.millrace", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule VENDORS_STAY_INTERNAL =
      noClasses()
          .that()
          .resideInAnyPackage("io.millrace.rules", "io.millrace.rules.change")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.drools..", "org.kie..")
          .because(
              "hosts must not meet rule engine types, so that the engine can be replaced; move the "
                  + "code to io.millrace.rules.internal and let the API speak io.millrace.model");

  @ArchTest
  static final ArchRule SIGNATURES_ARE_OURS =
      noMethods()
          .that()
          .arePublic()
          .and()
          .areDeclaredInClassesThat()
          .resideInAnyPackage("io.millrace.rules", "io.millrace.rules.change")
          .should()
          .haveRawReturnType(JavaClass.Predicates.resideInAnyPackage("org..", "de.siegmar.."))
          .because("a library's type in a signature ties hosts to it; wrap it in a type of ours");

  @ArchTest
  static final ArchRule NO_ENGINE_OF_PROCESSES =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.camunda..", "io.millrace.engine..", "io.millrace.bpmn..")
          .because("policies know nothing of streams; pass what a rule needs as a fact");
}
