// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.rules.PackSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The files of a pack, as its author writes them. Immutable. */
record PackFiles(String id, Map<String, String> texts) {

  static PackFiles of(String id, String version, String... more) {
    String manifest = "pack: " + id + "\nversion: \"" + version + "\"\nowner: Ann\n";
    String rest = more.length == 0 ? "" : String.join("\n", more) + "\n";
    return new PackFiles(id, Map.of(PackSource.MANIFEST, manifest + rest));
  }

  PackFiles with(String path, String... lines) {
    Map<String, String> all = new TreeMap<>(texts);
    all.put(path, String.join("\n", lines) + "\n");
    return new PackFiles(id, all);
  }

  /** A table of which team takes which category, whatever the built-in rules say. */
  PackFiles withTeams(String table, String... categoriesAndTeams) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < categoriesAndTeams.length; i += 2) {
      rows.append(categoriesAndTeams[i]).append(',').append(categoriesAndTeams[i + 1]);
      rows.append(",the table says so\n");
    }
    return with(
        "tables/" + table.replace(' ', '-') + ".csv",
        "table," + table,
        "point,routing",
        "hit,first",
        "strength,70",
        "when category,then team,because",
        rows.toString().strip());
  }

  /** A rule in the package of the built-in routing rules; it replaces one of the same name. */
  PackFiles withRule(String rule, String condition, String team, int strength) {
    return with(
        "rules/routing/" + rule.replace(' ', '-') + ".drl",
        "package io.millrace.policy.routing;",
        "import io.millrace.rules.drl.Item;",
        "import io.millrace.rules.drl.Proposals;",
        "global Proposals proposals;",
        "rule \"" + rule + "\"",
        "when",
        "  $item : Item( " + condition + " )",
        "then",
        "  proposals.propose(\"team\", \""
            + team
            + "\", "
            + strength
            + ", \"the rule says so\", $item.read(\"team\"));",
        "end");
  }

  PackSource source() {
    return PackSource.of(id, texts);
  }

  /** Writes the files into a folder and gives it. */
  Path writeTo(Path folder) {
    try {
      for (Map.Entry<String, String> file : texts.entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
