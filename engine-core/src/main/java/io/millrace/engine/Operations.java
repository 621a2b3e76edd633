// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

/**
 * What one caller can do. Cheap to get, thread-safe, valid until the {@link Millrace} is closed;
 * afterwards everything throws an {@link InvalidStateException}.
 *
 * <p>If a plugin brings an {@link io.millrace.plugin.port.Authorisation}, it is asked before each
 * operation of these, of a {@link StreamMigration} and of a {@link MigrationPlan}; what it does not
 * allow throws a {@link NotAllowedException} and changes nothing. Otherwise every caller may do
 * everything in its tenant.
 */
public interface Operations {

  /** Submit demand. */
  Intake intake();

  /** Work on work items. */
  Work work();

  /** Ask the policies, and ask why. */
  Decisions decisions();

  /** The policy packs of the tenant: add, activate, roll back. */
  Policies policies();

  /** Measure flow. */
  Flow flow();

  /** The value streams that can run. */
  Streams streams();

  /** The automated steps and timers that Millrace gave up. */
  Failures failures();

  /** The deliveries of events: what waits, what was parked, replay, skip. */
  Events events();

  /** Delete what has been kept long enough, and erase what names a person. */
  Housekeeping housekeeping();
}
