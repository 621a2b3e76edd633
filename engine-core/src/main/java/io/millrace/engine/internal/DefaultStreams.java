// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.bpmn.CheckReport;
import io.millrace.bpmn.ModelProblem;
import io.millrace.bpmn.Severity;
import io.millrace.bpmn.StreamModel;
import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreamException;
import io.millrace.bpmn.ValueStreams;
import io.millrace.engine.InvalidStateException;
import io.millrace.engine.NotFoundException;
import io.millrace.engine.StreamMigration;
import io.millrace.engine.StreamOrigin;
import io.millrace.engine.StreamVersion;
import io.millrace.engine.Streams;
import io.millrace.engine.internal.store.StreamVersionRow;
import io.millrace.model.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The value streams of the caller's tenant. */
final class DefaultStreams implements Streams {
  private static final Logger LOG = LoggerFactory.getLogger(DefaultStreams.class);

  /** A check that does not keep a model out: another node may have the handler. */
  private static final String HANDLER = "unknown-handler";

  private final Caller caller;
  private final StreamDesk desk;

  DefaultStreams(Caller caller, StreamDesk desk) {
    this.caller = caller;
    this.desk = desk;
  }

  @Override
  public List<ValueStream> list() {
    return desk.registry().list(caller.tenant());
  }

  @Override
  public Optional<ValueStream> find(String key) {
    return Optional.ofNullable(desk.registry().find(caller.tenant(), key))
        .map(StreamRegistry.Installed::stream);
  }

  @Override
  public CheckReport check(String fileName, byte[] content) {
    return desk.check(caller.tenant(), fileName, content);
  }

  @Override
  public StreamVersion add(StreamModel model) {
    desk.runtime().refuseInHostTransaction("value streams to be changed");
    Limits.name("name of the model's file", model.fileName());
    Limits.name("actor who adds a value stream", caller.actor());
    List<ModelProblem> errors =
        check(model.fileName(), model.bytes()).problems(Severity.ERROR).stream()
            .filter(problem -> !problem.check().equals(HANDLER))
            .toList();
    if (!errors.isEmpty()) {
      throw new ValueStreamException(model.fileName(), errors);
    }
    ValueStream stream = ValueStreams.read(model.fileName(), model.bytes());
    Limits.name("key of the value stream in '" + model.fileName() + "'", stream.key());
    StreamNeeds.unhandled(List.of(stream), desk.handlers()).forEach(LOG::warn);
    Map<String, Long> running = running(stream.key()); // nothing is to fail after the commit
    StreamVersionRow added = desk.store().add(caller.tenant(), stream, caller.actor());
    desk.registry().tenants().changed(caller.tenant());
    return view(added, true, running);
  }

  @Override
  public void remove(String key) {
    desk.runtime().refuseInHostTransaction("value streams to be changed");
    Limits.name("actor who removes a value stream", caller.actor());
    if (desk.registry().findHost(key) == null) {
      refuseWhileCalled(key);
    }
    if (!desk.store().remove(caller.tenant(), key, caller.actor())) {
      throw new NotFoundException(
          key,
          "Expected the tenant to have a value stream '" + key + "' of its own, but it has none.",
          "look at versions('" + key + "'): the host's streams stay");
    }
    desk.registry().tenants().changed(caller.tenant());
  }

  private void refuseWhileCalled(String key) {
    for (ValueStream stream : list()) {
      if (stream.calledStreams().contains(key) && !stream.key().equals(key)) {
        throw new InvalidStateException(
            key,
            "Expected nothing to call the value stream '"
                + key
                + "' any more, but '"
                + stream.key()
                + "' does.",
            "remove '" + stream.key() + "' first, or add a version of it without the call");
      }
    }
  }

  @Override
  public List<StreamVersion> versions(String key) {
    StreamRegistry.Installed now = desk.registry().find(caller.tenant(), key);
    boolean own = desk.registry().tenants().of(caller.tenant()).find(key) != null;
    String digest = now == null ? "" : now.stream().model().digest();
    Map<String, Long> running = running(key);
    List<StreamVersion> versions = new ArrayList<>();
    for (String tenant : List.of(caller.tenant(), StreamVersionRow.HOST)) {
      boolean counts = own != tenant.equals(StreamVersionRow.HOST);
      for (StreamVersionRow row : desk.store().versions(tenant, key)) {
        versions.add(view(row, counts && row.digest().equals(digest), running));
      }
    }
    return versions;
  }

  private Map<String, Long> running(String key) {
    return desk.store().countRunning(caller.tenant(), key);
  }

  private static StreamVersion view(
      StreamVersionRow row, boolean inForce, Map<String, Long> running) {
    return new StreamVersion(
        row.stream(),
        row.tenant().equals(StreamVersionRow.HOST) ? StreamOrigin.HOST : StreamOrigin.TENANT,
        row.version(),
        row.digest(),
        row.fileName(),
        row.deployedAt(),
        row.deployedBy(),
        inForce,
        running.getOrDefault(row.digest(), 0L));
  }

  @Override
  public StreamModel model(StreamVersion version) {
    StreamVersionRow row = desk.require(caller.tenant(), version);
    return new StreamModel(row.fileName(), desk.model(row.engineDefinition()).bytes());
  }

  @Override
  public StreamMigration migration(String key) {
    return new MigrationDraft(caller, desk, key, versions(key));
  }
}
