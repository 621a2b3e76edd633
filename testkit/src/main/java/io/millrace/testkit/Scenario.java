// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.engine.BlockStep;
import io.millrace.engine.CompleteStep;
import io.millrace.engine.Operations;
import io.millrace.engine.Receipt;
import io.millrace.engine.UnblockStep;
import io.millrace.engine.UpdateFacts;
import io.millrace.engine.WorkItem;
import io.millrace.event.EventType;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.model.StepRun;
import io.millrace.model.WorkItemState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One work item's story: submit, work, let time pass, expect. Each sentence is done as it is said;
 * an expectation that does not hold fails with the story so far. Not thread-safe.
 *
 * <pre>{@code
 * Scenario.of(millrace, "acme", "ann")
 *     .submit(Demand.builder("INC-1").title("Cannot log in").build())
 *     .expectSteps("register")
 *     .complete("register")
 *     .pass(Duration.ofHours(2))
 *     .complete("investigate", "fixed")
 *     .expectState(WorkItemState.RESOLVED);
 * }</pre>
 */
public final class Scenario {
  private final TestMillrace millrace;
  private final String tenant;
  private final String actor;
  private final List<String> story = new ArrayList<>();
  private @Nullable String item;

  private Scenario(TestMillrace millrace, String tenant, String actor) {
    this.millrace = millrace;
    this.tenant = tenant;
    this.actor = actor;
  }

  /** A story that begins, told by an actor of a tenant. */
  public static Scenario of(TestMillrace millrace, String tenant, String actor) {
    return new Scenario(millrace, tenant, actor);
  }

  /** Somebody else acts from here on, in the same story. */
  public Scenario as(String other) {
    Scenario next = new Scenario(millrace, tenant, other);
    next.item = item;
    next.story.addAll(story);
    next.story.add("as " + other);
    return next;
  }

  /** Submits the demand; the story is about its work item from here on. */
  public Scenario submit(Demand demand) {
    Receipt receipt = operations().intake().submit(demand);
    item = receipt.item().id();
    return told("submit " + item);
  }

  /** Completes an open step without a result. */
  public Scenario complete(String step) {
    operations().work().complete(CompleteStep.of(id(), step));
    return told("complete " + step);
  }

  /** Completes an open step with a result. */
  public Scenario complete(String step, String result) {
    operations().work().complete(CompleteStep.of(id(), step).result(result));
    return told("complete " + step + " with " + result);
  }

  /** Blocks an open step. */
  public Scenario block(String step, String reason) {
    operations().work().block(BlockStep.of(id(), step, reason));
    return told("block " + step + " because " + reason);
  }

  /** Unblocks a blocked step. */
  public Scenario unblock(String step) {
    operations().work().unblock(UnblockStep.of(id(), step));
    return told("unblock " + step);
  }

  /** Adds a fact. */
  public Scenario learn(String fact, Object value) {
    operations().work().updateFacts(UpdateFacts.of(id(), Facts.of(fact, value)));
    return told("learn " + fact + " = " + value);
  }

  /** Moves the clock. */
  public Scenario pass(Duration time) {
    millrace.clock().forward(time);
    return told("pass " + time);
  }

  /** Waits up to 30 seconds for an event of the work item, as after an automated step. */
  public Scenario await(EventType type) {
    millrace.events().awaitItem(tenant, id(), type);
    return told("await " + type);
  }

  /** Expects exactly these steps to be open. */
  public Scenario expectSteps(String... steps) {
    Set<String> open = new TreeSet<>();
    item().openSteps().stream().map(StepRun::step).forEach(open::add);
    return expect("the open steps", new TreeSet<>(List.of(steps)), open);
  }

  /** Expects the work item to stand there. */
  public Scenario expectState(WorkItemState state) {
    return expect("the state", state, item().state());
  }

  /** Expects the work item to have come to that. */
  public Scenario expectOutcome(String outcome) {
    return expect("the outcome", outcome, item().outcome());
  }

  /** Expects a team to have the work item. */
  public Scenario expectTeam(String team) {
    return expect("the team", team, item().team());
  }

  /** Expects a priority, in the words of the matrix. */
  public Scenario expectPriority(String priority) {
    return expect("the priority", priority, item().priority());
  }

  /** Expects a stored fact. */
  public Scenario expectFact(String name, Object value) {
    return expect(
        "the fact " + name,
        Facts.of(name, value).values().get(name),
        operations().work().facts(id()).values().get(name));
  }

  /** The work item as it stands. */
  public WorkItem item() {
    return operations()
        .work()
        .find(id())
        .orElseThrow(() -> failure("the work item to be there, but it is not"));
  }

  private Scenario expect(String what, @Nullable Object wanted, @Nullable Object found) {
    if (!Objects.equals(wanted, found)) {
      throw failure(what + " to be " + wanted + ", but got " + found);
    }
    return told("expect " + what + " to be " + wanted);
  }

  private AssertionError failure(String expectation) {
    return new AssertionError(
        "Expected " + expectation + ".\nSo far:\n  " + String.join("\n  ", story));
  }

  private Scenario told(String sentence) {
    story.add(sentence);
    return this;
  }

  private Operations operations() {
    return millrace.as(tenant, actor);
  }

  private String id() {
    if (item == null) {
      throw failure("a submission first, but there is none");
    }
    return item;
  }
}
