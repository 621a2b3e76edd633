// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import static io.millrace.model.DecisionPoint.CHANGE_GUARDRAIL;
import static io.millrace.model.DecisionPoint.CLASSIFICATION;
import static io.millrace.model.DecisionPoint.CLASS_OF_SERVICE;
import static io.millrace.model.DecisionPoint.ESCALATION;
import static io.millrace.model.DecisionPoint.FEEDBACK;
import static io.millrace.model.DecisionPoint.PRIORITY;
import static io.millrace.model.DecisionPoint.PULL_ORDER;
import static io.millrace.model.DecisionPoint.REQUEST_MODEL;
import static io.millrace.model.DecisionPoint.ROUTING;
import static io.millrace.model.DecisionPoint.TRIAGE;

import io.millrace.model.DemandSource;
import io.millrace.model.Kind;
import io.millrace.rules.KnownFact.Type;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The facts of work items that Millrace and its built-in pack know. */
final class WorkFacts {
  private WorkFacts() {}

  static List<KnownFact> all() {
    return Stream.of(described(), natured(), requested(), harming(), routed(), timed(), valued())
        .flatMap(List::stream)
        .toList();
  }

  private static List<KnownFact> described() {
    return List.of(
        KnownFact.of("id", Type.TEXT, "the work item's id").readBy(FEEDBACK),
        KnownFact.of("title", Type.TEXT, "what it is about, in a line").readBy(CLASSIFICATION),
        KnownFact.of("description", Type.TEXT, "what it is about").readBy(CLASSIFICATION),
        KnownFact.word("source", names(DemandSource.values()), "where the demand comes from")
            .readBy(CLASSIFICATION, PRIORITY, CLASS_OF_SERVICE),
        KnownFact.word("kind", names(Kind.values()), "the kind of work that a person recorded")
            .readBy(CLASSIFICATION),
        KnownFact.of("category", Type.WORD, "the category that a person recorded")
            .readBy(CLASSIFICATION, ROUTING),
        KnownFact.of("service", Type.WORD, "the service that is recorded")
            .readBy(CLASSIFICATION, CHANGE_GUARDRAIL),
        KnownFact.of(
                "configurationItem",
                Type.WORD,
                "the configuration item that is recorded or reported")
            .readBy(CLASSIFICATION),
        KnownFact.of("knownServices", Type.LIST, "the names of services to look for in the text")
            .readBy(CLASSIFICATION),
        KnownFact.of(
                "knownItems", Type.LIST, "the names of configuration items to look for in the text")
            .readBy(CLASSIFICATION),
        KnownFact.of("impact", Type.WORD, "how much it harms: a label or number of the matrix")
            .readBy(PRIORITY),
        KnownFact.of("urgency", Type.WORD, "how soon it harms: a label or number of the matrix")
            .readBy(PRIORITY),
        KnownFact.of(
                "priority",
                Type.WORD,
                "the priority that a person recorded: a label or number of the matrix")
            .readBy(PRIORITY),
        KnownFact.of("major", Type.TRUTH, "whether it is a major incident")
            .readBy(CLASSIFICATION, CLASS_OF_SERVICE, ROUTING),
        KnownFact.of("expedite", Type.TEXT, "why somebody wants it expedited")
            .readBy(CLASS_OF_SERVICE),
        KnownFact.number("expediteOpen", "items", "how many items are expedited already")
            .readBy(CLASS_OF_SERVICE),
        KnownFact.of("vip", Type.TRUTH, "whether the provider agreed to hurry for the requester")
            .readBy(PRIORITY),
        KnownFact.of(
                "entitlement", Type.WORD, "the tier of service that was agreed on, such as gold")
            .readBy(PRIORITY, PULL_ORDER),
        KnownFact.of("investigate_result", Type.WORD, "the result of the step that investigates")
            .readBy(CLASSIFICATION),
        KnownFact.of(KnownFacts.STEP_RESULT, Type.WORD, "the result of a step"));
  }

  private static List<KnownFact> natured() {
    return List.of(
        KnownFact.word(
                "domain",
                List.of("clear", "obvious", "simple", "complicated", "complex", "chaotic"),
                "the Cynefin domain that a person recorded")
            .readBy(CLASSIFICATION, ROUTING),
        KnownFact.word(
                "nature",
                List.of("produce", "fulfil", "change", "co-create", "enable"),
                "the nature of work that a person recorded")
            .readBy(CLASSIFICATION),
        KnownFact.of("knownError", Type.TEXT, "the known error that explains it")
            .readBy(CLASSIFICATION),
        KnownFact.of("knowledge", Type.LIST, "the articles about it, if a plugin knows them"),
        KnownFact.of(
            "workaroundText", Type.TEXT, "the way out that the known error's article tells"),
        KnownFact.of("requestModel", Type.TEXT, "the request model that describes it")
            .readBy(CLASSIFICATION, REQUEST_MODEL),
        KnownFact.of(
                "flowPredictable", Type.TRUTH, "whether the way through the work is predictable")
            .readBy(CLASSIFICATION),
        KnownFact.of("outputPredictable", Type.TRUTH, "whether its output is predictable")
            .readBy(CLASSIFICATION),
        KnownFact.of("product", Type.TRUTH, "whether it makes a product").readBy(CLASSIFICATION));
  }

  private static List<KnownFact> requested() {
    return List.of(
        KnownFact.of(
                "catalogueItem", Type.WORD, "the item of the service catalogue that is asked for")
            .readBy(REQUEST_MODEL),
        KnownFact.number(
                "sameRequestsThisMonth",
                "requests",
                "the requester's other requests for the item in its calendar month (UTC)")
            .readBy(REQUEST_MODEL),
        KnownFact.number(
                "sameRequestsThisQuarter",
                "requests",
                "the requester's other requests for the item in its calendar quarter (UTC)")
            .readBy(REQUEST_MODEL),
        KnownFact.number(
                "sameRequestsThisYear",
                "requests",
                "the requester's other requests for the item in its calendar year (UTC)")
            .readBy(REQUEST_MODEL));
  }

