// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.plugin.port.Resolver;
import io.millrace.plugin.port.Resolver.Choice;
import io.millrace.plugin.port.Resolver.Proposal;
import io.millrace.plugin.port.Resolver.Question;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What Millrace relies on in a {@link Resolver}. Extend it in the plugin's tests, and say where the
 * resolver comes from and questions that it has a view on. JUnit 5 runs the tests; each makes a
 * resolver of its own.
 */
public abstract class ResolverContract {
  /** So many calls have to be over within the budget of one look-up. */
  private static final int MANY = 500;

  /** For subclasses. */
  protected ResolverContract() {}

  /** The resolver to test. */
  protected abstract Resolver resolver();

  /**
   * Questions of the decision point that it is for, each with several proposals; for at least one,
   * it does not want what the documented order wants.
   */
  protected abstract List<Question> questions();

  @Test
  void shouldPickOnlyWhatWasProposed() {
    for (Question question : questions()) {
      requireProposed(question, choice(resolver(), question));
    }
  }

  @Test
  void shouldHaveAViewOfItsOwn() {
    Resolver resolver = resolver();

    assertTrue(
        questions().stream()
            .flatMap(question -> choice(resolver, question).picked().values().stream())
            .anyMatch(proposal -> !proposal.preferred()),
        "Expected the resolver to pick something else than the documented order at least once.");
  }

  @Test
  void shouldTakeAnyPartOfTheProposals() {
    Resolver resolver = resolver();
    for (Question question : questions()) {
      for (Proposal proposal : question.proposals()) {
        Question alone = with(question, List.of(proposal));
        requireProposed(alone, choice(resolver, alone));
      }
    }
  }

  @Test
  void shouldGiveAnEqualQuestionAnEqualChoice() {
    Resolver resolver = resolver();
    for (Question question : questions()) {
      Choice first = choice(resolver, question);
      questions().forEach(other -> choice(resolver, other));

      assertEquals(first, choice(resolver, question), "Expected the same choice again.");
      assertEquals(
          first,
          choice(resolver(), with(question, question.proposals())),
          "Expected the same choice of another resolver, as on another node.");
    }
  }

  @Test
  void shouldServeSeveralThreadsAtOnce() throws Exception {
    Resolver resolver = resolver();
    PortChecks.onSeveralThreads(
        () -> questions().stream().map(question -> choice(resolver, question)).toList());
  }

  @Test
  void shouldBeFastEnoughForATransaction() {
    Resolver resolver = resolver();
    Question question = questions().get(0);
    PortChecks.inTime(
        () -> {
          for (int i = 0; i < MANY; i++) {
            choice(resolver, question);
          }
          return MANY;
        });
  }

  private static Choice choice(Resolver resolver, Question question) {
    Choice choice = resolver.choose(question);
    assertNotNull(choice, "Expected a choice, if need be Choice.none(), but got null.");
    assertNotNull(choice.reason(), "Expected a reason, if need be an empty one, but got null.");
    return choice;
  }

  private static void requireProposed(Question question, Choice choice) {
    choice
        .picked()
        .forEach(
            (output, picked) ->
                assertTrue(
                    question.proposals(output).contains(picked),
                    "Expected a proposal for '" + output + "', but got " + picked + "."));
    assertFalse(question.proposals().isEmpty(), "Expected questions with proposals.");
  }

  private static Question with(Question question, List<Proposal> proposals) {
    return new Question(
        question.point(), question.outputs(), proposals, question.facts(), question.at());
  }
}
