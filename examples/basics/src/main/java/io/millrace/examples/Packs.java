// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples;

import io.millrace.plugin.PackFiles;
import io.millrace.rules.PackSource;
import java.util.stream.Collectors;

/** The policy packs of the examples: folders of {@code src/main/resources}. */
final class Packs {
  private Packs() {}

  /** Reads a pack from the class path; one on disk is read by {@link PackSource#read}. */
  static PackSource read(String folder) {
    PackFiles files = PackFiles.classPath(Packs.class, folder);
    return PackSource.ofFiles(
        folder, files.paths().stream().collect(Collectors.toMap(path -> path, files::bytes)));
  }
}
