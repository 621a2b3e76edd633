// SPDX-License-Identifier: Apache-2.0
package io.millrace.plugin.port;

import io.millrace.api.HostImplements;
import io.millrace.model.Person;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Knows people: their roles, and so what they may approve; their teams and skills; whether they are
 * at work.
 *
 * <p>Called outside transactions, from several threads at once; about a change, once for each. A
 * call that throws or outlasts the time budget loses nothing: what it would have told is marked
 * missing with the reason, and the guardrail asks for an approval. Late calls are interrupted.
 */
@FunctionalInterface
@HostImplements
public interface People {

  /**
   * Looks up people.
   *
   * @param tenant the tenant to whom they belong
   * @param ids the ids, in a stable order; never empty
   * @param at the instant at which their availability counts
   * @return the people by id; somebody who is not known is not in the map
   */
  Map<String, Person> lookUp(String tenant, Set<String> ids, Instant at);

  /**
   * Finds people who may come into question for a step: everybody of a team, and everybody with one
   * of the skills. Asked when a host wants to know who can take a step; what fails or is late then
   * reaches that host.
   *
   * @param tenant the tenant to whom they belong
   * @param team the team; empty if the step has none
   * @param skills the skills, in a stable order; may be empty
   * @param at the instant at which their availability counts
   * @return the people by id; nobody by default
   */
  default Map<String, Person> find(String tenant, String team, Set<String> skills, Instant at) {
    return Map.of();
  }

  /**
   * The default: there is no directory. Nobody is known then, and only names are compared; with any
   * other implementation, an unknown person is a reason to ask for an approval.
   */
  static People unknown() {
    return Defaults.PEOPLE;
  }
}
