// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.decision;

/** One way to take a full decision. Thread-safe. */
public interface DecisionForm extends AutoCloseable {

  /** Classification, priority and class of service, from the ticket's fields. */
  Verdict decide(SampleTicket ticket);

  @Override
  default void close() {}
}
