// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every value stream that comes with Millrace: the built-in ones and those of the examples. */
final class ShippedStreams {
  private static final Path EXAMPLES = Path.of("..", "examples", "axle", "src/main/resources/axle");

  private ShippedStreams() {}

  static List<ValueStream> all() {
    List<ValueStream> streams = new ArrayList<>(ValueStreams.builtIn().all());
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".bpmn")).sorted().toList()) {
        streams.add(ValueStreams.read(file.getFileName().toString(), Files.readAllBytes(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return streams;
  }
}
