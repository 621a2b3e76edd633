// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit.assertj;

import io.millrace.model.Decision;
import io.millrace.model.Reason;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;

/** Assertions about a decision. Not thread-safe. */
public final class DecisionAssert extends AbstractAssert<DecisionAssert, Decision> {
  DecisionAssert(Decision actual) {
    super(actual, DecisionAssert.class);
  }

  /** One of its outputs has this value. */
  public DecisionAssert hasOutput(String name, String value) {
    isNotNull();
    if (!Objects.equals(value, actual.output(name))) {
      failWithMessage(
          "Expected '%s' to answer %s = %s, but got %s.",
          actual.point().name(), name, value, actual.outputs());
    }
    return this;
  }

  /** One of the reasons that decided holds this text. */
  public DecisionAssert isBecause(String text) {
    isNotNull();
    List<String> reasons =
        actual.reasons().stream().filter(Reason::decided).map(Reason::text).toList();
    if (reasons.stream().noneMatch(reason -> reason.contains(text))) {
      failWithMessage(
          "Expected '%s' to be decided because of '%s', but the reasons are %s.",
          actual.point().name(), text, reasons);
    }
    return this;
  }

  /** It was decided without this fact, which could not be had. */
  public DecisionAssert lacks(String fact) {
    isNotNull();
    if (!actual.inputs().missing().containsKey(fact)) {
      failWithMessage(
          "Expected '%s' to be decided without %s, but missing were %s.",
          actual.point().name(), fact, actual.inputs().missing());
    }
    return this;
  }
}
