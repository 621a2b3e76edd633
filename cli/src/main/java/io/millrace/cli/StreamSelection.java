// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreams;
import io.millrace.model.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which value streams a command is about. For one thread. */
@SuppressWarnings("NullAway.Init") // filled by picocli
final class StreamSelection {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = StreamFile.FORM + "; the built-in streams if none is named")
  private List<String> files = new ArrayList<>();

  @Option(names = "--built-in", description = "take the built-in streams, too")
  private boolean builtIn;

  @Option(
      names = "--stream",
      paramLabel = "KEY",
      split = ",",
      description = "only the streams with these keys")
  private List<String> keys = new ArrayList<>();

  /**
   * The streams, the built-in ones first.
   *
   * @throws io.millrace.model.MillraceException if a file is no value stream, or a key is unknown
   */
  List<ValueStream> streams() {
    List<ValueStream> all = new ArrayList<>();
    if (builtIn || files.isEmpty()) {
      all.addAll(ValueStreams.builtIn().all());
    }
    files.forEach(file -> all.add(StreamFile.open(file).stream()));
    List<String> known = all.stream().map(ValueStream::key).toList();
    for (String key : keys) {
      if (!known.contains(key)) {
        throw new InvalidInputException(
            "Expected a value stream with the key '" + key + "', but there is none.",
            "name one of: " + String.join(", ", known));
      }
    }
    return all.stream().filter(stream -> keys.isEmpty() || keys.contains(stream.key())).toList();
  }
}
