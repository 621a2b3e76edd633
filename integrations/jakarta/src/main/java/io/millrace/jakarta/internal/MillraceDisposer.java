// SPDX-License-Identifier: Apache-2.0
package io.millrace.jakarta.internal;

import io.millrace.engine.Millrace;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.build.compatible.spi.Parameters;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticBeanDisposer;
import java.beans.Introspector;

/** Closes Millrace at the latest when its bean goes. */
public final class MillraceDisposer implements SyntheticBeanDisposer<Millrace> {
  /** Made by the CDI container. */
  public MillraceDisposer() {}

  @Override
  public void dispose(Millrace millrace, Instance<Object> lookup, Parameters parameters) {
    close(millrace);
  }

  /**
   * Closes it, and lets the JDK forget the classes that it was asked about: its cache would keep
   * them, and so the whole application, until memory gets short.
   */
  static void close(Millrace millrace) {
    millrace.close();
    Introspector.flushCaches();
  }
}
