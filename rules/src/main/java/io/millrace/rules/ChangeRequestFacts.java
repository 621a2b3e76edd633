// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import static io.millrace.model.DecisionPoint.CHANGE_GUARDRAIL;
import static io.millrace.model.DecisionPoint.CLASSIFICATION;

import io.millrace.rules.KnownFact.Type;
import java.util.List;
import java.util.stream.Stream;

/** The facts of changes that Millrace and its guardrails know. */
final class ChangeRequestFacts {
  private ChangeRequestFacts() {}

  static List<KnownFact> all() {
    return Stream.of(asked(), people(), reach(), dates(), risks(), decided(), ruled())
        .flatMap(List::stream)
        .toList();
  }

  private static List<KnownFact> asked() {
    return List.of(
        KnownFact.of(
                "changeType", Type.WORD, "what it is asked for as: standard, normal, emergency")
            .readBy(CLASSIFICATION, CHANGE_GUARDRAIL),
        KnownFact.of(
                "changeModel", Type.WORD, "the way in which the change is done, such as a playbook")
            .readBy(CHANGE_GUARDRAIL),
        KnownFact.of("changeItems", Type.LIST, "the configuration items that it changes")
            .readBy(CHANGE_GUARDRAIL),
        KnownFact.of("incident", Type.TEXT, "the incident that it resolves")
            .readBy(CHANGE_GUARDRAIL),
        KnownFact.of("plannedStart", Type.INSTANT, "when it begins").readBy(CHANGE_GUARDRAIL),
        KnownFact.of("plannedEnd", Type.INSTANT, "when it ends").readBy(CHANGE_GUARDRAIL),
        KnownFact.of("testsPassed", Type.TRUTH, "whether its tests went well")
            .readBy(CHANGE_GUARDRAIL),
        KnownFact.of("backoutPlan", Type.TEXT, "how it is undone; false if it cannot be")
            .readBy(CHANGE_GUARDRAIL),
        KnownFact.of("reliabilityChange", Type.TRUTH, "whether it makes the service more reliable")
            .readBy(CHANGE_GUARDRAIL),
        KnownFact.number(
                "errorBudgetLeft", "percent", "the error budget of its service that is left")
            .readBy(CHANGE_GUARDRAIL));
  }

  private static List<KnownFact> people() {
    return List.of(
        KnownFact.of("requester", Type.WORD, "who asked for it").readBy(CHANGE_GUARDRAIL),
        KnownFact.of("author", Type.WORD, "who made it").readBy(CHANGE_GUARDRAIL),
        KnownFact.of("implementer", Type.WORD, "who carries it out").readBy(CHANGE_GUARDRAIL),
        KnownFact.of("reviewer", Type.WORD, "who reviewed it").readBy(CHANGE_GUARDRAIL),
        KnownFact.of("reviewed", Type.TRUTH, "whether it was reviewed").readBy(CHANGE_GUARDRAIL),
        KnownFact.of("approvers", Type.LIST, "who has approved it so far").readBy(CHANGE_GUARDRAIL),
        KnownFact.of(
                "approversKnown", Type.TRUTH, "whether the directory knows who has approved it")
            .readBy(CHANGE_GUARDRAIL),
        KnownFact.of("approverRoles", Type.LIST, "the roles of those who have approved it")
            .readBy(CHANGE_GUARDRAIL),
        KnownFact.of("approvalsGranted", Type.LIST, "the roles whose approval counts")
            .readBy(CHANGE_GUARDRAIL),
        KnownFact.of(
                "sameTeamApproval", Type.TRUTH, "whether only its author's team has approved it")
            .readBy(CHANGE_GUARDRAIL),
        KnownFact.of("unavailablePeople", Type.LIST, "who of its implementers is away")
            .readBy(CHANGE_GUARDRAIL));
  }

  private static List<KnownFact> reach() {
    return List.of(
        KnownFact.number("blastRadius", "items", "how many items depend on what it changes")
            .readBy(CHANGE_GUARDRAIL),
        KnownFact.of(
            "blastCapped", Type.TRUTH, "whether even more items depend on it than were counted"),
        KnownFact.of("blastServices", Type.LIST, "the services that depend on it"),
        KnownFact.of("criticalService", Type.TRUTH, "whether it touches a critical service")
            .readBy(CHANGE_GUARDRAIL),
        KnownFact.of("criticalServices", Type.LIST, "the critical services that it touches")
            .readBy(CHANGE_GUARDRAIL),
        KnownFact.number(
                "conflicts",
                "changes",
                "how many other changes of the same items are planned for the same time")
            .readBy(CHANGE_GUARDRAIL),
        KnownFact.of("conflictingChanges", Type.LIST, "the ids of these").readBy(CHANGE_GUARDRAIL),
        KnownFact.number("teamChanges", "changes", "how many changes the team's record counts")
            .readBy(CHANGE_GUARDRAIL),
        KnownFact.number("teamSuccessRate", "percent", "the share of these that went well")
            .readBy(CHANGE_GUARDRAIL),
        KnownFact.number(
                "modelChanges", "changes", "how many changes the change model's record counts")
            .readBy(CHANGE_GUARDRAIL),
        KnownFact.number("modelSuccessRate", "percent", "the share of these that went well")
            .readBy(CHANGE_GUARDRAIL));
  }

