// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

/** Who brought a version of a value stream. */
public enum StreamOrigin {
  /** The host, for all tenants; what comes with Millrace counts as the host's. */
  HOST,
  /** The tenant, for itself alone. */
  TENANT
}
