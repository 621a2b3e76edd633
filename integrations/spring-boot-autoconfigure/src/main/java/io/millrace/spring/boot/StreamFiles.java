// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot;

import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreams;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;

/** The host's value streams among the resources of the application. */
final class StreamFiles {
  private StreamFiles() {}

  /** Reads them; a model with errors fails with all of them. */
  static List<ValueStream> read(ResourcePatternResolver resources, List<String> patterns) {
    List<ValueStream> streams = new ArrayList<>();
    for (String pattern : patterns) {
      try {
        for (Resource resource : resources.getResources(pattern)) {
          streams.add(read(resource));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(
            "Expected to read the value streams at '"
                + pattern
                + "', but it failed.\nMaybe correct millrace.streams.",
            e);
      }
    }
    return streams;
  }

  private static ValueStream read(Resource resource) throws IOException {
    String name = resource.getFilename();
    try (InputStream in = resource.getInputStream()) {
      return ValueStreams.read(name == null ? resource.getDescription() : name, in.readAllBytes());
    }
  }
}
