// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.bpmn.Duties;
import io.millrace.bpmn.Step;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Records who has approved what, as facts that the policies read. */
final class Approvals {
  /** Who has approved so far. */
  static final String APPROVERS = "approvers";

  /** The roles whose approval has been given. */
  static final String GRANTED = "approvalsGranted";

  /** The output of a decision that names the roles that have to approve. */
  private static final String DEMANDED = "approvals";

  private Approvals() {}

  /** What a completed step approves; nothing if it is no approval. */
  static Facts of(ItemWork item, Step step, @Nullable String result, String approver) {
    DecisionPoint point = step.duties().approves();
    if (point == null || !Duties.APPROVED.equals(result)) {
      return Facts.none();
    }
    String demanded = item.knowledge().answers().getOrDefault(point.variable(DEMANDED), "");
    List<String> granted =
        added(item.knowledge().facts(), GRANTED, Arrays.asList(demanded.split(",")));
    Facts.Builder facts = Facts.builder();
    facts.put(APPROVERS, added(item.knowledge().facts(), APPROVERS, List.of(approver)));
    if (!granted.isEmpty()) {
      facts.put(GRANTED, granted);
    }
    return facts.build();
  }

  private static List<String> added(Facts facts, String name, List<String> more) {
    Set<String> all = new LinkedHashSet<>();
    if (facts.values().get(name) instanceof List<?> known) {
      known.forEach(one -> all.add(one.toString()));
    } else {
      facts.findText(name).ifPresent(one -> all.addAll(Arrays.asList(one.split(","))));
    }
    all.addAll(more);
    List<String> names = new ArrayList<>();
    all.stream().map(String::strip).filter(one -> !one.isEmpty()).forEach(names::add);
    return names.stream().distinct().toList();
  }
}
