// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.reliability;

import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreams;
import io.millrace.engine.Millrace;
import io.millrace.engine.MillraceBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

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

  /**
   * A Millrace that runs the streams and records what they do.
   *
   * @param budgetMillis how long a handler may take, in milliseconds; 0 for the default
   */
  static MillraceBuilder builder(Recorder recorder, long budgetMillis) {
    MillraceBuilder builder =
        Millrace.builder()
            .valueStream(read(RELAY))
            .valueStream(read(PROVIDE))
            .plugin(new Recording(recorder));
    return budgetMillis > 0 ? builder.handlerBudget(Duration.ofMillis(budgetMillis)) : builder;
  }

  /** The built-in restoration, kept after its end for as long as the host says. */
  static ValueStream restoreWithoutTimeToLive() {
    ValueStream builtIn = ValueStreams.builtIn().find("restore-live-service").orElseThrow();
    String text = new String(builtIn.model().bytes(), StandardCharsets.UTF_8);
    String changed = text.replaceAll(" camunda:historyTimeToLive=\"[^\"]*\"", "");
    return ValueStreams.read(builtIn.model().fileName(), changed.getBytes(StandardCharsets.UTF_8));
  }

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
