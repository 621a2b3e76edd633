// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import io.millrace.rules.internal.Question;

/** A question and the answer that a condition needs. */
record Literal(Question question, boolean holds) {

  /** In plain words, as what has to hold. */
  String wording() {
    return holds ? question.wording() : "it is not so that " + question.wording();
  }
}
