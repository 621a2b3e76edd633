// SPDX-License-Identifier: Apache-2.0
package io.millrace.jakarta;

import io.millrace.engine.MillraceBuilder;

/**
 * A bean that has the last word on how Millrace is built, for what settings and other beans do not
 * say. Several are called in the order of their {@link jakarta.annotation.Priority}, once each, on
 * the thread that starts Millrace.
 */
@FunctionalInterface
public interface MillraceCustomizer {

  /** Changes the builder, which has all settings and beans already. */
  void customize(MillraceBuilder builder);
}
