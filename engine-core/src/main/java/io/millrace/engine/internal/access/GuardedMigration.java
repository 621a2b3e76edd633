// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.access;

import io.millrace.engine.MigrationPlan;
import io.millrace.engine.StreamMigration;
import io.millrace.engine.StreamVersion;
import io.millrace.model.Action;
import io.millrace.model.Resource;

/** Asks at each step of planning a migration: it may go on long after it began. */
record GuardedMigration(Guarded<StreamMigration> migration, String key) implements StreamMigration {

  @Override
  public StreamMigration from(StreamVersion version) {
    allowed().from(version);
    return this;
  }

  @Override
  public StreamMigration to(StreamVersion version) {
    allowed().to(version);
    return this;
  }

  @Override
  public StreamMigration map(String element, String other) {
    allowed().map(element, other);
    return this;
  }

  @Override
  public StreamMigration value(String variable, String value) {
    allowed().value(variable, value);
    return this;
  }

  @Override
  public MigrationPlan build() {
    return new GuardedMigrationPlan(migration.guarding(allowed().build()), key);
  }

  private StreamMigration allowed() {
    return migration.allowed(Action.PLAN_MIGRATION, Resource.Type.VALUE_STREAM, key);
  }
}
