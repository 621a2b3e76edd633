// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.jakarta;

import io.millrace.examples.cmdb.CmdbPlugin;
import io.millrace.model.Caller;
import io.millrace.plugin.Plugin;
import io.millrace.plugin.port.CallerSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** What Millrace is given: a plugin as it was delivered, and who calls. */
@ApplicationScoped
public class Contributions {

  @Produces
  Plugin cmdb() {
    return new CmdbPlugin();
  }

  @Produces
  CallerSource callers() {
    return () -> Caller.actor("service-desk"); // a real one asks who is signed in
  }
}
