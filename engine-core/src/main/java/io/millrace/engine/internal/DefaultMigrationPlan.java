// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.MigrationFinding;
import io.millrace.engine.MigrationPlan;
import io.millrace.engine.MigrationProgress;
import io.millrace.engine.MigrationReport;
import io.millrace.engine.MigrationWatch;
import io.millrace.engine.StreamVersion;
import io.millrace.engine.internal.store.RunningInstance;
import io.millrace.engine.internal.streams.VersionMove;
import io.millrace.model.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Goes through the running instances, one transaction for each. */
final class DefaultMigrationPlan implements MigrationPlan {
  private static final int PAGE = 200;

  private final Caller caller;
  private final StreamDesk desk;
  private final List<StreamVersion> from;
  private final StreamVersion to;
  private final Map<String, VersionMove> moves;
  private final InstanceMove instances;

  /**
   * @param target the version to move to
   * @param moves by the digests of the versions to move from
   * @param values for variables that are lacking
   */
  DefaultMigrationPlan(
      Caller caller,
      StreamDesk desk,
      List<StreamVersion> from,
      StreamVersion to,
      StreamRegistry.Installed target,
      Map<String, VersionMove> moves,
      Map<String, String> values) {
    this.caller = caller;
    this.desk = desk;
    this.from = from;
    this.to = to;
    this.moves = moves;
    this.instances = new InstanceMove(caller, desk, to, target, values);
  }

  @Override
  public List<StreamVersion> from() {
    return from;
  }

  @Override
  public StreamVersion to() {
    return to;
  }

  @Override
  public MigrationReport dryRun(MigrationWatch watch) {
    return go(watch, true);
  }

  @Override
  public MigrationReport run(MigrationWatch watch) {
    return go(watch, false);
  }

  private MigrationReport go(MigrationWatch watch, boolean dry) {
    desk.runtime().refuseInHostTransaction("a migration, which takes many transactions,");
    MigrationTally tally = new MigrationTally();
    boolean finished = moves.isEmpty() || goThrough(watch, dry, tally);
    return tally.report(to, dry, finished);
  }

  private boolean goThrough(MigrationWatch watch, boolean dry, MigrationTally tally) {
    Map<String, Long> running = desk.store().countRunning(caller.tenant(), to.stream());
    long total =
        moves.keySet().stream().mapToLong(digest -> running.getOrDefault(digest, 0L)).sum();
    long done = 0;
    String after = "";
    while (true) {
      List<RunningInstance> page =
          desk.store().running(caller.tenant(), to.stream(), moves.keySet(), after, PAGE);
      for (RunningInstance instance : page) {
        after = instance.engineId();
        VersionMove move = moves.get(instance.digest());
        if (move != null) {
          Optional<List<MigrationFinding>> findings = instances.move(instance, move, dry);
          findings.ifPresent(tally::add);
        }
        done++;
        if (!watch.goOn(new MigrationProgress(done, Math.max(done, total)))) {
          return false;
        }
      }
      if (page.size() < PAGE) {
        return true;
      }
    }
  }
}
