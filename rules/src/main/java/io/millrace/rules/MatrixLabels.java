// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import java.util.List;

/**
 * A matrix as its file gives it, before it is checked as a whole.
 *
 * @param cells the level by impact, then urgency; empty where there is none
 */
record MatrixLabels(List<String> impacts, List<String> urgencies, List<List<String>> cells) {
  /** The most labels of an axis in a file. */
  static final int MOST = 50;
}
