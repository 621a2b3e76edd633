package io.millrace.engine.internal;

import io.millrace.bpmn.Step;
import io.millrace.bpmn.ValueStream;
import io.millrace.engine.Streams;
import io.millrace.engine.internal.store.RunRow;
import io.millrace.model.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The installed value streams, and the older versions that running instances finish on. */
final class StreamRegistry implements Streams {
  private final Map<String, Installed> current = new ConcurrentHashMap<>();
  private final Map<String, Installed> byDefinition = new ConcurrentHashMap<>();
  private final Function<String, ValueStream> loader;

  /**
   * @param loader reads the model of a definition that is deployed and no longer installed
   */
  StreamRegistry(Function<String, ValueStream> loader) {
    this.loader = loader;
  }

  /** A value stream as the process engine knows it. */
  static final class Installed {
    private final ValueStream stream;
    private final String definition;
    private final String text;
    private final Map<String, Boolean> mentions = new ConcurrentHashMap<>();

    Installed(ValueStream stream, String definition) {
      this.stream = stream;
      this.definition = definition;
      this.text = new String(stream.model().bytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    ValueStream stream() {
      return stream;
    }

    String definition() {
      return definition;
    }

    /** Whether the model speaks of a variable: others need not be stored with each instance. */
    boolean mentions(String variable) {
      return mentions.computeIfAbsent(variable, text::contains);
    }
  }

  void install(ValueStream stream, String definition) {
    Installed installed = new Installed(stream, definition);
    current.put(stream.key(), installed);
    byDefinition.put(definition, installed);
  }

  Installed require(String key) {
    Installed installed = current.get(key);
    if (installed == null) {
      throw new InvalidInputException(
          "Expected an installed value stream '" + key + "', but there are " + keys() + ".",
          "add the stream when building Millrace, or let the policies choose");
    }
    return installed;
  }

  Installed ofDefinition(String definition) {
    return byDefinition.computeIfAbsent(definition, id -> new Installed(loader.apply(id), id));
  }

  /** The step of a run, as the version has it that the run is of. */
  Step stepOf(RunRow run) {
    return ofDefinition(run.definition)
        .stream()
        .findStep(run.step)
        .orElseThrow(() -> new IllegalStateException("No step " + run.step));
  }

  /** The number of a step in the current version; a step that it does not have comes last. */
  int stepNumber(String stream, String step) {
    Installed installed = current.get(stream);
    return installed == null
        ? Integer.MAX_VALUE
        : installed.stream().findStep(step).map(Step::number).orElse(Integer.MAX_VALUE);
  }

  @Override
  public List<ValueStream> list() {
    return keys().stream().map(key -> require(key).stream()).toList();
  }

  @Override
  public Optional<ValueStream> find(String key) {
    return Optional.ofNullable(current.get(key)).map(Installed::stream);
  }

  private List<String> keys() {
    return current.keySet().stream().sorted().toList();
  }
}
