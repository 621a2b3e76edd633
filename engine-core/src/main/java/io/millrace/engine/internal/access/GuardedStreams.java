// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.access;

import io.millrace.bpmn.CheckReport;
import io.millrace.bpmn.StreamModel;
import io.millrace.bpmn.ValueStream;
import io.millrace.engine.StreamMigration;
import io.millrace.engine.StreamVersion;
import io.millrace.engine.Streams;
import io.millrace.model.Action;
import io.millrace.model.Resource;
import java.util.List;
import java.util.Optional;

/** Asks before value streams are read or changed. */
record GuardedStreams(Guarded<Streams> streams) implements Streams {

  @Override
  public List<ValueStream> list() {
    return streams.allowed(Action.READ_STREAMS).list();
  }

  @Override
  public Optional<ValueStream> find(String key) {
    return allowed(Action.READ_STREAMS, key).find(key);
  }

  @Override
  public CheckReport check(String fileName, byte[] content) {
    return streams.allowed(Action.CHECK_STREAM).check(fileName, content);
  }

  @Override
  public StreamVersion add(StreamModel model) {
    return streams.allowed(Action.DEPLOY_STREAM).add(model);
  }

  @Override
  public void remove(String key) {
    allowed(Action.REMOVE_STREAM, key).remove(key);
  }

  @Override
  public List<StreamVersion> versions(String key) {
    return allowed(Action.READ_STREAMS, key).versions(key);
  }

  @Override
  public StreamModel model(StreamVersion version) {
    return allowed(Action.READ_STREAMS, version.stream()).model(version);
  }

  @Override
  public StreamMigration migration(String key) {
    StreamMigration migration = allowed(Action.PLAN_MIGRATION, key).migration(key);
    return new GuardedMigration(streams.guarding(migration), key);
  }

  private Streams allowed(Action action, String key) {
    return streams.allowed(action, Resource.Type.VALUE_STREAM, key);
  }
}
