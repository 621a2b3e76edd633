// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

/** What a state of the log means for an incident. */
enum Phase {
  /** It is registered and waits for investigation. */
  REGISTERED,
  /** Somebody works on it. */
  WORKING,
  /** It waits in a queue. */
  WAITING,
  /** It was started and cannot proceed. */
  BLOCKED,
  /** The technical concern is addressed; confirmation is missing. */
  RESOLVED,
  /** The user has confirmed it, and the log's own system has not closed its record. */
  CONFIRMED,
  /** The user has confirmed it, and its record is closed. */
  CLOSED,
  /** The state says nothing: the incident stays where it is. */
  KEEP
}
