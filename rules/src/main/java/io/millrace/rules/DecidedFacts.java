// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import static io.millrace.model.DecisionPoint.CHANGE_GUARDRAIL;
import static io.millrace.model.DecisionPoint.CLASSIFICATION;
import static io.millrace.model.DecisionPoint.CLASS_OF_SERVICE;
import static io.millrace.model.DecisionPoint.ESCALATION;
import static io.millrace.model.DecisionPoint.PRIORITY;
import static io.millrace.model.DecisionPoint.PULL_ORDER;
import static io.millrace.model.DecisionPoint.REQUEST_MODEL;
import static io.millrace.model.DecisionPoint.ROUTING;

import io.millrace.model.ClassOfService;
import io.millrace.model.Kind;
import io.millrace.rules.KnownFact.Type;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The answers of the built-in pack, as facts. */
final class DecidedFacts {
  private DecidedFacts() {}

  static List<KnownFact> all() {
    return Stream.of(classified(), ordered(), assigned(), requested())
        .flatMap(List::stream)
        .toList();
  }

  private static List<KnownFact> classified() {
    return List.of(
        KnownFact.word("classification_kind", names(Kind.values()), "the decided kind of work")
            .readBy(CLASSIFICATION, CLASS_OF_SERVICE, ROUTING),
        KnownFact.of("classification_category", Type.WORD, "the decided category").readBy(ROUTING),
        KnownFact.of("classification_service", Type.WORD, "the service that it is about"),
        KnownFact.of("classification_ci", Type.WORD, "the configuration item that it is about"),
        KnownFact.word(
            "classification_confidence", List.of("low", "medium", "high"), "how sure the kind is"),
        KnownFact.of("classification_stream", Type.WORD, "the decided value stream"),
        KnownFact.word(
                "classification_domain",
                List.of("clear", "complicated", "complex", "chaotic"),
                "the decided Cynefin domain")
            .readBy(ROUTING),
        KnownFact.word(
            "classification_nature",
            List.of("produce", "fulfil", "change", "co-create", "enable"),
            "the decided nature of work"),
        KnownFact.word(
            "classification_delivery",
            List.of("plan-driven", "agile"),
            "the way of delivery that suits it"));
  }

  private static List<KnownFact> ordered() {
    return List.of(
        KnownFact.word(
            "triage_harm",
            List.of("critical", "severe", "moderate", "slight", "none"),
            "the harm that a delay would do"),
        KnownFact.number("triage_rank", "places", "its place: 1 is the worst harm")
            .readBy(PRIORITY, PULL_ORDER),
        KnownFact.number("triage_within", "hours", "within which somebody should act"),
        KnownFact.of("priority_level", Type.WORD, "the decided priority: a level of the matrix")
            .readBy(CLASS_OF_SERVICE, CHANGE_GUARDRAIL),
        KnownFact.number("priority_rank", "places", "the level's place: 1 is the most important")
            .readBy(ESCALATION, PULL_ORDER),
        KnownFact.of("priority_impact", Type.WORD, "the impact as the matrix understood it"),
        KnownFact.of("priority_urgency", Type.WORD, "the urgency as the matrix understood it"),
        KnownFact.number(
            "priority_costOfDelay",
            "money per week",
            "the cost of delay when the priority was decided"),
        KnownFact.number(
            "priority_wsjf", "money per week and week", "the weight when the priority was decided"),
        KnownFact.word(
                "class_of_service_class", names(ClassOfService.values()), "the decided class")
            .readBy(PULL_ORDER),
        KnownFact.word(
                "class_of_service_deferred",
                List.of("true"),
                "whether other work goes first until its latest sensible start")
            .readBy(PULL_ORDER),
        KnownFact.of("class_of_service_startBy", Type.INSTANT, "its latest sensible start"));
  }

  private static List<KnownFact> assigned() {
    return List.of(
        KnownFact.of("routing_team", Type.WORD, "the decided team"),
        KnownFact.word(
            "routing_mode",
            List.of("tier", "dispatch-swarm", "backlog-swarm", "drop-in-swarm"),
            "the decided way of working"),
        KnownFact.word(
            "routing_supplier",
            List.of("supplier", "developer", "operator", "none"),
            "which supplier works on it"),
        KnownFact.word(
            "escalation_escalation",
            List.of("hierarchical", "functional", "swarm", "none"),
            "how it is escalated"),
        KnownFact.of("escalation_to", Type.WORD, "the role that it is escalated to"),
        KnownFact.of("escalation_action", Type.TEXT, "what that role should do"),
        KnownFact.word("feedback_ask", List.of("true", "false"), "whether feedback is asked for"),
        KnownFact.of(
            "pull_order_key", Type.TEXT, "its place in the order: the smallest is pulled first"));
  }

  private static List<KnownFact> requested() {
    return List.of(
        KnownFact.of(
                "request_model_model",
                Type.WORD,
                "the request model that describes it; missing if none does")
            .readBy(REQUEST_MODEL),
        KnownFact.of(
            "request_model_approval", Type.WORD, "the role that approves the request, or none"),
        KnownFact.word(
            "request_model_fulfilment",
            List.of("manual", "automatic", "change"),
            "how the request is fulfilled"),
        KnownFact.of("request_model_team", Type.WORD, "the team that fulfils the request")
            .readBy(ROUTING),
        KnownFact.word(
            "request_model_limit",
            List.of("open", "reached"),
            "whether the requester asked for it too often"),
        KnownFact.word(
            "request_model_period",
            List.of("month", "quarter", "year"),
            "the period of the limit that is reached"),
        KnownFact.of(
            "request_model_again", Type.INSTANT, "the date from which on they may ask again"));
  }

  private static List<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Enum::name).toList();
  }
}
