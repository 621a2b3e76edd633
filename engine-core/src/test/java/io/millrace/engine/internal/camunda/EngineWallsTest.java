// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The second wall: the same models, deployed without the first one and run as far as they go. The
 * parse wall refuses most by their names; what it lets through is deployed one by one.
 */
@Tag("no-store")
class EngineWallsTest {
  private static final int AT_ONCE = 3_000;
  private static final List<Position> POSITIONS = Positions.all();

  private static final Position CLASS_TASK =
      at("camunda:class", "bpmn:process", "bpmn:serviceTask");
  private static final Position EXPRESSION_TASK =
      at("camunda:expression", "bpmn:process", "bpmn:serviceTask");
  private static final Position NAME = at("name", "bpmn:process", "bpmn:userTask");
  private static final Position FORM_HANDLER =
      at("camunda:formHandlerClass", "bpmn:process", "bpmn:userTask");
  private static final Position SCRIPT_TASK =
      at("", "bpmn:process", "bpmn:scriptTask", "bpmn:script");
  private static final Position LISTENER =
      at(
          "class",
          "bpmn:process",
          "bpmn:userTask",
          "bpmn:extensionElements",
          "camunda:executionListener");
  private static final Position INPUT_SCRIPT =
      at(
          "",
          "bpmn:process",
          "bpmn:userTask",
          "bpmn:extensionElements",
          "camunda:inputOutput",
          "camunda:inputParameter",
          "camunda:script");

  private static final String HOST_WITH_EXTENSION =
      "<bpmn:userTask id=\"host\"><bpmn:extensionElements><vendor:x /></bpmn:extensionElements>"
          + "</bpmn:userTask>";

  private static ProcessEngine shut;

  @BeforeAll
  static void open() {
    shut = engine(ShutEngine::shut);
  }

  @AfterAll
  static void close() {
    shut.close();
  }

  @BeforeEach
  @AfterEach
  void noTrapIsSprung() {
    assertThat(Trap.Mark.wipe()).as("the trap was sprung").isFalse();
  }

  @Test
  void shouldLetNothingHappenAtAnyPosition() {
    // given
    Set<Position> refused = new HashSet<>(refusedByName());
    Map<String, Position> others = new LinkedHashMap<>();
    POSITIONS.stream()
        .filter(position -> !refused.contains(position))
        .forEach(p -> others.putIfAbsent(p.element() + "@" + p.attribute(), p));

    // when
    List<Payload> payloads = Payload.all();
    int started = 0;
    int next = 0;
    for (Position position : others.values()) {
      Payload payload = next % 2 == 0 ? Payload.CALL : payloads.get(next % payloads.size());
      started += run(shut, position.alone(payload)) ? 1 : 0;
      next++;
    }

    // then
    System.out.printf(
        "EngineWallsTest: %d positions refused by name, %d of others deployed one by one, %d ran%n",
        refused.size(), others.size(), started);
  }

  @Test
  void shouldNeedTheWalls() {
    ProcessEngine open = engine(configuration -> {});
    try {
      // then: without them, the same models spring the trap
      for (Position position : List.of(CLASS_TASK, LISTENER, FORM_HANDLER)) {
        assertThat(springs(open, position, Payload.CLASS)).as("" + position).isTrue();
      }
      for (Position position : List.of(EXPRESSION_TASK, NAME, SCRIPT_TASK, INPUT_SCRIPT)) {
        assertThat(springs(open, position, Payload.CALL)).as("" + position).isTrue();
      }
    } finally {
      open.close();
    }
  }

  @Test
  void shouldHoldOffExpressionsWithTheirWallAlone() {
    ProcessEngine engine = engine(ShutEngine::expressions);
    try {
      assertThat(springs(engine, EXPRESSION_TASK, Payload.CALL)).isFalse();
      assertThat(springs(engine, NAME, Payload.CALL)).isFalse();
    } finally {
      engine.close();
    }
  }

  @Test
  void shouldHoldOffScriptsWithTheirWallAlone() {
    ProcessEngine engine = engine(ShutEngine::scripts);
    try {
      assertThat(springs(engine, SCRIPT_TASK, Payload.CALL)).isFalse();
      assertThat(springs(engine, INPUT_SCRIPT, Payload.CALL)).isFalse();
    } finally {
      engine.close();
    }
  }

  @Test
  void shouldHoldOffClassesWithTheWallOfModelsAlone() {
    ProcessEngine engine = engine(ShutEngine::models);
    try {
      for (Position position : List.of(CLASS_TASK, LISTENER, FORM_HANDLER)) {
        assertThat(springs(engine, position, Payload.CLASS)).isFalse();
      }
      for (Position position : List.of(EXPRESSION_TASK, SCRIPT_TASK, INPUT_SCRIPT)) {
        assertThat(springs(engine, position, Payload.CALL)).isFalse();
      }
    } finally {
      engine.close();
    }
  }

