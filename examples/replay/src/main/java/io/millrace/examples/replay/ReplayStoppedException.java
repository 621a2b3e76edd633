// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

/** Somebody asked the replay to stop; what it has done is kept. */
final class ReplayStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReplayStoppedException(String message) {
    super(message);
  }
}
