package io.millrace.model;

/** Where demand comes from. It decides where a value stream starts. */
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
