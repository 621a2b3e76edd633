// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.bpmn.Step;
import io.millrace.bpmn.StreamModel;
import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreams;
import io.millrace.engine.internal.store.RunRow;
import io.millrace.engine.internal.store.StreamVersionRow;
import io.millrace.engine.internal.streams.TenantStreams;
import io.millrace.model.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The value streams in force for each tenant, and the older versions that running instances finish
 * on. Thread-safe.
 */
final class StreamRegistry {
  /** How many versions stay read besides the host's; others are read again when needed. */
  private static final int READ = 256;

  private final Map<String, Installed> host = new ConcurrentHashMap<>();
  private final Map<String, Installed> hostByDefinition = new ConcurrentHashMap<>();
  private final Map<String, Installed> others =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Installed> eldest) {
              return size() > READ;
            }
          });
  private final Function<String, StreamModel> loader;
  private final TenantStreams tenants;

  /**
   * @param loader gives the model of a deployed definition
   * @param tenants what tenants have in force of their own
   */
  StreamRegistry(Function<String, StreamModel> loader, TenantStreams tenants) {
    this.loader = loader;
    this.tenants = tenants;
  }

  /** A value stream as the process engine knows it. */
  static final class Installed {
    private final ValueStream stream;
    private final String definition;
    private final String text;
    private volatile @Nullable Optional<Duration> timeToLive;
    private final Map<String, Boolean> mentions = new ConcurrentHashMap<>();

    Installed(ValueStream stream, String definition) {
      this.stream = stream;
      this.definition = definition;
      this.text = new String(stream.model().bytes(), StandardCharsets.UTF_8);
    }

    ValueStream stream() {
      return stream;
    }

    String definition() {
      return definition;
    }

    /** How long its work items are kept; empty if the model does not say. */
    Optional<Duration> findTimeToLive() {
      Optional<Duration> known = timeToLive;
      if (known == null) {
        known = ValueStreams.findTimeToLive(stream);
        timeToLive = known;
      }
      return known;
    }

    /** Whether the model speaks of a variable: others need not be stored with each instance. */
    boolean mentions(String variable) {
      return mentions.computeIfAbsent(variable, text::contains);
    }
  }

  /** Takes on a stream of the host's. */
  void install(ValueStream stream, String definition) {
    Installed installed = new Installed(stream, definition);
    host.put(stream.key(), installed);
    hostByDefinition.put(definition, installed);
  }

  /** What new work items of a tenant run under a key. */
  Installed require(String tenant, String key) {
    Installed installed = find(tenant, key);
    if (installed == null) {
      throw new InvalidInputException(
          "Expected an installed value stream '" + key + "', but there are " + keys(tenant) + ".",
          "add the stream when building Millrace, or let the policies choose");
    }
    return installed;
  }

  /** What new work items of a tenant run under a key; null if there is none. */
  @Nullable Installed find(String tenant, String key) {
    StreamVersionRow own = tenants.of(tenant).find(key);
    return own == null ? host.get(key) : ofDefinition(own.engineDefinition());
  }

  /** The step of a run, as the version has it that the run is of. */
  Step stepOf(RunRow run) {
    return ofDefinition(run.definition).stream()
        .findStep(run.step)
        .orElseThrow(() -> new IllegalStateException("No step " + run.step));
  }

  /** What the host has under a key; null if there is none. */
  @Nullable Installed findHost(String key) {
    return host.get(key);
  }

  Installed ofDefinition(String definition) {
    Installed known = hostByDefinition.get(definition);
    if (known == null) {
      known = others.get(definition);
    }
    if (known != null) {
      return known;
    }
    // read without a lock: it may take a connection
    Installed read = new Installed(ValueStreams.readDeployed(loader.apply(definition)), definition);
    others.put(definition, read);
    return read;
  }

  /** The number of a step in the version in force; a step that it does not have comes last. */
  int stepNumber(String tenant, String stream, String step) {
    Installed installed = find(tenant, stream);
    return installed == null
        ? Integer.MAX_VALUE
        : installed.stream().findStep(step).map(Step::number).orElse(Integer.MAX_VALUE);
  }

  /** What a tenant has in force, by key. */
  List<ValueStream> list(String tenant) {
    return keys(tenant).stream().map(key -> require(tenant, key).stream()).toList();
  }

  /** The keys of what a tenant has in force, in order. */
  Set<String> keys(String tenant) {
    Set<String> keys = new TreeSet<>(host.keySet());
    keys.addAll(tenants.of(tenant).byStream().keySet());
    return keys;
  }

  TenantStreams tenants() {
    return tenants;
  }
}
