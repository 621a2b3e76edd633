// SPDX-License-Identifier: Apache-2.0
package io.millrace.model;

import io.millrace.api.HostCalls;

/** How a work item is treated in the queue (Kanban). */
@HostCalls
public enum ClassOfService {
  /** Before everything else, at the cost of other work: a delay does great harm at once. */
  EXPEDITE,
  /** In time for a date: the harm comes when the date is missed, and not before. */
  FIXED_DATE,
  /** In turn: a delay costs the more the longer it lasts. */
  STANDARD,
  /** When there is room: a delay does no harm that can be seen yet. */
  INTANGIBLE
}
