package io.millrace.benchmarks.stream;

import io.millrace.benchmarks.decision.SampleTicket;

/** One way to take an item through the restoration of a live service. Used by one thread. */
interface Contender extends AutoCloseable {

  /** What the report calls it. */
  String name();

  /** Takes one item from submission to close. */
  void item(String id, SampleTicket ticket, OperationTimes times);

  /** How many items are closed. */
  long closed();

  @Override
  void close();
}
