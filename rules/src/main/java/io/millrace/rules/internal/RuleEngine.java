// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

/** Evaluates the rules in DRL of one decision point. Thread-safe. */
interface RuleEngine extends ProposalSource, AutoCloseable {

  @Override
  void close();
}
