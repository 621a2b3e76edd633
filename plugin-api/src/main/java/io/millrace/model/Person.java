package io.millrace.model;

import io.millrace.api.HostCalls;
import java.util.Set;

/**
 * Somebody who takes part in changes. Immutable.
 *
 * @param id the person's id, as the host names them; never blank
 * @param roles the roles that they hold, such as {@code change-manager}, in a stable order
 * @param teams the teams that they belong to, in a stable order
 * @param available whether they are at work at the instant that was asked about
 */
@HostCalls
public record Person(String id, Set<String> roles, Set<String> teams, boolean available) {

  /** Checks the names and copies roles and teams. */
  public Person {
    Names.requireName("person", id);
    roles = Names.copy("role", roles);
    teams = Names.copy("team", teams);
  }
}
