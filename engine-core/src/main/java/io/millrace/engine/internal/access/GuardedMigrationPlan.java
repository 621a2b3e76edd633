// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.access;

import io.millrace.engine.MigrationPlan;
import io.millrace.engine.MigrationReport;
import io.millrace.engine.MigrationWatch;
import io.millrace.engine.StreamVersion;
import io.millrace.model.Action;
import io.millrace.model.Resource;
import java.util.List;

/** Asks each time that a plan is looked at or run. */
record GuardedMigrationPlan(Guarded<MigrationPlan> plan, String key) implements MigrationPlan {

  @Override
  public List<StreamVersion> from() {
    return allowed(Action.PLAN_MIGRATION).from();
  }

  @Override
  public StreamVersion to() {
    return allowed(Action.PLAN_MIGRATION).to();
  }

  @Override
  public MigrationReport dryRun(MigrationWatch watch) {
    return allowed(Action.PLAN_MIGRATION).dryRun(watch);
  }

  @Override
  public MigrationReport run(MigrationWatch watch) {
    return allowed(Action.MIGRATE).run(watch);
  }

  private MigrationPlan allowed(Action action) {
    return plan.allowed(action, Resource.Type.VALUE_STREAM, key);
  }
}
