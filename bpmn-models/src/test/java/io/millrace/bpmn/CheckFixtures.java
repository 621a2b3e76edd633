// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The models that show what each check finds, and models with which nothing is wrong. */
final class CheckFixtures {
  /** Where the models are to run: the lint plugin is told the same. */
  static final Installation INSTALLATION =
      Installation.standard()
          .withHandlers(List.of("booking"))
          .withStreams(List.of("enable-change"));

  private static final Path RESOURCES = Path.of("src", "test", "resources");
  private static final Path CHECKS = RESOURCES.resolve("checks");

  private CheckFixtures() {}

  /** What a report says of one place. */
  record Finding(String check, @Nullable String element, String severity) {
    static Finding of(ModelProblem problem) {
      return new Finding(problem.check(), problem.element(), problem.severity().label());
    }
  }

  /** The ids of the checks that have models. */
  static List<String> ids() {
    try (Stream<Path> folders = Files.list(CHECKS)) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> String.valueOf(folder.getFileName()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CheckReport bad(String id) {
    return check(CHECKS.resolve(id).resolve("bad.bpmn"));
  }

  static CheckReport good(String id) {
    return check(CHECKS.resolve(id).resolve("good.bpmn"));
  }

  static Path goodFile(String id) {
    return CHECKS.resolve(id).resolve("good.bpmn");
  }

  static Path badFile(String id) {
    return CHECKS.resolve(id).resolve("bad.bpmn");
  }

  /** Models of every construct, with which nothing is wrong. */
  static List<Path> clean() {
    try (Stream<Path> files = Files.list(RESOURCES.resolve("clean"))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CheckReport check(Path file) {
    return ValueStreams.check(String.valueOf(file.getFileName()), read(file), INSTALLATION);
  }

  static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Finding> expected(String id) {
    List<Finding> all = new ArrayList<>();
    try (JsonParser parser =
        new JsonFactory().createParser(CHECKS.resolve(id).resolve("expected.json").toFile())) {
      Map<String, @Nullable String> finding = new HashMap<>();
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          finding.put(name, parser.getValueAsString());
        } else if (token == JsonToken.END_OBJECT) {
          all.add(
              new Finding(
                  String.valueOf(finding.get("check")),
                  finding.get("element"),
                  String.valueOf(finding.get("severity"))));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }
}
