// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import io.millrace.rules.PackProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with the files of a pack. Not thread-safe. */
final class Problems {
  private final Set<PackProblem> found = new LinkedHashSet<>();

  void add(String file, int line, String problem, String advice) {
    found.add(new PackProblem(file, Math.max(0, line), problem, advice));
  }

  /** A rule that wants to do what it may not. */
  void refuse(ParsedRule rule, Refusal refusal) {
    String expected = "Expected the rule '" + rule.name() + "' ";
    add(rule.path(), refusal.line(), expected + refusal.problem() + ".", refusal.advice());
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  int size() {
    return found.size();
  }

  boolean concerns(ParsedFile file) {
    return concerns(file.path());
  }

  boolean concerns(String path) {
    return found.stream().anyMatch(one -> one.file().equals(path));
  }

  /** By file, in the order in which the files were given, then by line. */
  List<PackProblem> sorted(List<RuleFile> files) {
    List<String> paths = files.stream().map(RuleFile::path).toList();
    List<PackProblem> sorted = new ArrayList<>(found);
    sorted.sort(
        Comparator.<PackProblem>comparingInt(one -> paths.indexOf(one.file()))
            .thenComparingInt(PackProblem::line));
    return sorted;
  }
}
