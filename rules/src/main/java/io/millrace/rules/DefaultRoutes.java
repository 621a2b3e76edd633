// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which team takes which category unless the host says otherwise. */
final class DefaultRoutes {
  static final Map<String, String> TEAMS;

  static {
    Map<String, String> teams = new LinkedHashMap<>();
    for (String category : new String[] {"access", "account", "how-to", "general"}) {
      teams.put(category, "service-desk");
    }
    for (String category : new String[] {"hardware", "printing", "telephony"}) {
      teams.put(category, "workplace");
    }
    for (String category : new String[] {"network", "power", "email", "storage", "backup"}) {
      teams.put(category, "infrastructure");
    }
    for (String category :
        new String[] {"software", "booking", "payment", "database", "performance", "reporting"}) {
      teams.put(category, "applications");
    }
    for (String category : new String[] {"security", "certificate"}) {
      teams.put(category, "security");
    }
    teams.put("change", "change-enablement");
    TEAMS = Collections.unmodifiableMap(teams);
  }

  private DefaultRoutes() {}
}
