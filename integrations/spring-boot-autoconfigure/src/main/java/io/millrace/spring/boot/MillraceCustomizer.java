// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot;

import io.millrace.engine.MillraceBuilder;

/**
 * A bean that has the last word on how Millrace is built, for what properties and other beans do
 * not say. Several are called in their order ({@link org.springframework.core.annotation.Order}),
 * once each, on the thread that starts the application.
 */
@FunctionalInterface
public interface MillraceCustomizer {

  /** Changes the builder, which has all properties and beans already. */
  void customize(MillraceBuilder builder);
}
