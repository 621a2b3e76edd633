// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.Page;
import java.util.List;
import java.util.function.LongSupplier;

/** Pages whose total fits their entries, though others write between the two queries. */
final class Pages {
  private Pages() {}

  /** Counts only where the entries do not say how many there are: not on a page with room left. */
  static <T> Page<T> of(List<T> entries, int offset, int limit, LongSupplier count) {
    if (entries.isEmpty() && offset > 0) {
      return new Page<>(entries, offset, Math.min(offset, count.getAsLong()));
    }
    int seen = offset + entries.size();
    boolean last = entries.size() < limit;
    return new Page<>(entries, offset, last ? seen : Math.max(seen, count.getAsLong()));
  }
}
