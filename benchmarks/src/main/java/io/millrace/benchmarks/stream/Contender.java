// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.stream;

/** One way to do the same work. Used by one thread. */
interface Contender extends AutoCloseable {

  /**
   * Does the work for some items.
   *
   * @param from the number of the first item, not used before
   */
  void items(int from, int count, OperationTimes times);

  /** How many items are done. */
  long done();

  @Override
  void close();
}
