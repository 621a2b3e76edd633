package io.millrace.plugin.port;

import io.millrace.api.HostImplements;
import io.millrace.model.Person;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Knows the people who take part in changes: their roles, and so what they may approve; their
 * teams; whether they are at work.
 *
 * <p>Called outside transactions, from several threads at once, once for one change. A call that
 * throws or outlasts the time budget loses nothing: what it would have told is marked missing with
 * the reason, and the guardrail asks for an approval. Late calls are interrupted.
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
   * The default: there is no directory. Nobody is known then, and only names are compared; with any
   * other implementation, an unknown person is a reason to ask for an approval.
   */
  static People unknown() {
    return Defaults.PEOPLE;
  }
}
