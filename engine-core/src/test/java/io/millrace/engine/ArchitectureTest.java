// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The fences of engine-core. Each failure says why, and what to do instead. */
@Tag("no-store")
@AnalyzeClasses(packages = "io.millrace.engine", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] VENDORS = {
    "org.camunda..",
    "org.kie..",
    "org.drools..",
    "org.apache.ibatis..",
    "org.h2..",
    "org.flywaydb..",
    "com.zaxxer..",
    "com.fasterxml..",
    "org.slf4j.."
  };

  /** The inner types of the engine that are used: the one list of design.md. Keep it short. */
  private static final List<String> ENGINE_INTERNALS =
      List.of(
          "org.camunda.bpm.engine.impl.bpmn.behavior.AbstractBpmnActivityBehavior",
          "org.camunda.bpm.engine.impl.bpmn.behavior.ExternalTaskActivityBehavior",
          "org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior",
          "org.camunda.bpm.engine.impl.bpmn.deployer.BpmnDeployer",
          "org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener",
          "org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse",
          "org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser",
          "org.camunda.bpm.engine.impl.cfg.IdGenerator",
          "org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl",
          "org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration",
          "org.camunda.bpm.engine.impl.cfg.TransactionContext",
          "org.camunda.bpm.engine.impl.cfg.TransactionListener",
          "org.camunda.bpm.engine.impl.cfg.TransactionState",
          "org.camunda.bpm.engine.impl.cmd.GetNextIdBlockCmd",
          "org.camunda.bpm.engine.impl.context.Context",
          "org.camunda.bpm.engine.impl.db.IdBlock",
          "org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager",
          "org.camunda.bpm.engine.impl.db.sql.DbSqlSession",
          "org.camunda.bpm.engine.impl.el.JuelExpressionManager",
          "org.camunda.bpm.engine.impl.el.ReadOnlyMapELResolver",
          "org.camunda.bpm.engine.impl.el.VariableContextElResolver",
          "org.camunda.bpm.engine.impl.el.VariableScopeElResolver",
          "org.camunda.bpm.engine.impl.history.event.HistoricActivityInstanceEventEntity",
          "org.camunda.bpm.engine.impl.history.event.HistoricScopeInstanceEvent",
          "org.camunda.bpm.engine.impl.history.event.HistoricTaskInstanceEventEntity",
          "org.camunda.bpm.engine.impl.history.event.HistoryEvent",
          "org.camunda.bpm.engine.impl.history.handler.DbHistoryEventHandler",
          "org.camunda.bpm.engine.impl.history.producer.CacheAwareHistoryEventProducer",
          "org.camunda.bpm.engine.impl.interceptor.Command",
          "org.camunda.bpm.engine.impl.interceptor.CommandContext",
          "org.camunda.bpm.engine.impl.interceptor.CommandContextInterceptor",
          "org.camunda.bpm.engine.impl.interceptor.CommandExecutor",
          "org.camunda.bpm.engine.impl.interceptor.CommandInterceptor",
          "org.camunda.bpm.engine.impl.interceptor.Session",
          "org.camunda.bpm.engine.impl.interceptor.SessionFactory",
          "org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor",
          "org.camunda.bpm.engine.impl.jobexecutor.JobExecutor",
          "org.camunda.bpm.engine.impl.persistence.deploy.cache.DeploymentCache",
          "org.camunda.bpm.engine.impl.persistence.entity.IdentityLinkEntity",
          "org.camunda.bpm.engine.impl.persistence.entity.IdentityLinkManager",
          "org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity",
          "org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionManager",
          "org.camunda.bpm.engine.impl.persistence.entity.TaskEntity",
          "org.camunda.bpm.engine.impl.persistence.entity.TaskManager",
          "org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity",
          "org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceManager",
          "org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution",
          "org.camunda.bpm.engine.impl.pvm.process.ActivityImpl",
          "org.camunda.bpm.engine.impl.pvm.process.ScopeImpl",
          "org.camunda.bpm.engine.impl.pvm.process.TransitionImpl",
          "org.camunda.bpm.engine.impl.scripting.ExecutableScript",
          "org.camunda.bpm.engine.impl.scripting.ScriptFactory",
          "org.camunda.bpm.engine.impl.scripting.engine.ScriptEngineResolver",
          "org.camunda.bpm.engine.impl.task.TaskDefinition",
          "org.camunda.bpm.engine.impl.util.xml.Element",
          "org.camunda.bpm.engine.impl.util.xml.Namespace");

  @ArchTest
  static final ArchRule SHOULD_NOT_SHOW_VENDORS =
      classes()
          .that(are(visibleToHosts()))
          .should(onlyShow(DescribedPredicate.not(resideInAnyPackage(VENDORS))))
          .because(
              "a vendor's type in a public signature would tie every host to it, and the engine is"
                  + " to be exchanged. Maybe return a record of io.millrace.engine or"
                  + " io.millrace.model, and translate in internal");

  @ArchTest
  static final ArchRule SHOULD_NOT_SHOW_INTERNALS =
      classes()
          .that(are(visibleToHosts()))
          .should(onlyShow(DescribedPredicate.not(resideInAPackage("..internal.."))))
          .because(
              "nothing internal is promised to anybody. Maybe move the type to io.millrace.engine,"
                  + " or hide it behind an interface that is there");

  @ArchTest
  static final ArchRule SHOULD_KEEP_THE_ENGINE_IN_ONE_ROOM =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.millrace.engine.internal.camunda")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.camunda..", "org.operaton..", "org.cibseven..")
          .because(
              "the same sources must later run on other engines of that family. Maybe add a method"
                  + " to ProcessRuntime and implement it in internal.camunda");

  @ArchTest
  static final ArchRule SHOULD_USE_FEW_INNER_TYPES_OF_THE_ENGINE =
      noClasses()
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "are inner types of the engine that ENGINE_INTERNALS does not list",
                  type ->
                      type.getPackageName().startsWith("org.camunda.bpm.engine.impl")
                          && !ENGINE_INTERNALS.contains(type.getFullName())))
          .because(
              "inner types change without notice and must exist in Operaton and CIB seven too."
                  + " Maybe use the public services; if there is no way, check both forks and list"
                  + " the type in ArchitectureTest.ENGINE_INTERNALS");

  @ArchTest
  static final ArchRule SHOULD_NOT_KNOW_THE_RULE_ENGINE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.kie..", "org.drools..", "io.millrace.rules.internal..")
          .because("rules keeps its engine to itself. Maybe ask io.millrace.rules.PolicyPack");

  @ArchTest
  static final ArchRule SHOULD_DEPEND_ON_LISTED_MODULES_ONLY =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.millrace..")
                  .and(
                      DescribedPredicate.not(
                          resideInAnyPackage(
                              "io.millrace.engine..",
                              "io.millrace.model..",
                              "io.millrace.plugin..",
                              "io.millrace.event..",
                              "io.millrace.rules..",
                              "io.millrace.bpmn.."))))
          .because(
              "design.md's table of modules lets engine-core depend on plugin-api, rules and"
                  + " bpmn-models. Maybe the code belongs into the module that needs it");

  @ArchTest
  static final ArchRule SHOULD_NOT_GO_ROUND_IN_INTERNAL =
      slices()
          .matching("io.millrace.engine.internal.(store|flow|packs|streams)..")
          .should()
          .beFreeOfCycles()
          .because(
              "store, flow, packs and streams are rooms of their own. Maybe pass a value in instead of calling"
                  + " back");

  @ArchTest
  static final ArchRule SHOULD_KEEP_THE_ROOMS_BELOW_THE_OPERATIONS =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.millrace.engine.internal.store",
              "io.millrace.engine.internal.flow",
              "io.millrace.engine.internal.packs",
              "io.millrace.engine.internal.streams")
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "are operations or the process engine's room",
                  type ->
                      type.getPackageName().equals("io.millrace.engine.internal")
                          || type.getPackageName().equals("io.millrace.engine.internal.camunda")))
          .because(
              "rows, figures, packs and versions know nothing of who asks. Maybe pass the value in");

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

  @ArchTest
  static final ArchRule SHOULD_NOT_TOUCH_THE_CLOCK_OF_THE_JVM =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.camunda.bpm.engine.impl.util.ClockUtil")
          .because(
              "the engine's clock is one per JVM, and the host may run an engine of its own. Maybe"
                  + " use Environment.now()");

  @ArchTest
  static void shouldListOnlyInnerTypesThatAreUsed(JavaClasses classes) {
    List<String> used =
        classes.stream()
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .map(Dependency::getTargetClass)
            .map(JavaClass::getFullName)
            .distinct()
            .toList();

    assertThat(ENGINE_INTERNALS)
        .as("a type that is no longer used must leave the list, so that it stays the truth")
        .isSubsetOf(used)
        .isSorted();
  }

  @Test
  void shouldDocumentEveryPublicType() throws IOException {
    Pattern documented =
        Pattern.compile("\\*/\\s+(@\\w+(\\([^)]*\\))?\\s+)*public (sealed |final )?(\\w+) (\\w+)");
    TreeSet<String> bare = new TreeSet<>();
    Path sources = Path.of("src/main/java/io/millrace/engine");
    try (Stream<Path> files = Files.list(sources)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String text = Files.readString(file);
        boolean isPackage = file.endsWith("package-info.java");
        if (isPackage ? !text.contains("@NullMarked") : !documented.matcher(text).find()) {
          bare.add(file.getFileName().toString());
        }
      }
    }

    assertThat(bare)
        .as("hosts read the Javadoc: say purpose, thread-safety and lifecycle of each public type")
        .isEmpty();
  }

  private static DescribedPredicate<JavaClass> visibleToHosts() {
    return DescribedPredicate.describe(
        "public types outside of internal packages",
        type ->
            type.getModifiers().contains(JavaModifier.PUBLIC)
                && !type.getPackageName().contains(".internal"));
  }

  private static ArchCondition<JavaClass> onlyShow(DescribedPredicate<JavaClass> allowed) {
    return new ArchCondition<>("show hosts only what " + allowed.getDescription()) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaMember member : type.getMembers()) {
          boolean visible =
              member.getModifiers().contains(JavaModifier.PUBLIC)
                  || member.getModifiers().contains(JavaModifier.PROTECTED);
          if (visible) {
            shown(member)
                .filter(shown -> !allowed.test(shown.getBaseComponentType()))
                .forEach(
                    shown ->
                        events.add(
                            SimpleConditionEvent.violated(
                                member, member.getFullName() + " shows " + shown.getName())));
          }
        }
      }
    };
  }

  private static Stream<JavaClass> shown(JavaMember member) {
    Stream<JavaClass> types = member.getAllInvolvedRawTypes().stream();
    return member instanceof JavaCodeUnit unit
        ? Stream.concat(types, unit.getExceptionTypes().stream())
        : types;
  }
}
