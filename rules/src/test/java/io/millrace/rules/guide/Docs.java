// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The pages for rule authors, and the examples that belong to them. */
final class Docs {
  static final Path FOLDER = Path.of("..", "docs");
  static final Path EXAMPLES = FOLDER.resolve("examples").resolve("policies");
  static final Path GUIDE = FOLDER.resolve("policies.md");
  static final Path REFERENCE = FOLDER.resolve("policy-reference.md");

  private static final String UPDATE = "millrace.update-docs";

  /** What to do about a page that is out of date. */
  static final String ADVICE =
      "what the page shows is out of date; look at the difference, and if it is meant, run this"
          + " test with -D"
          + UPDATE
          + "=true, which writes the page anew";

  private Docs() {}

  /** Whether pages are to be written anew instead of compared. */
  static boolean isUpdate() {
    return Boolean.getBoolean(UPDATE);
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of the example packs, sorted. */
  static List<String> packs() {
    try (Stream<Path> folders = Files.list(EXAMPLES)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("pack.yaml")))
          .map(folder -> String.valueOf(folder.getFileName()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
