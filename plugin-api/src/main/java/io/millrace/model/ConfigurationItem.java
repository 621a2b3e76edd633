// SPDX-License-Identifier: Apache-2.0
package io.millrace.model;

import io.millrace.api.HostCalls;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A part of a service that changes are made to: a server, a database, an application. Immutable.
 *
 * @param id its id, as the host names it; never blank
 * @param service the service that it is a part of; null if none is known
 * @param critical whether the business cannot do without that service
 * @param dependents the ids of the items that directly need this one, in a stable order
 */
@HostCalls
public record ConfigurationItem(
    String id, @Nullable String service, boolean critical, Set<String> dependents) {

  /** Checks the ids and copies the dependents. */
  public ConfigurationItem {
    Names.requireName("configuration item", id);
    if (service != null) {
      Names.requireName("service", service);
    }
    dependents = Names.copy("dependent item", dependents);
  }

  /** An item of which nothing else is known. */
  public static ConfigurationItem of(String id) {
    return new ConfigurationItem(id, null, false, Set.of());
  }
}
