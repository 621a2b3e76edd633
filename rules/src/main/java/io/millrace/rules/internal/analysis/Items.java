// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import io.millrace.model.Facts;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.internal.DefaultItem;
import io.millrace.rules.internal.RuleProbe;
import java.time.Instant;
import java.util.List;

/** Items that the analysis makes up. */
final class Items {
  /** The instant at which they are decided: a Monday morning. */
  static final Instant AT = Instant.parse("2026-01-05T09:00:00Z");

  /** An item without facts, on which conditions are tried out. */
  static final DefaultItem EMPTY =
      new RuleProbe(BuiltInOptions.defaults(), List.of()).item(Facts.none(), AT);

  private Items() {}
}
