package io.millrace.model;

import io.millrace.api.HostCalls;

/** How a work item is treated in the queue (Kanban). */
@HostCalls
public enum ClassOfService {
  EXPEDITE,
  FIXED_DATE,
  STANDARD,
  INTANGIBLE
}