  private static List<KnownFact> harming() {
    return List.of(
        KnownFact.of("safetyAtRisk", Type.TRUTH, "whether anybody's safety or health is at risk")
            .readBy(CLASSIFICATION, TRIAGE),
        KnownFact.of("securityBreach", Type.TRUTH, "whether somebody attacks or data has got out")
            .readBy(TRIAGE),
        KnownFact.number(
                "hoursToHarm", "hours", "the time until waiting does harm that cannot be undone")
            .readBy(TRIAGE),
        KnownFact.number(
                "hoursToDuty", "hours", "the time until a legal or contractual duty is missed")
            .readBy(TRIAGE),
        KnownFact.word(
                "workStopped",
                List.of("everyone", "many", "team", "one", "nobody"),
                "whose work stands still")
            .readBy(TRIAGE),
        KnownFact.of("workaround", Type.TRUTH, "whether they can work in another way meanwhile")
            .readBy(TRIAGE));
  }

  private static List<KnownFact> routed() {
    return List.of(
        KnownFact.of("team", Type.WORD, "the team that is recorded or asked for")
            .readBy(ROUTING, CHANGE_GUARDRAIL),
        KnownFact.of(
                "teamLoads",
                Type.LIST,
                "teams that can take it, with their work per person, such as desk=3")
            .readBy(ROUTING),
        KnownFact.word(
                "mode",
                List.of("tier", "dispatch-swarm", "backlog-swarm", "drop-in-swarm"),
                "the way of working that is recorded or asked for")
            .readBy(ROUTING),
        KnownFact.word(
                "task",
                List.of("algorithmic", "heuristic"),
                "whether the task follows instructions or needs discovery")
            .readBy(ROUTING),
        KnownFact.number("suppliers", "suppliers", "how many suppliers share the estate")
            .readBy(ROUTING),
        KnownFact.number("products", "products", "how many products the front door serves")
            .readBy(ROUTING),
        KnownFact.word(
                "supplierModel",
                List.of("A", "B", "C", "D", "E", "F"),
                "how suppliers work on the service: see the table of supplier models")
            .readBy(ROUTING),
        KnownFact.number("reassignments", "times", "how often it was passed on")
            .readBy(ROUTING, ESCALATION),
        KnownFact.number("reopened", "times", "how often it was reopened").readBy(ESCALATION),
        KnownFact.number("blockedHours", "hours", "how long it has been blocked")
            .readBy(ESCALATION));
  }

  private static List<KnownFact> timed() {
    return List.of(
        KnownFact.of("openedAt", Type.INSTANT, "when it was opened").readBy(PULL_ORDER),
        KnownFact.of("dueAt", Type.INSTANT, "when it is due").readBy(CLASS_OF_SERVICE, PULL_ORDER),
        KnownFact.of("penaltyAt", Type.INSTANT, "when a penalty falls due").readBy(PRIORITY),
        KnownFact.number("age", "hours", "the time since openedAt").readBy(PRIORITY, ESCALATION),
        KnownFact.number("timeToDue", "hours", "the time until dueAt; negative after it")
            .readBy(PRIORITY, ESCALATION),
        KnownFact.number(
                "dueUsed",
                "percent",
                "the share of the time from openedAt to dueAt that is used up")
            .readBy(ESCALATION),
        KnownFact.number(
                "timeToStart",
                "hours",
                "the time until the latest sensible start: dueAt less one and a half times durationDays")
            .readBy(CLASS_OF_SERVICE),
        KnownFact.number(
            "workingAge", "hours", "the working time since openedAt, if a plugin knows it"),
        KnownFact.number(
            "workingTimeToDue",
            "hours",
            "the working time until dueAt; negative after it; if a plugin knows it"),
        KnownFact.number(
            "workingDueUsed",
            "percent",
            "the share of the working time from openedAt to dueAt that is used up, if a plugin"
                + " knows it"),
        KnownFact.number("timeToPenalty", "hours", "the time until penaltyAt").readBy(PRIORITY));
  }

  private static List<KnownFact> valued() {
    return List.of(
        KnownFact.number("valuePerWeek", "money per week", "what each week of waiting loses")
            .readBy(PRIORITY),
        KnownFact.number("penalty", "money", "the penalty that falls due at penaltyAt")
            .readBy(PRIORITY, PULL_ORDER),
        KnownFact.number("durationDays", "days", "how long the work takes")
            .readBy(PRIORITY, CLASS_OF_SERVICE, PULL_ORDER),
        KnownFact.number("costOfDelay", "money per week", "value per week and spread penalty")
            .readBy(PRIORITY, PULL_ORDER),
        KnownFact.number("wsjf", "money per week and week", "cost of delay divided by duration")
            .readBy(PRIORITY, PULL_ORDER),
        KnownFact.number("value", "money", "what the work is worth").readBy(PULL_ORDER),
        KnownFact.word(
                "moscow", List.of("MUST", "SHOULD", "COULD", "WONT"), "how much it is wanted")
            .readBy(PULL_ORDER),
        KnownFact.number("teamLoad", "items", "how much work its team has").readBy(PULL_ORDER),
        KnownFact.of("specialistFree", Type.TRUTH, "whether somebody who can do it is free")
            .readBy(PULL_ORDER));
  }

  private static List<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Enum::name).toList();
  }
}