  @Test
  void shouldFetchNoSchemaThatAModelNames() throws IOException {
    // given
    AtomicInteger asked = new AtomicInteger();
    HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    String hint =
        "xsi:schemaLocation=\"urn:vendor http://localhost:"
            + server.getAddress().getPort()
            + "/x.xsd\" id=\"definitions\"";
    String model =
        at("name", "bpmn:process", "bpmn:userTask")
            .alone(new Payload("a word", "word", "word", false))
            .replace("id=\"definitions\"", hint)
            .replace("<bpmn:userTask id=\"host\" />", HOST_WITH_EXTENSION);

    // when
    try {
      run(shut, model);
      int shutAsked = asked.get();
      ProcessEngine open = engine(configuration -> {});
      run(open, model);
      open.close();

      // then
      assertThat(shutAsked).as("asked by the shut engine").isZero();
      assertThat(asked.get()).as("asked by an engine without walls").isPositive();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void shouldTakeNoDocumentType() {
    String model =
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
            + NAME.alone(new Payload("an entity", "word", "&e;", false));
    assertThat(catchThrowable(() -> deploy(shut, model)))
        .isInstanceOf(ProcessEngineException.class)
        .hasStackTraceContaining("DOCTYPE");
  }

  @Test
  void shouldTakeNoSerializedObject() {
    deploy(shut, NAME.alone(new Payload("a word", "word", "word", false)));
    String instance = shut.getRuntimeService().startProcessInstanceByKey("hostile").getId();
    Object object =
        Variables.serializedObjectValue("rO0ABXNyAAA=")
            .serializationDataFormat("application/x-java-serialized-object")
            .objectTypeName("java.util.HashMap")
            .create();
    assertThat(catchThrowable(() -> shut.getRuntimeService().setVariable(instance, "v", object)))
        .hasMessageContaining("Java serialization format is prohibited");
  }

  private static Position at(String attribute, String... path) {
    Position position = new Position(List.of(path), attribute);
    assertThat(POSITIONS.contains(position)).as("generated: " + position).isTrue();
    return position;
  }

  private static boolean springs(ProcessEngine engine, Position position, Payload payload) {
    run(engine, position.alone(payload));
    return Trap.Mark.wipe();
  }

  private static List<Position> refusedByName() {
    List<Position> refused = new ArrayList<>();
    for (int from = 0; from < POSITIONS.size(); from += AT_ONCE) {
      List<Position> some = POSITIONS.subList(from, Math.min(POSITIONS.size(), from + AT_ONCE));
      Set<Integer> lines = linesRefused(Position.packed(some, Payload.CLASS));
      int[] places = Position.lines(some);
      for (int i = 0; i < places.length; i++) {
        if (lines.contains(places[i])) {
          refused.add(some.get(i));
        }
      }
    }
    return refused;
  }

  private static Set<Integer> linesRefused(String model) {
    try {
      deploy(shut, model);
      return Set.of();
    } catch (ParseException e) {
      return e.getResorceReports().get(0).getErrors().stream()
          .filter(error -> error.getMessage().startsWith("Expected no "))
          .map(error -> error.getLine())
          .collect(Collectors.toSet());
    }
  }

  /** Runs a model as far as it goes; whether it could be started. */
  static boolean run(ProcessEngine engine, String model) {
    boolean started = false;
    String deployment;
    try {
      deployment = deploy(engine, model);
    } catch (ProcessEngineException e) {
      return false;
    }
    try {
      engine.getRuntimeService().startProcessInstanceByKey("hostile");
      started = true;
      for (Job job : engine.getManagementService().createJobQuery().list()) {
        engine.getManagementService().executeJob(job.getId());
      }
      for (Task task : engine.getTaskService().createTaskQuery().list()) {
        engine.getTaskService().complete(task.getId());
      }
    } catch (RuntimeException e) { // a model that fails has done nothing, which the mark tells
      assertThat(e).isNotInstanceOf(NullPointerException.class);
    } finally {
      engine.getRepositoryService().deleteDeployment(deployment, true);
    }
    return started;
  }

  private static String deploy(ProcessEngine engine, String model) {
    return engine
        .getRepositoryService()
        .createDeployment()
        .addInputStream("hostile.bpmn", new ByteArrayInputStream(model.getBytes(UTF_8)))
        .deploy()
        .getId();
  }

  static ProcessEngine engine(Consumer<ProcessEngineConfigurationImpl> walls) {
    ProcessEngineConfigurationImpl configuration = new StandaloneInMemProcessEngineConfiguration();
    configuration.setProcessEngineName("walls-" + UUID.randomUUID());
    configuration.setJdbcUrl("jdbc:h2:mem:" + configuration.getProcessEngineName());
    configuration.setJobExecutorActivate(false);
    configuration.setMetricsEnabled(false);
    configuration.setEnforceHistoryTimeToLive(false);
    configuration.setHistory("none");
    configuration.setEnableCmdExceptionLogging(false);
    walls.accept(configuration);
    return configuration.buildProcessEngine();
  }
}
