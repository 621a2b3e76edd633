// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import io.millrace.model.MillraceException;

/** A backtest was ended by an interrupt of its thread, whose interrupt mark stays. Immutable. */
public final class BacktestInterruptedException extends MillraceException {
  private static final long serialVersionUID = 1L;

  BacktestInterruptedException(long items) {
    super(
        "Expected the backtest to come to its end, but it was interrupted after "
            + items
            + " items.",
        "start it again; it has changed nothing");
  }
}