  private static List<KnownFact> dates() {
    return List.of(
        KnownFact.of("inFreeze", Type.TRUTH, "whether it is planned while nothing is to be changed")
            .readBy(CHANGE_GUARDRAIL),
        KnownFact.of("freezeName", Type.TEXT, "the name of the freeze").readBy(CHANGE_GUARDRAIL),
        KnownFact.of("freezeEnds", Type.INSTANT, "when the freeze ends").readBy(CHANGE_GUARDRAIL),
        KnownFact.of("inHoliday", Type.TRUTH, "whether it is planned on a holiday")
            .readBy(CHANGE_GUARDRAIL),
        KnownFact.of("holidayName", Type.TEXT, "the name of the holiday").readBy(CHANGE_GUARDRAIL),
        KnownFact.of(
                "maintenanceBound",
                Type.TRUTH,
                "whether its items are changed in maintenance windows only")
            .readBy(CHANGE_GUARDRAIL),
        KnownFact.of(
                "inMaintenanceWindow", Type.TRUTH, "whether it is planned within these windows")
            .readBy(CHANGE_GUARDRAIL),
        KnownFact.of("nextMaintenanceWindow", Type.INSTANT, "when the next of these windows begins")
            .readBy(CHANGE_GUARDRAIL));
  }

  private static List<KnownFact> risks() {
    return List.of(
        KnownFact.word(
                "riskUsers",
                List.of("none", "some", "many"),
                "risk question: how many users feel it")
            .readBy(CHANGE_GUARDRAIL),
        KnownFact.word(
                "riskComplexity",
                List.of("simple", "medium", "complex"),
                "risk question: how complex it is")
            .readBy(CHANGE_GUARDRAIL),
        KnownFact.word(
                "riskExperience",
                List.of("often", "seldom", "never"),
                "risk question: how often it was done before")
            .readBy(CHANGE_GUARDRAIL),
        KnownFact.word(
                "riskBackout",
                List.of("easy", "hard", "impossible"),
                "risk question: how hard it is to undo")
            .readBy(CHANGE_GUARDRAIL),
        KnownFact.word(
                "riskTested",
                List.of("fully", "partly", "not"),
                "risk question: how far it is tested")
            .readBy(CHANGE_GUARDRAIL));
  }

  private static List<KnownFact> decided() {
    return List.of(
        KnownFact.word(
                "change_guardrail_model",
                List.of("standard", "normal", "emergency"),
                "the decided change model")
            .readBy(CHANGE_GUARDRAIL),
        KnownFact.word(
                "change_guardrail_risk",
                List.of("low", "moderate", "high", "very-high"),
                "the decided risk")
            .readBy(CHANGE_GUARDRAIL),
        KnownFact.word(
            "change_guardrail_risk_conditions",
            List.of("low", "moderate", "high", "very-high"),
            "the risk by conditions"),
        KnownFact.word(
            "change_guardrail_risk_questionnaire",
            List.of("low", "moderate", "high", "very-high"),
            "the risk by the questionnaire"),
        KnownFact.word(
            "change_guardrail_verdict",
            List.of("pass", "warn", "approve", "stop"),
            "what the strictest guardrail says"),
        KnownFact.of("change_guardrail_approvals", Type.LIST, "the roles that have to approve it"),
        KnownFact.of("change_guardrail_obligations", Type.LIST, "what has to follow"));
  }

  private static List<KnownFact> ruled() {
    return List.of(
        KnownFact.word(
            "change_guardrail_risk_limit",
            List.of("pass", "warn", "approve", "stop"),
            "what the guardrail says"),
        KnownFact.word(
            "change_guardrail_blast_radius",
            List.of("pass", "warn", "approve", "stop"),
            "what the guardrail says"),
        KnownFact.word(
            "change_guardrail_freeze",
            List.of("pass", "warn", "approve", "stop"),
            "what the guardrail says"),
        KnownFact.word(
            "change_guardrail_maintenance_window",
            List.of("pass", "warn", "approve", "stop"),
            "what the guardrail says"),
        KnownFact.word(
            "change_guardrail_conflict",
            List.of("pass", "warn", "approve", "stop"),
            "what the guardrail says"),
        KnownFact.word(
            "change_guardrail_evidence",
            List.of("pass", "warn", "approve", "stop"),
            "what the guardrail says"),
        KnownFact.word(
            "change_guardrail_separation_of_duties",
            List.of("pass", "warn", "approve", "stop"),
            "what the guardrail says"),
        KnownFact.word(
            "change_guardrail_track_record",
            List.of("pass", "warn", "approve", "stop"),
            "what the guardrail says"),
        KnownFact.word(
            "change_guardrail_error_budget",
            List.of("pass", "warn", "approve", "stop"),
            "what the guardrail says"));
  }
}
