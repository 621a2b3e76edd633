// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.Demand;
import java.util.List;

/**
 * Where demand comes in. Thread-safe.
 *
 * <p>Submission is idempotent by tenant and id: the same demand again returns the first receipt,
 * marked as repeated; the same id with other content is refused with a {@link ConflictException}.
 * After a {@link ConcurrentChangeException}, or an {@link EngineException} that is transient, the
 * same submission can be repeated.
 */
public interface Intake {

  /**
   * Accepts demand: facts are looked up, the policies decide, the value stream starts. Inside a
   * transaction of the host's, facts are looked up after its commit.
   *
   * @throws ConflictException if the id was submitted before with other content
   */
  Receipt submit(Demand demand);

  /**
   * Accepts many demands in one transaction: all of them or none.
   *
   * @return receipts in the order of the demands
   * @throws ConflictException if an id was submitted before with other content
   */
  List<Receipt> submitAll(List<Demand> demands);
}
