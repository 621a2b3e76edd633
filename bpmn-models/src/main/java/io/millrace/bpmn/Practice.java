// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import java.util.Optional;

/**
 * The 34 management practices of ITIL 4. The name of a constant is the practice's short code, which
 * models use.
 */
public enum Practice {
  /** Architecture management. */
  ARC(Group.GENERAL, "Architecture management"),
  /** Continual improvement. */
  CIM(Group.GENERAL, "Continual improvement"),
  /** Information security management. */
  ISM(Group.GENERAL, "Information security management"),
  /** Knowledge management. */
  KM(Group.GENERAL, "Knowledge management"),
  /** Measurement and reporting. */
  MR(Group.GENERAL, "Measurement and reporting"),
  /** Organizational change management. */
  OCM(Group.GENERAL, "Organizational change management"),
  /** Portfolio management. */
  PFM(Group.GENERAL, "Portfolio management"),
  /** Project management. */
  PJM(Group.GENERAL, "Project management"),
  /** Relationship management. */
  REL(Group.GENERAL, "Relationship management"),
  /** Risk management. */
  RSK(Group.GENERAL, "Risk management"),
  /** Service financial management. */
  SFM(Group.GENERAL, "Service financial management"),
  /** Strategy management. */
  STM(Group.GENERAL, "Strategy management"),
  /** Supplier management. */
  SUP(Group.GENERAL, "Supplier management"),
  /** Workforce and talent management. */
  WTM(Group.GENERAL, "Workforce and talent management"),
  /** Availability management. */
  AVM(Group.SERVICE, "Availability management"),
  /** Business analysis. */
  BA(Group.SERVICE, "Business analysis"),
  /** Capacity and performance management. */
  CPM(Group.SERVICE, "Capacity and performance management"),
  /** Change enablement. */
  CHE(Group.SERVICE, "Change enablement"),
  /** Incident management. */
  IM(Group.SERVICE, "Incident management"),
  /** IT asset management. */
  ITA(Group.SERVICE, "IT asset management"),
  /** Monitoring and event management. */
  MEM(Group.SERVICE, "Monitoring and event management"),
  /** Problem management. */
  PRB(Group.SERVICE, "Problem management"),
  /** Release management. */
  RLM(Group.SERVICE, "Release management"),
  /** Service catalogue management. */
  CAT(Group.SERVICE, "Service catalogue management"),
  /** Service configuration management. */
  SCM(Group.SERVICE, "Service configuration management"),
  /** Service continuity management. */
  CON(Group.SERVICE, "Service continuity management"),
  /** Service design. */
  SD(Group.SERVICE, "Service design"),
  /** Service desk. */
  DSK(Group.SERVICE, "Service desk"),
  /** Service level management. */
  SLM(Group.SERVICE, "Service level management"),
  /** Service request management. */
  SRM(Group.SERVICE, "Service request management"),
  /** Service validation and testing. */
  SVT(Group.SERVICE, "Service validation and testing"),
  /** Deployment management. */
  DPM(Group.TECHNICAL, "Deployment management"),
  /** Infrastructure and platform management. */
  IPM(Group.TECHNICAL, "Infrastructure and platform management"),
  /** Software development and management. */
  SDM(Group.TECHNICAL, "Software development and management");

  /** The three groups of practices. */
  public enum Group {
    /** General management practices: 14. */
    GENERAL,
    /** Service management practices: 17. */
    SERVICE,
    /** Technical management practices: 3. */
    TECHNICAL
  }

  private static final String SCM_ALIAS = "Configuration management";

  private final Group group;
  private final String title;

  Practice(Group group, String title) {
    this.group = group;
    this.title = title;
  }

  /** The short code, such as {@code IM}. */
  public String code() {
    return name();
  }

  /** The full name, such as {@code Incident management}. */
  public String title() {
    return title;
  }

  /** The group that the practice belongs to. */
  public Group group() {
    return group;
  }

  /**
   * The practice with this short code or full name. "Configuration management" is an alias of
   * {@link #SCM}.
   */
  public static Optional<Practice> find(String codeOrTitle) {
    for (Practice practice : values()) {
      if (practice.name().equals(codeOrTitle) || practice.title.equalsIgnoreCase(codeOrTitle)) {
        return Optional.of(practice);
      }
    }
    return SCM_ALIAS.equalsIgnoreCase(codeOrTitle) ? Optional.of(SCM) : Optional.empty();
  }
}
