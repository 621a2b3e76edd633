// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.Failure;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the process engine has given up. Called inside a transaction. Thread-safe. */
public interface GivenUp {

  /** The failures of a tenant, oldest first; of one handler only, if it is named. */
  List<Entry> page(String tenant, @Nullable String handler, int offset, int limit);

  /** How many failures a tenant has. */
  long count(String tenant);

  /** The failure of an id. */
  Optional<Entry> find(String tenant, String id);

  /** Lets a timer try again. */
  void retryTimer(Entry entry);

  /**
   * A failure, and what it takes to let it try again.
   *
   * @param failure what hosts see of it
   * @param run the step run; null for a timer
   * @param job how the process engine calls the timer; null for a step
   */
  record Entry(Failure failure, @Nullable UUID run, @Nullable String job) {}
}
