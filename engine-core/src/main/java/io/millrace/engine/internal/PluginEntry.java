// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.model.InvalidInputException;
import io.millrace.model.MillraceException;
import io.millrace.plugin.ApiVersion;
import io.millrace.plugin.Contributions;
import io.millrace.plugin.Plugin;
import org.jspecify.annotations.Nullable;

/** Lets a plugin in: checks what it says of itself, and has it contribute. */
final class PluginEntry {
  private static final int LONGEST_FAILURE = 1_000;

  private PluginEntry() {}

  static String idOf(Plugin plugin) {
    @Nullable String id;
    try {
      id = plugin.id();
    } catch (Exception | LinkageError e) {
      throw failed(plugin.getClass().getName(), "say its id", e);
    }
    if (id == null || id.isBlank()) {
      throw new InvalidInputException(
          "Expected each plugin to have an id, but that of "
              + plugin.getClass().getName()
              + " is "
              + (id == null ? "null" : "blank")
              + ".",
          "name it after what it is for, such as acme-cmdb");
    }
    return id;
  }

  /** Has a plugin contribute, unless it was written for another API. */
  static void enter(Plugin plugin, String id, Contributions to) {
    try {
      requireCompatible(plugin.apiVersion(), id);
      plugin.contribute(to);
    } catch (MillraceException e) {
      throw e;
    } catch (Exception | LinkageError e) {
      throw failed(id, "contribute", e);
    }
  }

  private static void requireCompatible(@Nullable ApiVersion written, String id) {
    ApiVersion running = ApiVersion.current();
    if (written == null || !running.runs(written)) {
      throw new InvalidInputException(
          "Expected plugin '"
              + id
              + "' to be written for a version of the plugin API that "
              + running
              + " runs, but it was written for "
              + (written == null ? "none that it names" : written)
              + ".",
          written != null && running.compareTo(written) < 0
              ? "bring a newer Millrace, or an older release of the plugin"
              : "bring a release of the plugin that was written for " + running);
    }
  }

  /** A {@link LinkageError} is what a plugin of another API version often ends in. */
  private static InvalidInputException failed(String plugin, String what, Throwable cause) {
    return new InvalidInputException(
        "Expected plugin '"
            + plugin
            + "' to "
            + what
            + ", but it failed: "
            + FailureText.of(cause, LONGEST_FAILURE)
            + ".",
        cause instanceof LinkageError
            ? "bring a release of the plugin for version " + ApiVersion.CURRENT + " of the API"
            : "mend the plugin, or leave it out",
        cause);
  }
}
