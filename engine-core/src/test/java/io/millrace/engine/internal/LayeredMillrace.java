// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.bpmn.ValueStream;
import io.millrace.engine.Millrace;
import io.millrace.engine.Retention;
import io.millrace.engine.TestStore;
import io.millrace.engine.internal.packs.PackAssembler;
import io.millrace.engine.internal.packs.PackSettings;
import io.millrace.engine.internal.packs.ScenarioCheck;
import io.millrace.engine.internal.packs.ScenarioGate;
import io.millrace.plugin.Plugin;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Opens a Millrace with an assembler of packs, mostly {@link TestLayers}. */
public final class LayeredMillrace {
  private static final ScenarioGate SCENARIOS = new ScenarioCheck();

  private LayeredMillrace() {}

  /** In a database of its own that ends with it. */
  public static Millrace open(Clock clock, PackAssembler layers, ScenarioGate gate) {
    return open(fresh(), memory(), clock, layers, gate, 64, List.of(), List.of());
  }

  /** In a database of its own that ends with it, with room for a few loaded packs. */
  public static Millrace small(Clock clock, TestLayers layers, int loaded) {
    return open(fresh(), memory(), clock, layers, SCENARIOS, loaded, List.of(), List.of());
  }

  /** In a database that stays under a path. */
  public static Millrace lasting(Path file, Clock clock, TestLayers layers) {
    return open(at(file), files(file), clock, layers, SCENARIOS, 64, List.of(), List.of());
  }

  /** In a database that stays under a path, with a value stream and perhaps plugins. */
  public static Millrace lasting(
      Path file, Clock clock, TestLayers layers, ValueStream stream, Plugin... plugins) {
    List<ValueStream> streams = List.of(stream);
    return open(at(file), files(file), clock, layers, SCENARIOS, 64, List.of(plugins), streams);
  }

  /** In a database that others use too. */
  public static Millrace shared(DataSource database, Clock clock, TestLayers layers) {
    return open(database, "", clock, layers, SCENARIOS, 64, List.of(), List.of());
  }

  /** In a database that others use too, with value streams and plugins. */
  public static Millrace shared(
      DataSource database,
      Clock clock,
      TestLayers layers,
      List<ValueStream> streams,
      Plugin... plugins) {
    return open(database, "", clock, layers, SCENARIOS, 64, List.of(plugins), streams);
  }

  /** A database of the server; none on H2, where the name makes one. */
  private static @Nullable DataSource fresh() {
    return TestStore.isPostgresql() ? TestStore.newDatabase() : null;
  }

  private static @Nullable DataSource at(Path file) {
    return TestStore.isPostgresql() ? TestStore.database(file) : null;
  }

  private static String memory() {
    return "mem:" + UUID.randomUUID();
  }

  private static String files(Path file) {
    return "async:" + file.toAbsolutePath();
  }

  private static Millrace open(
      @Nullable DataSource database,
      String name,
      Clock clock,
      PackAssembler layers,
      ScenarioGate gate,
      int loaded,
      List<Plugin> plugins,
      List<ValueStream> streams) {
    return new DefaultMillrace(
        new Settings(
            database,
            null,
            "jdbc:h2:" + name + ";DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000;WRITE_DELAY=0",
            clock,
            new PackSettings(null, null, List.of(), false, Duration.ofMillis(50), loaded),
            true,
            false,
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            HandlerSettings.DEFAULTS,
            ClockSettings.DEFAULTS,
            SinkSettings.DEFAULTS,
            Retention.defaults(),
            io.millrace.engine.Isolation.defaults(),
            null,
            plugins,
            streams),
        layers,
        gate);
  }
}
