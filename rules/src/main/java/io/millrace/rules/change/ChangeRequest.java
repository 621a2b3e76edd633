// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import io.millrace.model.Caller;
import io.millrace.model.Facts;
import java.time.Instant;
import java.util.List;

/**
 * A change that somebody wants to make, as facts under the names that guardrails know. Immutable.
 *
 * @param tenant the tenant whose change it is
 * @param facts what is known of it; see the methods of {@link Builder} for the names
 */
public record ChangeRequest(String tenant, Facts facts) {

  /** A new builder; not thread-safe. */
  public static Builder builder(String id) {
    return new Builder(id);
  }

  /** Collects what is known of a change. Not thread-safe; building does not consume it. */
  public static final class Builder {
    private final Facts.Builder facts = Facts.builder();
    private String tenant = Caller.DEFAULT_TENANT;

    private Builder(String id) {
      facts.put("id", id);
    }

    /** The tenant; {@link Caller#DEFAULT_TENANT} if not said. */
    public Builder tenant(String value) {
      tenant = value;
      return this;
    }

    /** {@code changeItems}: the configuration items that it changes. */
    public Builder items(String... ids) {
      return fact("changeItems", List.of(ids));
    }

    /** {@code service}: the service that it changes. */
    public Builder service(String value) {
      return fact("service", value);
    }

    /** {@code plannedStart} and {@code plannedEnd}: when it is carried out. */
    public Builder planned(Instant start, Instant end) {
      return fact("plannedStart", start).fact("plannedEnd", end);
    }

    /** {@code changeType}: what it is asked for as, {@code standard}, {@code normal}, ... */
    public Builder type(String value) {
      return fact("changeType", value);
    }

    /** {@code changeModel}: the name of the way in which it is done, such as a playbook. */
    public Builder model(String value) {
      return fact("changeModel", value);
    }

    /** {@code incident}: the incident that it resolves. */
    public Builder incident(String value) {
      return fact("incident", value);
    }

    /** {@code team}: the team that makes it. */
    public Builder team(String value) {
      return fact("team", value);
    }

    /** {@code requester}: who asked for it. */
    public Builder requester(String value) {
      return fact("requester", value);
    }

    /** {@code author}: who made it. */
    public Builder author(String value) {
      return fact("author", value);
    }

    /** {@code implementer}: who carries it out. */
    public Builder implementer(String value) {
      return fact("implementer", value);
    }

    /** {@code reviewer}: who reviewed it. */
    public Builder reviewer(String value) {
      return fact("reviewer", value);
    }

    /** {@code approvers}: who has approved it so far. */
    public Builder approvers(String... people) {
      return fact("approvers", List.of(people));
    }

    /** {@code testsPassed}: how its tests ended. */
    public Builder testsPassed(boolean value) {
      return fact("testsPassed", value);
    }

    /** {@code backoutPlan}: how it is undone. */
    public Builder backoutPlan(String value) {
      return fact("backoutPlan", value);
    }

    /** {@code errorBudgetLeft}: the error budget of its service that is left, in percent. */
    public Builder errorBudgetLeft(double percent) {
      return fact("errorBudgetLeft", percent);
    }

    /** Any other fact, such as the answer to a risk question. */
    public Builder fact(String name, Object value) {
      facts.put(name, value);
      return this;
    }

    /** Marks a fact that could not be had, with the reason. */
    public Builder missing(String name, String reason) {
      facts.missing(name, reason);
      return this;
    }

    /** The change. */
    public ChangeRequest build() {
      return new ChangeRequest(tenant, facts.build());
    }
  }
}
