// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks;

import com.zaxxer.hikari.HikariDataSource;

/**
 * A kind of database that contenders run on. Each gets an empty one of its own, all with the same
 * settings. Close the store after them.
 */
public interface Store extends AutoCloseable {

  /** What the report calls it. */
  String title();

  /**
   * Opens an empty database.
   *
   * @param name of the database, once in a store
   * @param tuned see {@link Databases}; means nothing but to H2
   */
  HikariDataSource open(String name, boolean tuned);

  /** Whether {@code tuned} makes a difference. */
  boolean isTunable();

  /** The CPU time of the server's processes that serve a database, in milliseconds; 0 if none. */
  double serverMillis(String name);

  /** Whether the database works in processes of its own. */
  boolean isServer();

  @Override
  void close();

  /** Opens the store of a name: {@code memory}, {@code file} or {@code postgresql}. */
  static Store open(String kind) {
    return switch (kind) {
      case "memory" -> new H2Store(false);
      case "file" -> new H2Store(true);
      case "postgresql" -> new PostgresqlStore();
      default ->
          throw new IllegalArgumentException(
              "Expected memory, file or postgresql, but got '" + kind + "'.");
    };
  }
}
