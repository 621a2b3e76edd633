// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

/**
 * How far the preparation of a log is. Immutable.
 *
 * @param phase what is being done
 * @param done how much of it is done: bytes of the file, or events
 * @param total how much there is to do in the same unit; 0 if it is not known
 */
public record Progress(Phase phase, long done, long total) {

  /** What is being done, in this order. */
  public enum Phase {
    /** Reading and checking the file; counted in bytes of the file as it lies on disk. */
    READING,
    /** Sorting; counted in rows. */
    SORTING,
    /** All done; the last call. */
    DONE
  }
}
