// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import io.millrace.model.Facts;
import io.millrace.model.Person;
import io.millrace.plugin.port.People;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the people of a change may do, and whether they are there. */
final class PeopleFacts {
  static final Set<String> NAMES =
      Set.of(
          "approversKnown",
          "approverRoles",
          "approvalsGranted",
          "sameTeamApproval",
          "unavailablePeople");

  private static final List<String> MAKERS = List.of("author", "implementer", "requester");

  private PeopleFacts() {}

  /** Asks the directory, if the change names anybody. */
  static Facts ask(People people, Plan plan) {
    Set<String> makers = new LinkedHashSet<>();
    MAKERS.forEach(fact -> makers.addAll(plan.texts(fact)));
    List<String> approvers = plan.texts("approvers");
    Set<String> all = new LinkedHashSet<>(makers);
    all.addAll(approvers);
    if (all.isEmpty()) {
      return Facts.none();
    }
    Instant from = plan.from();
    Map<String, Person> found =
        people.lookUp(
            plan.tenant(), Collections.unmodifiableSet(all), from == null ? plan.at() : from);
    Facts.Builder facts = Facts.builder();
    unavailable(facts, plan, found);
    if (!approvers.isEmpty()) {
      List<String> unknown = all.stream().filter(id -> found.get(id) == null).toList();
      if (unknown.isEmpty()) {
        approvals(facts, plan, makers, approvers, found);
      } else {
        String why = "the directory does not know " + String.join(", ", unknown);
        facts.missing("approverRoles", why).missing("approvalsGranted", why);
      }
    }
    return facts.build();
  }

  private static void approvals(
      Facts.Builder facts,
      Plan plan,
      Set<String> makers,
      List<String> approvers,
      Map<String, Person> found) {
    Set<String> roles = new TreeSet<>();
    Set<String> granted = new TreeSet<>();
    for (String approver : approvers) {
      Set<String> held = person(found, approver).roles();
      roles.addAll(held);
      if (makers.stream().noneMatch(maker -> maker.strip().equalsIgnoreCase(approver.strip()))) {
        granted.addAll(held);
      }
    }
    facts.put("approversKnown", true);
    facts.put("approverRoles", List.copyOf(roles));
    facts.put("approvalsGranted", List.copyOf(granted));
    Set<String> home = new TreeSet<>();
    plan.texts("author").forEach(author -> home.addAll(person(found, author).teams()));
    facts.put(
        "sameTeamApproval",
        approvers.stream()
            .allMatch(one -> person(found, one).teams().stream().anyMatch(home::contains)));
  }

  private static void unavailable(Facts.Builder facts, Plan plan, Map<String, Person> found) {
    List<String> away = new ArrayList<>();
    for (String id : new TreeSet<>(plan.texts("implementer"))) {
      Person person = found.get(id);
      if (person != null && !person.available()) {
        away.add(id);
      }
    }
    facts.put("unavailablePeople", away);
  }

  private static Person person(Map<String, Person> found, String id) {
    return found.getOrDefault(id, new Person(id, Set.of(), Set.of(), true));
  }
}
