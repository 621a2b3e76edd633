package io.millrace.model;

import io.millrace.api.HostCalls;

/** What a work item is. A query is not yet triaged. */
@HostCalls
public enum Kind {
  QUERY,
  INCIDENT,
  REQUEST,
  CHANGE,
  PROBLEM,
  IMPROVEMENT,
  /** A product or service that the provider has decided to invest in. */
  PORTFOLIO_ITEM
}
