// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import io.millrace.model.InvalidInputException;
import io.millrace.rules.change.GuardrailSettings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The data of the built-in pack. Immutable and thread-safe; it goes into the pack's digest.
 *
 * @param matrix the priority matrix
 * @param feedbackRate the share of items for which feedback is asked, from 0 to 1
 * @param routes the team by category; categories are compared without regard to case
 * @param defaultTeam the team for a category without a route
 * @param guardrails what change guardrails go by
 */
public record BuiltInOptions(
    PriorityMatrix matrix,
    double feedbackRate,
    Map<String, String> routes,
    String defaultTeam,
    GuardrailSettings guardrails) {
  private static final BuiltInOptions DEFAULTS = builder().build();

  /** Checks the values and copies the routes, with the categories in lower case. */
  public BuiltInOptions {
    if (!(feedbackRate >= 0 && feedbackRate <= 1)) {
      throw new InvalidInputException(
          "Expected the feedback rate to be from 0 to 1, but it is " + feedbackRate + ".",
          "pass 0.1 to ask for one item in ten");
    }
    if (defaultTeam.isBlank()) {
      throw new InvalidInputException(
          "Expected the default team to be a name, but it is blank.",
          "name the team that takes what no route matches, such as 'service-desk'");
    }
    Map<String, String> checked = new LinkedHashMap<>();
    routes.forEach((category, team) -> checked.put(key(category), requireTeam(category, team)));
    routes = Collections.unmodifiableMap(checked);
  }

  /** The default 5x5 matrix, feedback for one item in ten, and a handful of teams. */
  public static BuiltInOptions defaults() {
    return DEFAULTS;
  }

  /** A new builder that starts with the defaults; not thread-safe. */
  public static Builder builder() {
    return new Builder();
  }

  /** A new builder that starts with these options; not thread-safe. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.matrix = matrix;
    builder.feedbackRate = feedbackRate;
    builder.routes = new LinkedHashMap<>(routes);
    builder.defaultTeam = defaultTeam;
    builder.guardrails = guardrails;
    return builder;
  }

  /** The form in which categories are compared. */
  public static String key(String category) {
    return category.strip().toLowerCase(Locale.ROOT);
  }

  private static String requireTeam(String category, String team) {
    if (category.isBlank() || team.isBlank()) {
      throw new InvalidInputException(
          "Expected the route '" + category + "' -> '" + team + "' to name both, but one is blank.",
          "pass a category and a team");
    }
    return team;
  }

  /** Collects options. Not thread-safe; building does not consume it. */
  public static final class Builder {
    private PriorityMatrix matrix = PriorityMatrices.named("default");
    private double feedbackRate = 0.1;
    private Map<String, String> routes = new LinkedHashMap<>(DefaultRoutes.TEAMS);
    private String defaultTeam = "service-desk";
    private GuardrailSettings guardrails = GuardrailSettings.defaults();

    private Builder() {}

    /** The priority matrix. */
    public Builder matrix(PriorityMatrix matrix) {
      this.matrix = matrix;
      return this;
    }

    /** The share of items for which feedback is asked, from 0 to 1; 0.1 by default. */
    public Builder feedbackRate(double share) {
      this.feedbackRate = share;
      return this;
    }

    /** Adds a route to the default ones, or replaces the one of the same category. */
    public Builder route(String category, String team) {
      routes.put(key(category), team);
      return this;
    }

    /** Replaces all routes. */
    public Builder routes(Map<String, String> teams) {
      this.routes = new LinkedHashMap<>(teams);
      return this;
    }

    /** The team for a category without a route; {@code service-desk} by default. */
    public Builder defaultTeam(String team) {
      this.defaultTeam = team;
      return this;
    }

    /** What change guardrails go by; {@link GuardrailSettings#defaults()} by default. */
    public Builder guardrails(GuardrailSettings settings) {
      this.guardrails = settings;
      return this;
    }

    /** The options so far. */
    public BuiltInOptions build() {
      return new BuiltInOptions(matrix, feedbackRate, routes, defaultTeam, guardrails);
    }
  }
}
