// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import java.util.HashMap;
import java.util.Map;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.engine.ArtifactFactory;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.scripting.ExecutableScript;
import org.camunda.bpm.engine.impl.scripting.ScriptFactory;
import org.camunda.bpm.engine.impl.scripting.engine.ScriptEngineResolver;

/**
 * Shuts the process engine: models are checked before they come here, but that check must not be
 * the only wall. Each method is a wall of its own, and holds without the others.
 */
final class ShutEngine {
  private ShutEngine() {}

  /** Builds all walls. */
  static void shut(ProcessEngineConfigurationImpl engine) {
    models(engine);
    expressions(engine);
    scripts(engine);
    classes(engine);
    data(engine);
  }

  /** Models that ask for more than Millrace uses are not deployed. */
  static void models(ProcessEngineConfigurationImpl engine) {
    engine.setBpmnParseFactory(ShutModels::new);
    engine.setEnableXxeProcessing(false);
    engine.setCmmnEnabled(false);
    engine.setDmnEnabled(false);
  }

  static void expressions(ProcessEngineConfigurationImpl engine) {
    Map<Object, Object> beans = new HashMap<>(Map.of("millrace", Map.of("decide", new Decide())));
    engine.setBeans(beans);
    engine.setExpressionManager(new ClosedExpressions(beans));
    engine.setEnableExpressionsInStoredQueries(false);
    engine.setEnableExpressionsInAdhocQueries(false);
  }

  /** No script is made from a model, and none that got in finds an engine. */
  static void scripts(ProcessEngineConfigurationImpl engine) {
    engine.setScriptFactory(new NoScripts());
    engine.setScriptEngineResolver(new NoScriptEngines());
    engine.setEnableFetchScriptEngineFromProcessApplication(false);
    engine.setEnableScriptEngineLoadExternalResources(false);
    engine.setEnableScriptEngineNashornCompatibility(false);
    engine.setConfigureScriptEngineHostAccess(false);
  }

  static void classes(ProcessEngineConfigurationImpl engine) {
    engine.setArtifactFactory(new NoArtifacts());
    engine.setInvokeCustomVariableListeners(false);
  }

  /** Nothing is deserialized into an object. */
  static void data(ProcessEngineConfigurationImpl engine) {
    engine.setJavaSerializationFormatEnabled(false);
    engine.setDeserializationTypeValidationEnabled(true);
    engine.setDeserializationAllowedClasses("");
    engine.setDeserializationAllowedPackages("");
    engine.setStandaloneTasksEnabled(false);
  }

  private static ProcessEngineException refused(String what, String name) {
    return new ProcessEngineException(
        "Expected no " + what + " in a model, but found \"" + name + "\".");
  }

  private static final class NoArtifacts implements ArtifactFactory {
    @Override
    public <T> T getArtifact(Class<T> type) {
      throw refused("class", type.getName());
    }
  }

  private static final class NoScripts extends ScriptFactory {
    @Override
    public ExecutableScript createScriptFromResource(String language, String resource) {
      throw refused("script", language);
    }

    @Override
    public ExecutableScript createScriptFromResource(String language, Expression resource) {
      throw refused("script", language);
    }

    @Override
    public ExecutableScript createScriptFromSource(String language, String source) {
      throw refused("script", language);
    }

    @Override
    public ExecutableScript createScriptFromSource(String language, Expression source) {
      throw refused("script", language);
    }
  }

  private static final class NoScriptEngines implements ScriptEngineResolver {
    @Override
    public void addScriptEngineFactory(ScriptEngineFactory factory) {
      throw refused("script", factory.getLanguageName());
    }

    @Override
    public ScriptEngineManager getScriptEngineManager() {
      return new ScriptEngineManager(null); // looks for engines of the platform alone
    }

    @Override
    public ScriptEngine getScriptEngine(String language, boolean cached) {
      throw refused("script", language);
    }
  }
}
