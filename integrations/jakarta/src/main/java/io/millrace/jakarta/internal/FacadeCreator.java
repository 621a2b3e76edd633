// SPDX-License-Identifier: Apache-2.0
package io.millrace.jakarta.internal;

import io.millrace.engine.Millrace;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.build.compatible.spi.Parameters;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticBeanCreator;

/** Makes what the current caller can do. Thread-safe. */
public final class FacadeCreator implements SyntheticBeanCreator<Object> {
  /** Made by the CDI container. */
  public FacadeCreator() {}

  @Override
  public Object create(Instance<Object> lookup, Parameters parameters) {
    Class<?> facade = parameters.get(MillraceExtension.FACADE, Class.class);
    return CurrentFacade.of(facade, lookup.select(Millrace.class).get());
  }
}
