// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import java.nio.file.Path;

/** The example models, as they are and spoilt. */
final class Streams {
  private static final Path EXAMPLES = Path.of("..", "docs", "examples", "streams");

  private Streams() {}

  /** A model without findings. */
  static Path good() {
    return EXAMPLES.resolve("hire.bpmn");
  }

  /** The model with one piece replaced, which must be there. */
  static Path with(Path folder, String piece, String replacement) {
    String text = Schemas.read(good());
    if (!text.contains(piece)) {
      throw new IllegalArgumentException("The model has no " + piece);
    }
    return Packs.write(folder, "spoilt.bpmn", text.replace(piece, replacement));
  }
}
