// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.internal.isolation.Shield;
import io.millrace.engine.internal.isolation.UnusableAnswerException;
import io.millrace.plugin.port.PullOrder;
import io.millrace.plugin.port.Resolver;
import io.millrace.plugin.port.WorkingTime;
import java.time.Duration;

/**
 * Functions of plugins that decisions wait for, mostly inside a transaction: they are asked on a
 * thread of Millrace's own and cut off, so that none holds a transaction. None is suspended: what
 * one tenant asks must not change how the next one's decisions come out.
 */
final class BoundedFunctions {
  /**
   * They need microseconds; the longest pauses of a machine under load take tens of milliseconds.
   */
  static final Duration BUDGET = Duration.ofSeconds(1);

  private BoundedFunctions() {}

  static Resolver resolver(Resolver function, Shield shield) {
    return question -> shield.ask(BUDGET, () -> function.choose(question)).orThrow();
  }

  static PullOrder pullOrder(PullOrder function, Shield shield) {
    return item -> shield.ask(BUDGET, () -> function.key(item)).orThrow();
  }

  static WorkingTime workingTime(WorkingTime function, Shield shield) {
    return (tenant, service, from, to) ->
        shield
            .ask(
                BUDGET,
                () -> {
                  Duration worked = function.between(tenant, service, from, to);
                  if (worked != null
                      && (worked.isNegative()
                          || worked.compareTo(Duration.between(from, to)) > 0)) {
                    throw new UnusableAnswerException(
                        "it says that there are " + worked + " of work from " + from + " to " + to);
                  }
                  return worked;
                })
            .orThrow();
  }
}
