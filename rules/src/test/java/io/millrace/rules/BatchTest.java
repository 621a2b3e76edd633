// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
  private static final List<DecisionPoint> POINTS =
      List.of(DecisionPoint.CLASSIFICATION, DecisionPoint.PRIORITY, DecisionPoint.CLASS_OF_SERVICE);

  @Test
  void shouldDecideManyItemsAsOneByOneAndInOrder() {
    List<Facts> items = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      items.add(
          Facts.of(
              Map.of(
                  "id",
                  "INC" + i,
                  "title",
                  i % 3 == 0 ? "printer jam" : "password reset",
                  "impact",
                  i % 5 + 1,
                  "urgency",
                  i % 7)));
    }
    try (PolicyPack pack = PolicyPacks.builtIn()) {
      List<List<Decision>> all = pack.decideAll(POINTS, items, AT);
      assertThat(all).hasSameSizeAs(items);
      for (int i = 0; i < items.size(); i++) {
        assertThat(all.get(i)).isEqualTo(pack.decide(POINTS, items.get(i), AT));
      }
    }
  }

  @Test
  void shouldFailAsAWholeForAPointThatThePackDoesNotAnswer() {
    try (PolicyPack pack = PolicyPacks.builtIn()) {
      List<DecisionPoint> unknown = List.of(new DecisionPoint("weather"));
      assertThatThrownBy(() -> pack.decideAll(unknown, List.of(Facts.none()), AT))
          .isInstanceOf(InvalidInputException.class);
    }
  }
}
