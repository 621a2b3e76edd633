// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import io.millrace.engine.EngineException;
import io.millrace.engine.internal.store.DatabaseTrouble;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;

/**
 * A process engine that was started. The engine creates its tables without a lock: nodes that start
 * on an empty database at once are in each other's way, and the losers start again.
 */
record EngineStart(ProcessEngineConfigurationImpl configuration, ProcessEngine engine) {
  private static final int ATTEMPTS = 12;
  private static final long PAUSE_MILLIS = 500;

  /**
   * What comes of creating the same thing twice, or of finding half of it: table, column or index
   * there already or not yet, in PostgreSQL and in H2; unique violations and deadlocks.
   */
  private static final Set<String> RACE_STATES =
      Set.of(
          "42P07", "42710", "42701", "42P01", "42703", "40001", "40P01", "55P03", "23505", "XX000",
          "42S01", "42S02", "42S04", "42S11", "42S21", "42S22", "HYT00", "90045", "90131");

  static EngineStart on(Supplier<ProcessEngineConfigurationImpl> fresh) {
    for (int attempt = 1; ; attempt++) {
      ProcessEngineConfigurationImpl configuration = fresh.get();
      try {
        return new EngineStart(configuration, configuration.buildProcessEngine());
      } catch (RuntimeException e) {
        if (attempt == ATTEMPTS || !isRace(e)) {
          throw failed(e);
        }
        pause(e);
      }
    }
  }

  private static EngineException failed(RuntimeException failure) {
    return DatabaseTrouble.exception(
        "Expected the process engine to start on the database, but it failed",
        failure,
        "check the data source: address, user, rights, and isolation READ COMMITTED");
  }

  private static boolean isRace(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return RACE_STATES.contains(String.valueOf(sql.getSQLState()));
      }
    }
    return false;
  }

  private static void pause(RuntimeException failure) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(PAUSE_MILLIS / 2, PAUSE_MILLIS * 3 / 2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(failure);
    }
  }
}
