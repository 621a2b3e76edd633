// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.axle;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bpmn.StreamDescription;
import io.millrace.bpmn.ValueStream;
import io.millrace.examples.axle.GuideEntry.Roles;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Every entry of the guide's two worked streams, typed by hand. */
class AxleStreamsTest {
  private static final Roles RESTORING =
      new Roles("service owner", "incident manager", "customer support manager", "CIO; CFO");
  private static final Roles IMPROVING =
      new Roles(
          "service owner",
          "continual improvement practice owner",
          "users; support staff; technical specialists",
          "CIO");

  private static final String CONSULTED =
      "CFO; board of directors; customers; regulators; auditors";
  private static final String INFORMED =
      "office staff; sales and marketing teams; customer service";
  private static final Roles DEVELOPING = new Roles("CIO", "product owner", CONSULTED, INFORMED);
  private static final String CONSULTED_AT_LAUNCH =
      "CFO; board of directors; customers; sales and marketing teams; PR; office staff;"
          + " customer service";

  @Test
  void shouldDescribeTheRestorationLikeTheGuide() {
    // given
    ValueStream stream = AxleStreams.restore();
    StreamDescription description = stream.description();

    // then
    assertThat(description.demand())
        .isEqualTo("Customer phones or emails the IT support centre about the app");
    assertThat(description.triggers())
        .containsExactly("phone call or email from a customer to the IT support centre");
    assertThat(description.outcomes())
        .containsExactly(
            "restored service with working online booking",
            "satisfied customer able to book",
            "completed feedback form",
            "improvements in the register");
    assertThat(description.value())
        .isEqualTo("customer confidence despite incidents; better engagement");
    assertThat(description.targetLeadTime()).isEqualTo(Duration.ofDays(1));
    assertThat(Roles.of(description.raci()))
        .isEqualTo(
            new Roles(
                "service owner",
                "incident manager",
                "chief data officer; branch manager; product owner; vendor account managers;"
                    + " customer support manager",
                "board of directors; CIO; CFO"));
  }

  @Test
  void shouldRestoreInTheStepsOfTheGuide() {
    assertThat(AxleStreams.restore().steps())
        .extracting(GuideEntry::of)
        .containsExactly(
            new GuideEntry(
                1,
                "Acknowledge and register the customer's query",
                "engage",
                "call or email reaching the workshop manager or branch customer desk",
                "acknowledgement to customer; query record",
                "reassurance; enough information to start",
                Duration.ofMinutes(5),
                "DSK",
                RESTORING),
            new GuideEntry(
                2,
                "Investigate the query",
                "deliver and support",
                "query record with initial categorisation",
                "record reclassified as incident, listing remedies tried",
                "nature understood; customer feels taken seriously; resolution or a discussed plan",
                Duration.ofMinutes(30),
                "IM KM SCM",
                RESTORING),
            new GuideEntry(
                3,
                "Obtain a fix for the incident",
                "obtain/build",
                "incident record with diagnosis",
                "tested, validated fix",
                "ready to deploy",
                Duration.ofHours(2),
                "IM DSK",
                RESTORING),
            new GuideEntry(
                4,
                "Deploy the fix",
                "design and transition",
                "tested, validated fix",
                "completed deployment records",
                "technical aspects resolved",
                Duration.ofHours(2),
                "IM KM",
                RESTORING),
            new GuideEntry(
                5,
                "Verify that the incident has been resolved",
                "deliver and support",
                "deployment records",
                "resolved incident record",
                "satisfied customer; data for reporting and decisions",
                Duration.ofHours(1),
                "IM KM SCM",
                RESTORING),
            new GuideEntry(
                6,
                "Request feedback from the customer and other stakeholders",
                "engage",
                "resolved incident record",
                "feedback records from customers and employees; incident updated with solution",
                "nature, causes and resolution understood; analysable data",
                Duration.ofHours(2),
                "CIM",
                IMPROVING),
            new GuideEntry(
                7,
                "Identify opportunities to improve the service",
                "improve",
                "all feedback records",
                "improvements in the register",
                "information for identifying, analysing, prioritising and executing improvements",
                Duration.ofDays(10),
                "CIM",
                IMPROVING));
  }

  @Test
  void shouldDescribeTheDevelopmentLikeTheGuide() {
    // given
    StreamDescription description = AxleStreams.develop().description();

    // then
    assertThat(description.demand())
        .isEqualTo("Customers wish to manage bike-hire payments online");
    assertThat(description.outcomes())
        .containsExactly(
            "convenient, secure payment from smartphones or mobile devices",
            "swifter payment to Axle through shorter transactions",
            "less staff effort",
            "better compliance with local laws and electronic-money-transfer duties");
    assertThat(description.value()).isEqualTo("customer satisfaction; liquidity/balance sheet");
    assertThat(description.targetLeadTime())
        .as("five months of 30 days: a duration knows no months")
        .isEqualTo(Duration.ofDays(150));
    assertThat(Roles.of(description.raci()))
        .isEqualTo(
            new Roles(
                "CIO",
                "product owner",
                CONSULTED + "; finance staff; legal representatives",
                INFORMED));
  }

  @Test
  void shouldDevelopInTheStepsOfTheGuide() {
    assertThat(AxleStreams.develop().steps())
        .extracting(GuideEntry::of)
        .containsExactly(
            new GuideEntry(
                1,
                "Understand and document the requirements of an online payment app",
                "engage",
                "customers' request for app",
                "survey of typical customers; CFO's financial requirements; financial regulators'"
                    + " transaction requirements",
                "business case",
                Duration.ofDays(21),
                "BA PFM",
                DEVELOPING),
            new GuideEntry(
                2,
                "Business case for the online payment app",
                "plan",
                "survey of typical customers; CFO's financial requirements; financial regulators'"
                    + " transaction requirements",
                "go/no-go decision",
                "approved business case",
                Duration.ofDays(10),
                "BA PFM RSK",
                DEVELOPING),
            new GuideEntry(
                3,
                "Design the online payment app",
                "design and transition",
                "decision to proceed",
                "service architecture; technical app design; which data systems must talk (booking"
                    + " system, financial clearing house)",
                "app design",
                Duration.ofDays(60),
                "SD BA PJM",
                DEVELOPING),
            new GuideEntry(
                4,
                "Build, configure, or buy the online payment app",
                "obtain/build",
                "service architecture; technical app design; which data systems must talk (booking"
                    + " system, financial clearing house)",
                "components acquired or built, and tested; clearing-house connection",
                "app tested, ready to deploy",
                Duration.ofDays(56),
                "PJM SUP SVT",
                new Roles(
                    "CIO",
                    "product owner",
                    CONSULTED + "; developers; software testers",
                    INFORMED)),
            new GuideEntry(
                5,
                "Deploy the online payment app in preparation for launch",
                "design and transition",
                "tested components",
                "live app; release notes; trained office staff",
                "successful launch",
                Duration.ofDays(10),
                "PJM DPM RLM IM PRB DSK",
                new Roles(
                    "CIO",
                    "product owner",
                    CONSULTED_AT_LAUNCH,
                    "legal team; regulators; auditors; customers; users")),
            new GuideEntry(
                6,
                "Begin operating the service",
                "deliver and support",
                "live app",
                "CFO sign-off of the stream; onboarded user accounts",
                "customers can pay for bookings online",
                Duration.ofDays(1),
                "PJM IM DSK SCM PRB",
                new Roles(
                    "CIO",
                    "product owner",
                    CONSULTED_AT_LAUNCH + "; project manager",
                    "legal team; regulators; auditors")));
  }
}
