// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Databases for the contenders: the same durability and the same kind of connection pool as
 * Millrace has by default. Tuned means that H2 also keeps as many parsed statements as in Millrace;
 * by default it keeps eight.
 */
public final class Databases {
  private static final String SETTINGS = ";DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000";
  private static final String TUNED = ";QUERY_CACHE_SIZE=256";
  private static final int MAX_CONNECTIONS = 16;

  private Databases() {}

  /** A new database in memory; it lives as long as the pool. */
  public static HikariDataSource memory(boolean tuned) {
    return h2("jdbc:h2:mem:bench-" + UUID.randomUUID() + SETTINGS + (tuned ? TUNED : ""));
  }

  /** A database in files, where an acknowledged commit survives a crash of the process. */
  public static HikariDataSource file(Path path, boolean tuned) {
    String location = path.toAbsolutePath().toString();
    return h2("jdbc:h2:file:" + location + SETTINGS + (tuned ? TUNED : "") + ";WRITE_DELAY=0");
  }

  private static HikariDataSource h2(String url) {
    return open(url, "sa", "");
  }

  static HikariDataSource open(String url, String user, String password) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(MAX_CONNECTIONS);
    config.setMinimumIdle(1);
    config.setMaxLifetime(0);
    return new HikariDataSource(config);
  }
}
