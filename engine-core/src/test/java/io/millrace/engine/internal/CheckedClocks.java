// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.bpmn.ValueStream;
import io.millrace.engine.Millrace;
import io.millrace.engine.Retention;
import io.millrace.engine.internal.packs.PackSettings;
import io.millrace.engine.internal.packs.ScenarioCheck;
import io.millrace.plugin.Plugin;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** Nodes that compare their clock with the database's often. */
public final class CheckedClocks {
  private CheckedClocks() {}

  /** Opens a node that runs timers too. */
  public static Millrace open(
      DataSource database, Duration every, ValueStream stream, Plugin plugin) {
    return new DefaultMillrace(settings(database, every, true, List.of(stream), List.of(plugin)));
  }

  /** Opens a node with layers of packs that need no rules. */
  public static Millrace layered(DataSource database) {
    return new DefaultMillrace(
        settings(database, Duration.ofMinutes(1), false, List.of(), List.of()),
        new TestLayers(),
        new ScenarioCheck());
  }

  private static Settings settings(
      DataSource database,
      Duration every,
      boolean timers,
      List<ValueStream> streams,
      List<Plugin> plugins) {
    return new Settings(
        database,
        null,
        "",
        Clock.systemUTC(),
        new PackSettings(null, null, List.of(), false, Duration.ofMillis(50), 64),
        true,
        timers,
        Duration.ofSeconds(2),
        Duration.ofSeconds(2),
        HandlerSettings.DEFAULTS,
        new ClockSettings(Duration.ofSeconds(5), every),
        SinkSettings.DEFAULTS,
        Retention.defaults(),
        io.millrace.engine.Isolation.defaults(),
        null,
        plugins,
        streams);
  }

  /** Whether a node found the clocks together the last time. */
  public static boolean areGood(Millrace node) {
    return ((DefaultMillrace) node).clocksAreGood();
  }
}
