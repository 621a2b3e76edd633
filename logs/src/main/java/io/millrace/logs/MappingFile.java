// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A mapping file as YAML, and what is wrong with it. It gives the tree of nodes, so no value turns
 * into an object and aliases cannot grow. Not thread-safe.
 */
final class MappingFile {
  private static final int MAX_BYTES = 1 << 18;

  private final Path file;
  private final List<MappingProblem> problems = new ArrayList<>();

  MappingFile(Path file) {
    this.file = file;
  }

  String name() {
    return String.valueOf(file.getFileName());
  }

  /** Notes a problem at a node. */
  void problem(Node at, String expected, String found, String advice) {
    int line = at.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    problem(line, "Expected " + expected + ", but " + found + ".", advice);
  }

  /** Notes a problem; line 0 is the whole file. */
  void problem(int line, String problem, String advice) {
    problems.add(new MappingProblem(file.toString(), line, problem, advice));
  }

  /** Refuses the file if there are problems. */
  void throwIfProblems() {
    if (!problems.isEmpty()) {
      throw new LogMappingException(problems);
    }
  }

  private String text() {
    try {
      if (Files.isRegularFile(file) && Files.size(file) > MAX_BYTES) {
        throw fatal("at most 256 KiB", "it is larger", "pass the mapping and not the log", null);
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw fatal("a file", "there is none", "check the path", e);
    } catch (CharacterCodingException e) {
      throw fatal("UTF-8 text", "it has bytes that are not", "save it as UTF-8", e);
    } catch (IOException e) {
      throw fatal(
          "a file that can be read",
          "reading failed (" + LogAccessException.reason(e) + ")",
          "check that it is a file and may be read",
          e);
    }
  }

  /** The tree of nodes of the whole file. */
  Node compose() {
    String yaml = text();
    LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
    try {
      return new Compose(settings)
          .composeString(yaml)
          .orElseThrow(
              () -> fatal("keys and values", "it is empty", "begin with 'columns:'", null));
    } catch (YamlEngineException e) {
      String why = e.getMessage();
      int line = 0;
      if (e instanceof MarkedYamlEngineException marked) {
        why = marked.getProblem();
        line = marked.getProblemMark().map(Mark::getLine).orElse(-1) + 1;
      }
      throw new LogMappingException(
          new MappingProblem(
              file.toString(),
              line,
              "Expected YAML, but it cannot be read: "
                  + Problems.sentence(String.valueOf(why))
                  + ".",
              "correct the place that the message names"),
          e);
    }
  }

  private LogMappingException fatal(
      String expected, String found, String advice, @Nullable Exception cause) {
    MappingProblem problem =
        new MappingProblem(
            file.toString(), 0, "Expected " + expected + ", but " + found + ".", advice);
    return cause == null
        ? new LogMappingException(List.of(problem))
        : new LogMappingException(problem, cause);
  }
}
