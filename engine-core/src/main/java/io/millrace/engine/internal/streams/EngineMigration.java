// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.streams;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What the process engine does for a migration between two definitions. Thread-safe. */
public interface EngineMigration {

  /** Which instructions the engine refuses, and why; empty if it can carry out all of them. */
  List<Refusal> refusals();

  /**
   * The innermost elements at which an instance is, inside a transaction; one at which it is twice
   * is named twice.
   */
  Collection<String> places(String instance);

  /** The variables of an instance, inside a transaction; empty for what is no text. */
  Map<String, String> variables(String instance);

  /**
   * Moves an instance, inside a transaction.
   *
   * @param variables are set
   * @return why it cannot move; empty if it moved. After a refusal the transaction must be rolled
   *     back.
   */
  List<Refusal> move(String instance, Map<String, String> variables);
}
