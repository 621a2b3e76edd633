// SPDX-License-Identifier: Apache-2.0
package io.millrace.model;

import io.millrace.api.HostCalls;

/** What a work item is. A query is not yet triaged. */
@HostCalls
public enum Kind {
  /** Somebody wants something, and nobody has said yet what it is. */
  QUERY,
  /** A service is interrupted or worse than agreed. */
  INCIDENT,
  /** A user asks for something that belongs to the normal delivery of a service. */
  REQUEST,
  /** Something that can affect services is added, modified or removed. */
  CHANGE,
  /** A cause, known or not, of one or more incidents. */
  PROBLEM,
  /** Something is to become better than it is. */
  IMPROVEMENT,
  /** A product or service that the provider has decided to invest in. */
  PORTFOLIO_ITEM
}
