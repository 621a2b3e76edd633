package io.millrace.jakarta.internal;

import io.millrace.engine.Millrace;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.build.compatible.spi.Parameters;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticBeanDisposer;

/** Closes Millrace at the latest when its bean goes. */
public final class MillraceDisposer implements SyntheticBeanDisposer<Millrace> {
  /** Made by the CDI container. */
  public MillraceDisposer() {}

  @Override
  public void dispose(Millrace millrace, Instance<Object> lookup, Parameters parameters) {
    millrace.close();
  }
}
