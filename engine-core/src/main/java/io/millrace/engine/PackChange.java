// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

/** What an entry in the history of a tenant's packs did. */
public enum PackChange {
  /** A pack of the tenant takes effect. */
  ACTIVATED,

  /** The pack before takes effect again, or none if there was none before. */
  ROLLED_BACK,

  /** The tenant goes on without a pack of its own. */
  DEACTIVATED,

  /** A planned activation was withdrawn: what was in force goes on at that instant. */
  WITHDRAWN
}
