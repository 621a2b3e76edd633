// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.bpmn.CheckReport;
import io.millrace.bpmn.Installation;
import io.millrace.bpmn.StreamModel;
import io.millrace.bpmn.ValueStreamException;
import io.millrace.bpmn.ValueStreams;
import io.millrace.engine.NotFoundException;
import io.millrace.engine.StreamOrigin;
import io.millrace.engine.StreamVersion;
import io.millrace.engine.internal.store.StreamVersionRow;
import io.millrace.engine.internal.streams.StreamStore;
import io.millrace.rules.PolicyPack;
import java.util.Set;
import java.util.TreeSet;

/**
 * What operations on value streams need, whoever calls them.
 *
 * @param handlers the names of the step handlers that are there
 * @param checks what plugins check besides
 */
record StreamDesk(
    StreamStore store,
    StreamRegistry registry,
    ProcessRuntime runtime,
    PackDesk packs,
    Set<String> handlers,
    StreamChecks checks) {

  /** Checks a model against what is there for a tenant. */
  CheckReport check(String tenant, String fileName, byte[] content) {
    Set<String> points =
        new TreeSet<>(Installation.standard().findDecisionPoints().orElse(Set.of()));
    packs.active().use(tenant, PolicyPack::points).forEach(point -> points.add(point.name()));
    Installation here =
        Installation.standard()
            .withHandlers(handlers)
            .withDecisionPoints(points)
            .withStreams(registry.keys(tenant));
    CheckReport report = ValueStreams.check(fileName, content, here);
    try {
      return report.with(checks.run(ValueStreams.read(fileName, content)));
    } catch (ValueStreamException e) {
      return report; // it says what is wrong, and there is nothing for others to look at
    }
  }

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
