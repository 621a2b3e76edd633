// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The published schemas. */
final class Schemas {
  private Schemas() {}

  /** What a schema says against a JSON file; empty if nothing. */
  static List<String> problems(String schema, Path json) {
    return problems(schema, read(json), InputFormat.JSON);
  }

  static List<String> problems(String schema, String text, InputFormat format) {
    Path file = Path.of("..", "docs", "schema", schema + ".schema.json");
    Schema read =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(read(file));
    return read.validate(text, format).stream().map(Object::toString).toList();
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
