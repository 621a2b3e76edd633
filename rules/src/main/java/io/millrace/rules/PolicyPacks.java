// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import io.millrace.rules.internal.BuiltInPack;

/** Where policy packs come from. Thread-safe; each call loads a pack of its own. */
public final class PolicyPacks {
  private PolicyPacks() {}

  /** A new loader, for packs of layers. */
  public static PackLoader loader() {
    return new PackLoader();
  }

  /** The built-in pack with its default data. */
  public static PolicyPack builtIn() {
    return builtIn(BuiltInOptions.defaults());
  }

  /**
   * The built-in pack with data of the host's choice. Its rules are compiled when Millrace is
   * built, so loading needs no compiler. It answers these decision points, from the named facts:
   *
   * <table>
   *   <caption>Decision points of the built-in pack</caption>
   *   <tr><th>point</th><th>outputs</th><th>facts</th></tr>
   *   <tr><td>classification</td><td>kind, category, confidence, stream</td>
   *       <td>kind and category (recorded by a person: they win), source ({@code MONITORING} means
   *       incident), title and description (words, in English), investigate_result
   *       (the result of the step that investigates)</td></tr>
   *   <tr><td>priority</td><td>level, rank (1 is the most
   *       important), impact, urgency</td><td>impact, urgency</td></tr>
   *   <tr><td>class-of-service</td><td>class</td>
   *       <td>expedite, major, source, dueAt, priority_level, classification_kind</td></tr>
   *   <tr><td>routing</td><td>team</td>
   *       <td>team, category, classification_category</td></tr>
   *   <tr><td>feedback</td><td>ask ({@code true} or {@code false})</td><td>id</td></tr>
   *   <tr><td>change-guardrail</td><td>model, risk, risk-conditions, risk-questionnaire, verdict
   *       ({@code pass}, {@code warn}, {@code approve}, {@code stop}), approvals, obligations, and
   *       a verdict for each of {@link io.millrace.rules.change.Guardrails}</td>
   *       <td>those of {@link io.millrace.rules.change.ChangeRequest}, and what {@link
   *       io.millrace.rules.change.ChangeFacts} gathers</td></tr>
   * </table>
   *
   * <p>Strengths: 100 what a person recorded; 90 where the demand came from; 51 to 89 what the text
   * says (80 and more is high confidence, less is medium); 50 stay a query until investigated; 1 to
   * 49 weak hints and defaults (low confidence).
   *
   * <p>Feedback is asked for if the CRC-32 of the id's UTF-8 bytes, divided by 2 to the power of
   * 32, is below the feedback rate: the same item always gets the same answer, and the pack keeps
   * no count.
   */
  public static PolicyPack builtIn(BuiltInOptions options) {
    return BuiltInPack.load(options);
  }
}
