package io.millrace.benchmarks.reliability;

import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreams;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The value streams of the programs. */
final class Models {
  /** Five automated steps, one after the other. */
  static final String RELAY = "relay";

  /** How many automated steps an item of {@link #RELAY} has. */
  static final int RELAY_STEPS = 5;

  /** Four automated steps, two of them at once, two human steps, and a timer of a second. */
  static final String PROVIDE = "provide";

  /** How many automated steps an item of {@link #PROVIDE} has. */
  static final int PROVIDE_STEPS = 4;

  private Models() {}

  /** Reads one of the streams. */
  static ValueStream read(String key) {
    String name = key + ".bpmn";
    try (InputStream in = Models.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("Expected the resource " + name + " to be there.");
      }
      return ValueStreams.read(name, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
