// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.util.List;

/**
 * One page of a result. Immutable.
 *
 * @param entries the entries of this page, in the order of the query
 * @param offset how many entries come before this page
 * @param total how many entries there are on all pages, when the page was read
 * @param <T> the type of entry
 */
public record Page<T>(List<T> entries, int offset, long total) {

  /** Copies the entries. */
  public Page {
    entries = List.copyOf(entries);
  }

  /** Whether a later page has entries. */
  public boolean hasNext() {
    return offset + entries.size() < total;
  }
}
