// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import java.util.List;

/**
 * Who is accountable, responsible, consulted and informed. Immutable. A role may occur in more than
 * one list.
 */
public record Raci(
    List<String> accountable,
    List<String> responsible,
    List<String> consulted,
    List<String> informed) {
  /** Copies the lists. */
  public Raci {
    accountable = List.copyOf(accountable);
    responsible = List.copyOf(responsible);
    consulted = List.copyOf(consulted);
    informed = List.copyOf(informed);
  }
}
