// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.rules.PackProblem;
import io.millrace.rules.PackSource;
import io.millrace.rules.internal.yaml.YamlFile;
import io.millrace.rules.internal.yaml.YamlMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reports problems of {@code pack.yaml} that show only when its layer is put on the others, with
 * their lines. It reads the file again, and only if there is a problem. For one thread.
 */
final class ManifestLines {
  private final PackSource source;
  private final List<PackProblem> problems;
  private @Nullable YamlMap top;

  ManifestLines(PackSource source, List<PackProblem> problems) {
    this.source = source;
    this.problems = problems;
  }

  /** A problem with an entry of a section, such as {@code settings}. */
  void problem(String section, String key, String problem, String advice) {
    YamlMap read = top();
    int line = 0;
    if (read != null) {
      YamlMap entries = read.map(section);
      line = entries.has(key) ? entries.line(key) : read.line(section);
    }
    problems.add(new PackProblem(PackSource.MANIFEST, line, problem, advice));
  }

  /** A problem with a text of a list, such as {@code disable}. */
  void problemOfText(String list, String text, String problem, String advice) {
    YamlMap read = top();
    int line = read == null ? 0 : read.lineOfText(list, text);
    problems.add(new PackProblem(PackSource.MANIFEST, line, problem, advice));
  }

  private @Nullable YamlMap top() {
    if (top == null) { // its own problems are known already
      top =
          new YamlFile(PackSource.MANIFEST, new ArrayList<>())
              .read(source.bytes(PackSource.MANIFEST));
    }
    return top;
  }
}
