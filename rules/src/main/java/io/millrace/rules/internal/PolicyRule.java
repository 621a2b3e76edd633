// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.rules.drl.Item;
import io.millrace.rules.drl.Proposals;

/**
 * A rule of a decision point, whatever it is written in: a rule in DRL, a row of a table.
 * Explanations, coverage and checks see rules in this form; deciding has faster ones. Immutable and
 * thread-safe.
 */
public interface PolicyRule extends AskingRule {

  /** The path of its file within its pack; empty if it is not known. */
  String file();

  /** The line on which it begins, counted from 1; 0 if it is not known. */
  int line();

  /** Makes its proposals, if all its conditions hold. */
  void fire(Item item, Proposals proposals);
}
