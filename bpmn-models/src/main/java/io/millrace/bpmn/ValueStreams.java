// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import io.millrace.bpmn.internal.CheckList;
import io.millrace.bpmn.internal.StreamReader;
import io.millrace.bpmn.internal.ViewReader;
import io.millrace.model.InvalidInputException;
import io.millrace.model.StreamView;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue of value streams with distinct keys. Immutable and thread-safe.
 *
 * <p>{@link #read} turns a host's own BPMN file into a value stream:
 *
 * <pre>{@code
 * ValueStreams streams = ValueStreams.builtIn().with(ValueStreams.read("hire.bpmn", bytes));
 * }</pre>
 */
public final class ValueStreams implements Iterable<ValueStream> {
  /** The largest model that is read, in bytes. */
  public static final int MAX_BYTES = 4 * 1024 * 1024;

  private static final String FOLDER = "/value-streams/";
  private static final List<String> BUILT_IN =
      List.of(
          "restore-live-service.bpmn",
          "resolve-issue.bpmn",
          "fulfil-request.bpmn",
          "enable-change.bpmn",
          "develop-new-service.bpmn");

  private final List<ValueStream> streams;

  private ValueStreams(List<ValueStream> streams) {
    this.streams = List.copyOf(streams);
  }

  /** The value streams that come with Millrace. Reads them anew: keep the catalogue. */
  public static ValueStreams builtIn() {
    List<ValueStream> streams = new ArrayList<>();
    for (String fileName : BUILT_IN) {
      try (InputStream in = ValueStreams.class.getResourceAsStream(FOLDER + fileName)) {
        if (in == null) {
          throw new IllegalStateException("The jar lacks " + FOLDER + fileName + ".");
        }
        streams.add(read(fileName, in));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new ValueStreams(streams);
  }

  /**
   * Reads one value stream from a BPMN file.
   *
   * @param fileName what messages call the file
   * @param content the bytes of the file
   * @throws ValueStreamException if the file is no usable value stream; says every problem
   */
  public static ValueStream read(String fileName, byte[] content) {
    return StreamReader.read(new StreamModel(fileName, content));
  }

  /**
   * Reads one value stream from a BPMN file. Does not close the input.
   *
   * @param fileName what messages call the file
   * @param content the bytes of the file
   * @throws ValueStreamException if the file is no usable value stream; says every problem
   * @throws IOException if the input cannot be read
   */
  public static ValueStream read(String fileName, InputStream content) throws IOException {
    return read(fileName, content.readNBytes(MAX_BYTES + 1));
  }

  /**
   * Reads a model that is deployed already: it was checked then, and work runs on it. Checks that
   * have come since do not keep it from being read.
   *
   * @throws ValueStreamException if there is nothing to be read any more
   */
  public static ValueStream readDeployed(StreamModel model) {
    return StreamReader.readDeployed(model);
  }

  /**
   * How long a work item is kept after it ended: what the stream's model says as {@code
   * camunda:historyTimeToLive}, in whole days; empty if it says nothing. Reads the model anew.
   */
  public static Optional<Duration> findTimeToLive(ValueStream stream) {
    return StreamReader.timeToLive(stream.model());
  }

  /**
   * Checks one BPMN file. Finds whatever {@link #read} would refuse, and what else its designer may
   * want to know.
   *
   * @param fileName what the report calls the file
   * @param content the bytes of the file; anything at all
   * @param installation what the model may rely on where it is to run
   */
  public static CheckReport check(String fileName, byte[] content, Installation installation) {
    return StreamReader.check(new StreamModel(fileName, content), installation);
  }

  /**
   * What a stream's model says, for checks by rules of a host's own. Reads the model anew.
   *
   * @throws ValueStreamException if there is nothing to be read any more
   */
  public static StreamView view(ValueStream stream) {
    return ViewReader.read(stream);
  }

  /** All checks that there are, in the order of their reference. */
  public static List<Check> checks() {
    return CheckList.get().all();
  }

  /**
   * This catalogue with one more value stream.
   *
   * @throws InvalidInputException if there is a stream of that key already, or one that waits for a
   *     start message of the same name: the engine would refuse to deploy both
   */
  public ValueStreams with(ValueStream stream) {
    Optional<ValueStream> present = find(stream.key());
    if (present.isPresent()) {
      throw new InvalidInputException(
          "Expected the key '"
              + stream.key()
              + "' of "
              + stream.model().fileName()
              + " to be new, but "
              + present.get().model().fileName()
              + " has it already.",
          "give the process another id");
    }
    stream.starts().forEach(start -> requireNewMessage(stream, start.message()));
    List<ValueStream> more = new ArrayList<>(streams);
    more.add(stream);
    return new ValueStreams(more);
  }

  private void requireNewMessage(ValueStream stream, @Nullable String message) {
    for (ValueStream present : streams) {
      if (message != null && present.findStart(message).isPresent()) {
        throw new InvalidInputException(
            "Expected the start message '"
                + message
                + "' of "
                + stream.model().fileName()
                + " to be new, but "
                + present.model().fileName()
                + " waits for it already.",
            "put the key in front of it, like '" + stream.key() + "." + message + "'");
      }
    }
  }

  /** All streams, in the order they were added. */
  public List<ValueStream> all() {
    return streams;
  }

  /** The stream with this key. */
  public Optional<ValueStream> find(String key) {
    return streams.stream().filter(stream -> stream.key().equals(key)).findFirst();
  }

  @Override
  public Iterator<ValueStream> iterator() {
    return streams.iterator();
  }
}
