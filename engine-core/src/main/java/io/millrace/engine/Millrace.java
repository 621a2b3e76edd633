package io.millrace.engine;

import io.millrace.model.Caller;

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
   * How it is doing, for all tenants together: a few counts of what waits. Takes as long as it
   * takes to count that; meant to be asked a few times a minute.
   *
   * @throws EngineException if the database cannot be read
   */
  EngineStatus status();

  /** Ends threads and releases everything; running operations end first. Closing twice is fine. */
  @Override
  void close();
}
