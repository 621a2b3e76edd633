// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

/** The order in which a worklist lists open steps. */
public enum WorklistOrder {
  /**
   * By class of service (expedite first), priority (most important first), then age of the work
   * item (oldest first), then id.
   */
  CLASS_OF_SERVICE,
  /**
   * By the pull order of the tenant's policies, then id. Each work item keeps the place that it got
   * when it came in, when its facts changed, or when it was decided anew: a pack that orders
   * otherwise moves it only then.
   */
  PULL
}
