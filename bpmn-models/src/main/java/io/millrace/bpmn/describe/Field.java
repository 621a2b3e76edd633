// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import java.util.List;

/**
 * A row of a description table. Immutable.
 *
 * @param label what the row is about
 * @param values what it says; empty if the model says nothing
 */
record Field(String label, List<String> values) {
  Field {
    values = values.stream().filter(value -> !value.isBlank()).toList();
  }

  Field(String label, String value) {
    this(label, List.of(value));
  }
}
