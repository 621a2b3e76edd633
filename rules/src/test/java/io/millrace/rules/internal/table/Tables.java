// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.Facts;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PackProblem;
import io.millrace.rules.internal.DefaultItem;
import io.millrace.rules.internal.DefaultProposals;
import io.millrace.rules.internal.PackData;
import io.millrace.rules.internal.Proposal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Tables and items for tests. */
final class Tables {
  static final Instant AT = Instant.parse("2026-03-02T12:00:00Z");

  private static final PackData DATA = new PackData(BuiltInOptions.defaults());

  private Tables() {}

  static DecisionTable table(String content) {
    List<PackProblem> problems = new ArrayList<>();
    DecisionTable table = DecisionTable.read("tables/t.csv", bytes(content), problems);
    assertThat(problems).isEmpty();
    return Objects.requireNonNull(table);
  }

  /** Every problem as people read it. */
  static List<String> problems(String content) {
    return problems(bytes(content));
  }

  static List<String> problems(byte[] content) {
    List<PackProblem> problems = new ArrayList<>();
    assertThat(DecisionTable.read("tables/t.csv", content, problems)).isNull();
    return problems.stream().map(PackProblem::toString).toList();
  }

  static byte[] bytes(String content) {
    return content.getBytes(StandardCharsets.UTF_8);
  }

  static DefaultItem item(Object... namesAndValues) {
    return item(facts(namesAndValues));
  }

  static DefaultItem item(Facts facts) {
    return new DefaultItem(facts, DATA, AT);
  }

  static Facts facts(Object... namesAndValues) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return Facts.of(values);
  }

  /** What a table proposes for outputs a, b, level, team, risk and score. */
  static List<Proposal> propose(DecisionTable table, DefaultItem item) {
    DefaultProposals proposals = proposals(item);
    table.propose(item, proposals);
    return List.of(proposals.end());
  }

  static DefaultProposals proposals(DefaultItem item) {
    DefaultProposals proposals =
        new DefaultProposals(new String[] {"a", "b", "level", "team", "risk", "score"});
    proposals.start(item);
    return proposals;
  }

  /** The values that a table proposes, strongest first within each output. */
  static List<String> values(DecisionTable table, Object... namesAndValues) {
    return propose(table, item(namesAndValues)).stream().map(Proposal::value).toList();
  }
}
