// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import io.millrace.model.InvalidInputException;
import io.millrace.rules.PackProblem;
import io.millrace.rules.PackSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The data that change guardrails go by. Immutable and thread-safe; it goes into the pack's digest.
 *
 * <p>Limits, lists and approvers have names that rules mention; those of the built-in rules have
 * defaults, and a host may add further ones for rules of its own. A pack brings them as tables
 * (CSV, RFC 4180, UTF-8, at most 256 KiB; lines that begin with {@code #} and empty lines are
 * skipped):
 *
 * <pre>{@code
 * # tables/guardrails.csv: settings, then the modes
 * limit,blast-radius-approve,20
 * list,standard-models,restart a web node,renew a certificate
 * approver,normal,change-manager
 * guardrail,mode
 * freeze,enforce
 * track-record,shadow
 *
 * # tables/waivers.csv
 * guardrail,fact,value,owner,reason,expires
 * freeze,blastServices,payroll,ann,tax deadline,2026-12-20T00:00:00Z
 *
 * # tables/risk-questions.csv: bands, then the questions
 * band,0,low
 * band,6,high
 * fact,answer,points
 * riskBackout,easy,0
 * riskBackout,hard,6
 * }</pre>
 *
 * @param modes the mode by guardrail; {@link Mode#ENFORCE} for those that are not in it
 * @param waivers the exceptions, in order
 * @param limits numbers by name, such as {@code blast-radius-stop}
 * @param lists texts by name, such as {@code standard-models}
 * @param approvers the approving role by the name that rules use, such as {@code normal}
 * @param questionnaire the risk questions
 */
public record GuardrailSettings(
    Map<String, Mode> modes,
    List<Waiver> waivers,
    Map<String, Double> limits,
    Map<String, List<String>> lists,
    Map<String, String> approvers,
    RiskQuestionnaire questionnaire) {
  /** The paths of a pack's tables of guardrails. */
  public static final List<String> TABLES =
      List.of(SettingsReader.MODES, SettingsReader.WAIVERS, QuestionsReader.FILE);

  private static final GuardrailSettings DEFAULTS = builder().build();

  /**
   * Checks and copies; what is not given has its default.
   *
   * @throws InvalidInputException if there is no such guardrail, or a name or number is unusable
   */
  public GuardrailSettings {
    modes.keySet().forEach(Settings::requireGuardrail);
    modes = Collections.unmodifiableMap(new LinkedHashMap<>(modes));
    waivers = List.copyOf(waivers);
    limits = Settings.limits(limits);
    lists = Settings.lists(lists);
    approvers = Settings.approvers(approvers);
  }

  /** Every guardrail enforced, no waivers, cautious limits, no pre-authorised model. */
  public static GuardrailSettings defaults() {
    return DEFAULTS;
  }

  /** A new builder that starts with the defaults; not thread-safe. */
  public static Builder builder() {
    return new Builder();
  }

  /** A new builder that starts with these settings; not thread-safe. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.modes.putAll(modes);
    builder.waivers.addAll(waivers);
    builder.limits.putAll(limits);
    builder.lists.putAll(lists);
    builder.approvers.putAll(approvers);
    builder.questionnaire = questionnaire;
    return builder;
  }

  /**
   * These settings with the tables of a pack on top: a mode, limit, list or approver replaces the
   * one of the same name, the pack's waivers add to those of lower layers, and the questionnaire is
   * replaced as a whole by the pack's table, if it has one.
   *
   * @param problems where to add every problem; the result is of no use if one was added
   */
  public GuardrailSettings with(PackSource pack, List<PackProblem> problems) {
    return new SettingsReader(this, pack, problems).read();
  }

  /** The mode of a guardrail. */
  public Mode mode(String guardrail) {
    return modes.getOrDefault(guardrail, Mode.ENFORCE);
  }

  /** Collects settings. Not thread-safe; building does not consume it. */
  public static final class Builder {
    private final Map<String, Mode> modes = new LinkedHashMap<>();
    private final List<Waiver> waivers = new ArrayList<>();
    private final Map<String, Double> limits = new LinkedHashMap<>();
    private final Map<String, List<String>> lists = new LinkedHashMap<>();
    private final Map<String, String> approvers = new LinkedHashMap<>();
    private RiskQuestionnaire questionnaire = DefaultSettings.QUESTIONNAIRE;

    private Builder() {}

    /** The mode of a guardrail. */
    public Builder mode(String guardrail, Mode mode) {
      modes.put(guardrail, mode);
      return this;
    }

    /** Adds an exception. */
    public Builder waiver(Waiver waiver) {
      waivers.add(waiver);
      return this;
    }

    /** Replaces all exceptions. */
    public Builder waivers(List<Waiver> all) {
      waivers.clear();
      waivers.addAll(all);
      return this;
    }

    /** A number that rules go by. */
    public Builder limit(String name, double number) {
      limits.put(name, number);
      return this;
    }

    /** Texts that rules go by. */
    public Builder list(String name, List<String> texts) {
      lists.put(name, List.copyOf(texts));
      return this;
    }

    /** The change models that are pre-authorised. */
    public Builder standardModels(String... names) {
      return list("standard-models", List.of(names));
    }

    /** The role that rules mean by a name. */
    public Builder approver(String name, String role) {
      approvers.put(name, role);
      return this;
    }

    /** The risk questions. */
    public Builder questionnaire(RiskQuestionnaire value) {
      questionnaire = value;
      return this;
    }

    /** The settings so far. */
    public GuardrailSettings build() {
      return new GuardrailSettings(modes, waivers, limits, lists, approvers, questionnaire);
    }
  }
}
