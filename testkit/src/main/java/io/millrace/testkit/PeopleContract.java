// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.model.Person;
import io.millrace.plugin.port.People;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What Millrace relies on in {@link People}. Extend it in the plugin's tests, and say where the
 * directory comes from and whom it knows. JUnit 5 runs the tests; each makes a directory of its
 * own.
 */
public abstract class PeopleContract {
  private static final String UNKNOWN = "millrace-contract-unknown";

  /** For subclasses. */
  protected PeopleContract() {}

  /** The directory to test, ready for use. */
  protected abstract People people();

  /** Somebody whom it knows. */
  protected abstract String known();

  /** The instant that is asked about. */
  protected Instant at() {
    return Instant.parse("2026-03-02T09:00:00Z");
  }

  /** The tenant of the people. */
  protected String tenant() {
    return "default";
  }

  @Test
  void shouldKnowSomebodyUnderTheirOwnId() {
    Person person = lookUp(Set.of(known())).get(known());

    assertNotNull(person, "Expected '" + known() + "' to be known.");
    assertEquals(known(), person.id(), "Expected the person under their own id.");
  }

  @Test
  void shouldLeaveOutSomebodyWhomItDoesNotKnow() {
    assertTrue(lookUp(Set.of(UNKNOWN)).isEmpty(), "Expected nobody called '" + UNKNOWN + "'.");
  }

  @Test
  void shouldAnswerForSeveralPeopleAtOnceAsForEachAlone() {
    Set<String> both = new LinkedHashSet<>(List.of(UNKNOWN, known()));

    assertEquals(
        lookUp(Set.of(known())),
        lookUp(both),
        "Expected the same whether somebody is asked for alone or with others.");
  }

  @Test
  void shouldFindSomebodyByTheirTeamsAndSkills() {
    Person nobody = new Person(known(), Set.of(), Set.of(), true);
    Person person = lookUp(Set.of(known())).getOrDefault(known(), nobody);
    People people = people();

    for (String team : person.teams()) {
      Map<String, Person> found =
          PortChecks.inTime(() -> people.find(tenant(), team, Set.of(), at()));
      assertTrue(
          found.isEmpty() || found.containsKey(known()),
          "Expected '" + known() + "' in team '" + team + "', but got " + found.keySet() + ".");
    }
    for (String skill : person.skills()) {
      Map<String, Person> found =
          PortChecks.inTime(() -> people.find(tenant(), "", Set.of(skill), at()));
      assertTrue(
          found.isEmpty() || found.containsKey(known()),
          "Expected '" + known() + "' for '" + skill + "', but got " + found.keySet() + ".");
    }
  }

  @Test
  void shouldServeSeveralThreadsAtOnce() throws Exception {
    People people = people();
    PortChecks.onSeveralThreads(() -> people.lookUp(tenant(), Set.of(known()), at()));
  }

  private Map<String, Person> lookUp(Set<String> ids) {
    People people = people();
    return PortChecks.inTime(() -> people.lookUp(tenant(), ids, at()));
  }
}
