package io.millrace.rules.internal;

/** Evaluates the rules of one decision point. Thread-safe. */
interface RuleEngine extends AutoCloseable {

  /** What the rules propose for an item, in the order of {@link Proposal#isBefore}. */
  Proposal[] evaluate(DefaultItem item);

  @Override
  void close();
}
