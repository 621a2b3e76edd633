// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

/**
 * Hears how far the preparation of a log is, on the thread that prepares it, many times a second:
 * return quickly. An exception ends the preparation and reaches its caller.
 */
@FunctionalInterface
public interface ProgressListener {

  /** Takes the state of things. */
  void progressed(Progress progress);

  /** A listener that does nothing. */
  static ProgressListener none() {
    return progress -> {};
  }
}
