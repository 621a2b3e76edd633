// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.Caller;
import java.util.List;

/**
 * The engine that a host embeds. One object serves all tenants, callers and threads; it owns a
 * process engine, a few threads and, unless the host brings a data source, an H2 database, until it
 * is closed.
 */
public interface Millrace extends AutoCloseable {

  /** A new builder; not thread-safe. */
  static MillraceBuilder builder() {
    return new MillraceBuilder();
  }

  /** What a caller can do. */
  Operations as(Caller caller);

  /**
   * What the caller of the current thread can do, as the host's {@link
   * io.millrace.plugin.port.CallerSource} names them.
   *
   * @throws io.millrace.model.InvalidInputException if no plugin brings one, or it names nobody
   */
  Operations current();

  /**
   * Begins with what nobody calls it for: automated steps, timers, events for sinks and so on. Only
   * for one that was built without {@linkplain MillraceBuilder#backgroundWork background work};
   * otherwise, and a second time, it does nothing.
   */
  void beginWork();

  /**
   * How each contribution of a plugin does on this node since the start: its calls and failures,
   * whether it is suspended, what hangs. Cheap; asks no plugin and no database.
   */
  List<ContributionStatus> contributions();

  /**
   * How it is doing, for all tenants together: a few counts of what waits. Takes as long as it
   * takes to count that; meant to be asked a few times a minute.
   *
   * @throws EngineException if the database cannot be read
   */
  EngineStatus status();

  /**
   * Ends threads and releases everything; running operations end first. Closing twice is fine. What
   * is called afterwards throws an {@link InvalidStateException}.
   */
  @Override
  void close();
}
