// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.axle;

import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreams;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The value streams of Axle Car Hire, read from the files beside this class. Thread-safe. */
public final class AxleStreams {
  private AxleStreams() {}

  /** From a customer's call about the app to improvements in the register. */
  public static ValueStream restore() {
    return read("axle-restore-payment-app.bpmn");
  }

  /** From the customers' wish for an app to the first payment. */
  public static ValueStream develop() {
    return read("axle-develop-payment-app.bpmn");
  }

  private static ValueStream read(String fileName) {
    try (InputStream in = AxleStreams.class.getResourceAsStream("/axle/" + fileName)) {
      if (in == null) {
        throw new IllegalStateException("The jar lacks /axle/" + fileName + ".");
      }
      return ValueStreams.read(fileName, in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
