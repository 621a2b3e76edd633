package io.millrace.engine.internal;

import io.millrace.bpmn.StreamModel;
import io.millrace.engine.NotFoundException;
import io.millrace.engine.StreamOrigin;
import io.millrace.engine.StreamVersion;
import io.millrace.engine.internal.store.StreamVersionRow;
import io.millrace.engine.internal.streams.StreamStore;

/** What operations on value streams need, whoever calls them. */
record StreamDesk(StreamStore store, StreamRegistry registry, ProcessRuntime runtime) {

  /** The stored form of a version that a tenant names. */
  StreamVersionRow require(String tenant, StreamVersion version) {
    String owner = version.origin() == StreamOrigin.HOST ? StreamVersionRow.HOST : tenant;
    return store.versions(owner, version.stream()).stream()
        .filter(row -> row.digest().equals(version.digest()))
        .findFirst()
        .orElseThrow(
            () ->
                new NotFoundException(
                    version.label(),
                    "Expected version '"
                        + version.label()
                        + "' to be there, but the tenant has none with its content.",
                    "take it from versions('" + version.stream() + "')"));
  }

  StreamModel model(String definition) {
    return runtime.model(definition);
  }

  /** One look at what other nodes did. */
  void poll() {
    registry.tenants().poll();
  }
}
