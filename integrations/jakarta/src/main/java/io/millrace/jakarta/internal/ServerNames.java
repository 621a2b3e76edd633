// SPDX-License-Identifier: Apache-2.0
package io.millrace.jakarta.internal;

import io.millrace.model.InvalidInputException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/** What the server keeps under JNDI names. */
public final class ServerNames {
  private static final String OWN = "java:";

  private ServerNames() {}

  /**
   * What has a name; null if nothing of the type has it.
   *
   * @throws InvalidInputException if it is the name of something on another machine
   */
  @SuppressWarnings("BanJNDI") // whoever deploys gives the name, and only names of the server pass
  public static <T> @Nullable T find(String name, Class<T> type) {
    if (name.indexOf(':') >= 0 && !name.startsWith(OWN)) {
      throw new InvalidInputException(
          "Expected a JNDI name of the server's own, but it is '" + name + "'.",
          "begin it with " + OWN);
    }
    try {
      Object found = InitialContext.doLookup(name);
      return type.isInstance(found) ? type.cast(found) : null;
    } catch (NamingException e) {
      return null; // there is none
    }
  }
}
