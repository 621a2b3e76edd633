// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.yaml;

import io.millrace.rules.PackProblem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** One YAML file. Aliases are refused and nesting is limited, so that small files stay small. */
public final class YamlFile {
  private static final int DEEPEST = 20;

  private final String path;
  private final List<PackProblem> problems;
  private final LoadSettings settings;

  /**
   * A file to read.
   *
   * @param path how problems name it
   * @param problems where problems go
   */
  public YamlFile(String path, List<PackProblem> problems) {
    this.path = path;
    this.problems = problems;
    settings =
        LoadSettings.builder()
            .setLabel(path)
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(0)
            .build();
  }

  /** The mapping at the top of the file; null, with a problem, if there is none. */
  public @Nullable YamlMap read(byte[] content) {
    String text = decode(content);
    if (text == null) {
      return null;
    }
    try {
      if (!isPlain(text)) {
        return null;
      }
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isPresent() && root.get() instanceof MappingNode mapping) {
        return new YamlMap(this, mapping);
      }
      problem(1, "Expected keys and values, but the file holds none.", "write 'key: value' lines");
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      problem(line, "Expected YAML, but " + e.getProblem() + ".", "correct the line");
    } catch (YamlEngineException e) {
      problem(0, "Expected YAML, but " + firstLine(e) + ".", "correct the file");
    }
    return null;
  }

  void problem(int line, String problem, String advice) {
    problems.add(new PackProblem(path, line, problem, advice));
  }

  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  /** No aliases, and no nesting that would exhaust the stack of a recursive reader. */
  private boolean isPlain(String text) {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      Event.ID id = event.getEventId();
      int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
      if (id == Event.ID.Alias) {
        problem(line, "Expected values, but there is an alias.", "write the value out");
        return false;
      }
      if (id == Event.ID.MappingStart || id == Event.ID.SequenceStart) {
        depth++;
      } else if (id == Event.ID.MappingEnd || id == Event.ID.SequenceEnd) {
        depth--;
      }
      if (depth > DEEPEST) {
        String found = "Expected at most " + DEEPEST + " levels, but there are more.";
        problem(line, found, "nest less");
        return false;
      }
    }
    return true;
  }

  private @Nullable String decode(byte[] content) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(content))
          .toString();
    } catch (CharacterCodingException e) {
      problem(0, "Expected UTF-8, but a byte is not.", "save the file as UTF-8");
      return null;
    }
  }

  private static String firstLine(Exception e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
