// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import java.io.IOException;
import java.util.function.Consumer;

/** Reads the rows of one format from beginning to end and hands out the good ones. */
interface EventReader {

  /**
   * @throws IOException if the bytes cannot be read, or are not text
   * @throws LogFormatException if the rest cannot be made sense of
   */
  void read(StrictReader in, Consumer<RawEvent> sink) throws IOException;
}
