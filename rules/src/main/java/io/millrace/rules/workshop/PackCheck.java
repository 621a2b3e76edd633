// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import io.millrace.model.InvalidInputException;
import io.millrace.rules.KnownFact;
import io.millrace.rules.KnownFacts;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.internal.CheckedPack;
import io.millrace.rules.internal.analysis.PointCheck;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks a policy pack for rules that contradict each other or themselves, without an item at hand.
 * Each rule is read as the questions that it asks; what is found is shown with an item, and
 * deciding about that item has confirmed it.
 *
 * <table>
 *   <caption>Findings</caption>
 *   <tr><th>id</th><th>severity</th><th>what it says</th></tr>
 *   <tr><td>unreachable</td><td>ERROR</td><td>no item fulfils the conditions</td></tr>
 *   <tr><td>unknown-output</td><td>ERROR</td><td>an output that the decision point does not
 *       declare is proposed</td></tr>
 *   <tr><td>fails</td><td>ERROR</td><td>making the proposals fails</td></tr>
 *   <tr><td>shadowed</td><td>WARNING</td><td>the rule never decides: others always win, or rows
 *       above always match</td></tr>
 *   <tr><td>duplicate</td><td>WARNING</td><td>another rule fires for the same items and proposes
 *       the same</td></tr>
 *   <tr><td>conflict</td><td>WARNING</td><td>two equally strong rules, with nothing stronger there,
 *       propose different values for an item</td></tr>
 *   <tr><td>gap</td><td>WARNING</td><td>an item gets no answer</td></tr>
 *   <tr><td>unknown-fact</td><td>WARNING</td><td>a fact that is not in the catalogue is asked
 *       for</td></tr>
 *   <tr><td>non-monotone-matrix</td><td>WARNING</td><td>more impact or urgency gives a less
 *       important level</td></tr>
 *   <tr><td>never-wins</td><td>INFO</td><td>the rule decides, but not this output</td></tr>
 *   <tr><td>overlap</td><td>INFO</td><td>two rules of equal strength propose the same for an
 *       item</td></tr>
 *   <tr><td>not-analysed</td><td>INFO</td><td>something could not be read, or took too long</td></tr>
 * </table>
 *
 * <p>What a rule proposes is learnt from items that it fires for, up to 32 of them; a rule that
 * computes its strength from a value may escape notice. Facts that nobody declares may have any
 * value. Thread-safe; the same pack always gives the same findings. A check takes seconds at most.
 */
public final class PackCheck {
  private PackCheck() {}

  /** Checks a pack whose rules ask only for facts that Millrace knows or the pack declares. */
  public static List<Finding> of(PolicyPack pack) {
    return of(pack, KnownFacts.builtIn().with(declared(pack)));
  }

  /**
   * Checks a pack.
   *
   * @param known the facts that its rules may ask for
   * @return every finding, by decision point in the order of the pack, then by file and line
   * @throws InvalidInputException if the pack does not come from {@link
   *     io.millrace.rules.PolicyPacks}
   */
  public static List<Finding> of(PolicyPack pack, KnownFacts known) {
    return PointCheck.of(checked(pack), known);
  }

  private static CheckedPack checked(PolicyPack pack) {
    if (pack instanceof CheckedPack checked) {
      return checked;
    }
    throw new InvalidInputException(
        "Expected a policy pack that shows its rules, but got a " + pack.getClass().getName() + ".",
        "load it with PolicyPacks");
  }

  /**
   * What is found in a pack and not in the layers below it: what its own rules, tables and settings
   * bring about.
   *
   * @param below the same layers without the topmost
   */
  public static List<Finding> added(PolicyPack below, PolicyPack pack) {
    Set<List<Object>> known = new HashSet<>();
    of(below, KnownFacts.builtIn().with(declared(pack))).forEach(old -> known.add(key(old)));
    return of(pack).stream().filter(finding -> !known.contains(key(finding))).toList();
  }

  /** Without the examples: another rule may change them, and the finding stays the same. */
  private static List<Object> key(Finding finding) {
    return List.of(finding.id(), finding.point(), finding.rules(), finding.problem());
  }

  private static List<KnownFact> declared(PolicyPack pack) {
    return checked(pack).contents().facts().entrySet().stream()
        .map(fact -> KnownFact.of(fact.getKey(), KnownFact.Type.TEXT, fact.getValue()))
        .toList();
  }
}
