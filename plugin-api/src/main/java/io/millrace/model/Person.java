// SPDX-License-Identifier: Apache-2.0
package io.millrace.model;

import io.millrace.api.HostCalls;
import java.util.Set;

/**
 * Somebody who takes part in the work. Immutable.
 *
 * @param id the person's id, as the host names them; never blank
 * @param roles the roles that they hold, such as {@code change-manager}, in a stable order
 * @param teams the teams that they belong to, in a stable order
 * @param skills what they are good at, such as {@code networking}, in a stable order
 * @param available whether they are at work at the instant that was asked about
 */
@HostCalls
public record Person(
    String id, Set<String> roles, Set<String> teams, Set<String> skills, boolean available) {

  /** Checks the names and copies roles, teams and skills. */
  public Person {
    Names.requireName("person", id);
    roles = Names.copy("role", roles);
    teams = Names.copy("team", teams);
    skills = Names.copy("skill", skills);
  }

  /** Somebody of whom no skills are known. */
  public Person(String id, Set<String> roles, Set<String> teams, boolean available) {
    this(id, roles, teams, Set.of(), available);
  }
}
