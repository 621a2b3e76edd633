// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.bpmn.ValueStream;
import io.millrace.engine.Millrace;
import io.millrace.engine.Retention;
import io.millrace.engine.internal.packs.PackSettings;
import io.millrace.plugin.Plugin;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** Nodes whose locks on automated steps end long before the handler's budget does. */
public final class ShortLocks {
  private ShortLocks() {}

  /**
   * Opens a node.
   *
   * @param lock how long a lock lasts; a handler may take a minute longer
   */
  public static Millrace open(
      DataSource database, Duration lock, int attempts, ValueStream stream, Plugin plugin) {
    Duration later = Duration.ofMinutes(1);
    return new DefaultMillrace(
        new Settings(
            database,
            null,
            "",
            Clock.systemUTC(),
            new PackSettings(null, null, List.of(), false, Duration.ofSeconds(5), 64),
            true,
            false,
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            new HandlerSettings(lock.plus(later), 4, attempts, later.negated()),
            ClockSettings.DEFAULTS,
            SinkSettings.DEFAULTS,
            Retention.defaults(),
            io.millrace.engine.Isolation.defaults(),
            null,
            List.of(plugin),
            List.of(stream)));
  }
}
