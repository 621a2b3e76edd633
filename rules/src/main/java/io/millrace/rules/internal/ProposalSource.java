// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

/** Something that makes proposals about an item: rules in DRL, a table. Thread-safe. */
public interface ProposalSource {

  /** Adds its proposals about the item with which the proposals were started. */
  void propose(DefaultItem item, DefaultProposals proposals);
}
