package io.millrace.engine.internal;

import io.millrace.model.InvalidInputException;
import io.millrace.plugin.Contributions;
import io.millrace.plugin.Plugin;
import io.millrace.plugin.port.EventListener;
import io.millrace.plugin.port.FactSource;
import io.millrace.plugin.port.Participant;
import io.millrace.plugin.port.StepHandler;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the plugins brought. Filled once, on the building thread, and read afterwards. */
final class Contributed implements Contributions {
  private final List<FactSource> factSources = new ArrayList<>();
  private final Map<String, StepHandler> stepHandlers = new LinkedHashMap<>();
  private final List<EventListener> eventListeners = new ArrayList<>();
  private final List<Participant> participants = new ArrayList<>();

  Contributed(List<Plugin> plugins) {
    Set<String> ids = new HashSet<>();
    for (Plugin plugin : plugins) {
      if (!ids.add(plugin.id())) {
        throw new InvalidInputException(
            "Expected each plugin to have its own id, but '" + plugin.id() + "' is there twice.",
            "register the plugin once");
      }
      plugin.contribute(this);
    }
  }

  @Override
  public Contributions factSource(FactSource source) {
    factSources.add(source);
    return this;
  }

  @Override
  public Contributions stepHandler(StepHandler handler) {
    if (stepHandlers.putIfAbsent(handler.name(), handler) != null) {
      throw new InvalidInputException(
          "Expected each step handler to have its own name, but '"
              + handler.name()
              + "' is there twice.",
          "rename one, or register one plugin only");
    }
    return this;
  }

  @Override
  public Contributions eventListener(EventListener listener) {
    eventListeners.add(listener);
    return this;
  }

  @Override
  public Contributions participant(Participant participant) {
    participants.add(participant);
    return this;
  }

  List<FactSource> factSources() {
    return List.copyOf(factSources);
  }

  Map<String, StepHandler> stepHandlers() {
    return Map.copyOf(stepHandlers);
  }

  List<EventListener> eventListeners() {
    return List.copyOf(eventListeners);
  }

  List<Participant> participants() {
    return List.copyOf(participants);
  }
}
