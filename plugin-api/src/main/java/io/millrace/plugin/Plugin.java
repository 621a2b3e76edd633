// SPDX-License-Identifier: Apache-2.0
package io.millrace.plugin;

import io.millrace.api.HostImplements;

/**
 * A bundle of contributions, registered explicitly when Millrace is built. One plugin object serves
 * one Millrace; {@link #contribute} is called once, on the building thread.
 */
@HostImplements
public interface Plugin {

  /** A unique name for messages, such as {@code acme-cmdb}. */
  String id();

  /**
   * The version of the plugin API for which the plugin was written; the running one by default.
   * Millrace refuses to start with a plugin of an incompatible version. A plugin that is published
   * by itself returns {@code ApiVersion.of(ApiVersion.CURRENT)}: its compiler copies the constant.
   */
  default ApiVersion apiVersion() {
    return ApiVersion.current();
  }

  /**
   * Says what the plugin brings. Start nothing here. Names and lists, such as {@code
   * FactSource.provides()}, and stream checks are asked during the build; all else is called once
   * the host's work begins, which may be before its builder has returned. What this throws lets the
   * build fail.
   */
  void contribute(Contributions contributions);
}
