// SPDX-License-Identifier: Apache-2.0
package io.millrace.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** The components that a CycloneDX file lists, Millrace's own left out. Immutable. */
record Sbom(Set<Component> components) {

  private static final String OWN = "io.millrace";

  Sbom {
    components = Set.copyOf(components);
  }

  static Sbom read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IllegalStateException(
          "Expected a bill of materials '"
              + file
              + "', but there is none.\nMaybe build all modules first, not offline: mvn -DskipTests package.");
    }
    Set<Component> components = new LinkedHashSet<>();
    for (JsonNode each : new ObjectMapper().readTree(file.toFile()).path("components")) {
      String group = each.path("group").asText();
      if (!group.equals(OWN)) {
        components.add(
            new Component(group, each.path("name").asText(), each.path("version").asText()));
      }
    }
    return new Sbom(components);
  }
}
