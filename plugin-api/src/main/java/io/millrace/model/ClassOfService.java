package io.millrace.model;

/** How a work item is treated in the queue (Kanban). */
public enum ClassOfService {
  EXPEDITE,
  FIXED_DATE,
  STANDARD,
  INTANGIBLE
}
