// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.growth;

import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariDataSource;
import io.millrace.benchmarks.EmbeddedServer;
import java.lang.management.ManagementFactory;
import java.util.Map;

/**
 * A PostgreSQL server that does not wait for the disk while it is filled; {@link #durable} lets
 * each commit wait, before anything is measured.
 */
final class GrowthServer implements AutoCloseable {
  private final EmbeddedServer server =
      new EmbeddedServer(
          Map.of(
              "fsync", "off",
              "synchronous_commit", "off",
              "full_page_writes", "off",
              "max_wal_size", "1GB",
              "checkpoint_timeout", "15min",
              "shared_buffers", buffers() + "MB",
              "maintenance_work_mem", "256MB",
              "autovacuum", "off")); // its work would fall into either size

  /** A quarter of the machine's memory, in megabytes, as PostgreSQL's manual advises. */
  static long buffers() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? Math.max(128, system.getTotalMemorySize() / 4 / 1024 / 1024)
        : 128;
  }

  /** Opens an empty database. */
  HikariDataSource open(String name) {
    return server.open(name);
  }

  /** From here on a commit is on the disk when it returns. */
  void durable() {
    server.execute("alter system set fsync = on");
    server.execute("alter system set synchronous_commit = on");
    server.execute("alter system set full_page_writes = on");
    server.execute("select pg_reload_conf()");
    server.execute("checkpoint");
  }

  @Override
  public void close() {
    server.close();
  }
}
