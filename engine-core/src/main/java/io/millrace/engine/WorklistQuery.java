// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.ClassOfService;
import io.millrace.model.InvalidInputException;
import io.millrace.model.Kind;
import io.millrace.model.StepState;
import org.jspecify.annotations.Nullable;

/**
 * Which open steps to list. Immutable; each method that sets something returns a new query.
 *
 * <p>Entries come in the order of {@link WorklistOrder#CLASS_OF_SERVICE} if nothing else is said.
 *
 * @param team only this team's
 * @param assignee only this person's
 * @param state only steps in this state
 * @param stream only steps of this value stream
 * @param step only steps with this key
 * @param kind only work items of this kind
 * @param classOfService only work items of this class of service
 * @param text only work items whose id or title contains this, whatever the case
 * @param order in which order
 * @param offset how many entries to leave out, at least 0
 * @param limit how many entries at most, from 1 to 1,000
 */
public record WorklistQuery(
    @Nullable String team,
    @Nullable String assignee,
    @Nullable StepState state,
    @Nullable String stream,
    @Nullable String step,
    @Nullable Kind kind,
    @Nullable ClassOfService classOfService,
    @Nullable String text,
    WorklistOrder order,
    int offset,
    int limit) {

  /** The most entries that one page may have. */
  public static final int MAX_LIMIT = 1_000;

  private static final WorklistQuery ALL =
      new WorklistQuery(
          null, null, null, null, null, null, null, null, WorklistOrder.CLASS_OF_SERVICE, 0, 50);

  /** Checks offset and limit. */
  public WorklistQuery {
    if (offset < 0) {
      throw new InvalidInputException(
          "Expected the offset to be 0 or more, but it is " + offset + ".", "start at 0");
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new InvalidInputException(
          "Expected the limit to be from 1 to " + MAX_LIMIT + ", but it is " + limit + ".",
          "ask for further pages by offset");
    }
  }

  /** Every open step of the tenant, 50 a page. */
  public static WorklistQuery all() {
    return ALL;
  }

  /** Only this team's. */
  public WorklistQuery team(String value) {
    return new WorklistQuery(
        value, assignee, state, stream, step, kind, classOfService, text, order, offset, limit);
  }

  /** Only this person's. */
  public WorklistQuery assignee(String value) {
    return new WorklistQuery(
        team, value, state, stream, step, kind, classOfService, text, order, offset, limit);
  }

  /** Only steps in this state. */
  public WorklistQuery state(StepState value) {
    return new WorklistQuery(
        team, assignee, value, stream, step, kind, classOfService, text, order, offset, limit);
  }

  /** Only steps of this value stream. */
  public WorklistQuery stream(String value) {
    return new WorklistQuery(
        team, assignee, state, value, step, kind, classOfService, text, order, offset, limit);
  }

  /** Only steps with this key. */
  public WorklistQuery step(String value) {
    return new WorklistQuery(
        team, assignee, state, stream, value, kind, classOfService, text, order, offset, limit);
  }

  /** Only work items of this kind. */
  public WorklistQuery kind(Kind value) {
    return new WorklistQuery(
        team, assignee, state, stream, step, value, classOfService, text, order, offset, limit);
  }

  /** Only work items of this class of service. */
  public WorklistQuery classOfService(ClassOfService value) {
    return new WorklistQuery(
        team, assignee, state, stream, step, kind, value, text, order, offset, limit);
  }

  /** Only work items whose id or title contains this, whatever the case. */
  public WorklistQuery text(String value) {
    return new WorklistQuery(
        team, assignee, state, stream, step, kind, classOfService, value, order, offset, limit);
  }

  /** In this order. */
  public WorklistQuery order(WorklistOrder value) {
    return new WorklistQuery(
        team, assignee, state, stream, step, kind, classOfService, text, value, offset, limit);
  }

  /** The page: how many entries to leave out, and how many to give at most. */
  public WorklistQuery page(int newOffset, int newLimit) {
    return new WorklistQuery(
        team,
        assignee,
        state,
        stream,
        step,
        kind,
        classOfService,
        text,
        order,
        newOffset,
        newLimit);
  }
}
