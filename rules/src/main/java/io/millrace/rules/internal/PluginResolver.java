// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Reason;
import io.millrace.plugin.port.Resolver.Choice;
import io.millrace.plugin.port.Resolver.Question;
import io.millrace.rules.internal.change.Marks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks a plugin's resolver to pick among the proposals as the documented order left them. If it
 * gives nothing sensible, the documented order stands, and a reason says so.
 */
final class PluginResolver implements Resolver {
  private static final int LONGEST_REASON = 200;

  private final DecisionPoint point;
  private final List<String> outputs;
  private final Resolver documented;
  private final Extensions.NamedResolver chosen;

  PluginResolver(
      DecisionPoint point,
      List<String> outputs,
      Resolver documented,
      Extensions.NamedResolver chosen) {
    this.point = point;
    this.outputs = List.copyOf(outputs);
    this.documented = documented;
    this.chosen = chosen;
  }

  @Override
  public Map<String, String> settle(Proposal[] first, DefaultItem item, boolean[] isAsked) {
    return resolve(first, first, item).outputs();
  }

  @Override
  public Answer resolve(Proposal[] first, Proposal[] last, DefaultItem item) {
    Answer answer = documented.resolve(first, last, item);
    if (answer.reasons().isEmpty()) {
      return answer;
    }
    List<io.millrace.plugin.port.Resolver.Proposal> proposals =
        answer.reasons().stream().map(PluginResolver::proposal).toList();
    Question question = new Question(point, outputs, proposals, item.facts(), item.at());
    PluginCall.Outcome<Answer> outcome = PluginCall.of(() -> ask(question, answer, item));
    Answer chosenAnswer = outcome.value();
    return chosenAnswer == null ? refused(answer, outcome.trouble()) : chosenAnswer;
  }

  private Answer ask(Question question, Answer answer, DefaultItem item) {
    Choice choice = chosen.resolver().choose(question);
    if (choice == null) {
      throw new PluginCall.Nonsense("gave nothing");
    }
    requireProposed(question, choice);
    return choice.picked().isEmpty()
        ? answer
        : documented.after(picked(answer, question, choice), choice.picked().keySet(), item);
  }

  private static io.millrace.plugin.port.Resolver.Proposal proposal(Reason reason) {
    return new io.millrace.plugin.port.Resolver.Proposal(
        reason.output(),
        reason.value(),
        reason.rule(),
        reason.strength(),
        reason.text(),
        reason.cell(),
        reason.facts(),
        reason.decided());
  }

  private static void requireProposed(Question question, Choice choice) {
    choice
        .picked()
        .forEach(
            (output, pick) -> {
              if (pick == null || !question.proposals(output).contains(pick)) {
                throw new PluginCall.Nonsense(
                    "picked what nobody proposed for '" + OneLine.of(output, LONGEST_REASON) + "'");
              }
            });
  }

  private Answer picked(Answer answer, Question question, Choice choice) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String output : outputs) { // in declared order, also where something new is answered
      var pick = choice.picked().get(output);
      String value = pick == null ? answer.outputs().get(output) : pick.value();
      if (value != null) {
        values.put(output, value);
      }
    }
    String why = OneLine.of(choice.reason(), LONGEST_REASON);
    String note =
        "; the resolver '" + chosen.name() + "' picked it" + (why.isEmpty() ? "" : ": " + why);
    List<Reason> reasons = new ArrayList<>();
    Map<String, Boolean> done = new LinkedHashMap<>();
    for (int i = 0; i < answer.reasons().size(); i++) {
      Reason reason = answer.reasons().get(i);
      var pick = choice.picked().get(reason.output());
      if (pick == null) {
        reasons.add(reason);
      } else if (question.proposals().get(i).equals(pick)
          && done.put(reason.output(), true) == null) {
        reasons.add(noted(reason, note));
      } else {
        reasons.add(Marks.decided(reason, false));
      }
    }
    return new Answer(values, List.copyOf(reasons));
  }

  private static Reason noted(Reason reason, String note) {
    return new Reason(
        reason.output(),
        reason.value(),
        reason.rule(),
        reason.strength(),
        reason.text() + note,
        reason.cell(),
        reason.facts(),
        true);
  }

  private Answer refused(Answer answer, String trouble) {
    Reason first = answer.reasons().get(0);
    List<Reason> reasons = new ArrayList<>(answer.reasons());
    reasons.add(
        new Reason(
            first.output(),
            answer.outputs().getOrDefault(first.output(), first.value()),
            "resolver/" + chosen.name(),
            1,
            "the documented order decided, for the resolver " + trouble,
            null,
            Map.of(),
            false));
    return new Answer(answer.outputs(), List.copyOf(reasons));
  }
}
