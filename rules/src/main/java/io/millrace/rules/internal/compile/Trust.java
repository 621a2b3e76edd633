// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

/** Whose code rules are. */
public enum Trust {
  /** The host's own: it may call what is on the class path. */
  HOST,
  /** Somebody else's: it may ask the item and make proposals, and is checked for that. */
  TENANT
}
