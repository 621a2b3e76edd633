// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

/**
 * Hears of each sequence flow that a work item takes, for reports of which paths tests have walked.
 * Called within the transaction on its thread, several at once, also for what is rolled back
 * afterwards: keep it short, and do not call Millrace or fail. For tests; production has events.
 */
@FunctionalInterface
public interface FlowWatch {

  /**
   * A flow was taken.
   *
   * @param stream the key of the value stream
   * @param flow the id of the sequence flow
   */
  void taken(String stream, String flow);
}
