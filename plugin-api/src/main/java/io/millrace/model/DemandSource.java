// SPDX-License-Identifier: Apache-2.0
package io.millrace.model;

import io.millrace.api.HostCalls;

/** Where demand comes from. It decides where a value stream starts. */
@HostCalls
public enum DemandSource {
  /** A consumer of the service: customer, user or sponsor. */
  CONSUMER,
  /** A monitoring event: nobody has asked yet. */
  MONITORING,
  /** Staff of the service provider. */
  PROVIDER,
  /** A partner, supplier or regulator. */
  EXTERNAL,
  /** The governing body. */
  GOVERNING_BODY
}
