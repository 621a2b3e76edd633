package io.millrace.jakarta.internal;

import io.millrace.engine.Millrace;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.build.compatible.spi.Parameters;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticObserver;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.EventContext;

/** Starts Millrace with the application: timers and sinks wait for no first call. */
public final class StartObserver implements SyntheticObserver<Startup> {
  /** Made by the CDI container. */
  public StartObserver() {}

  @Override
  public void observe(EventContext<Startup> event, Parameters parameters) {
    CDI.current().select(Millrace.class).get().contributions(); // the first call makes it
  }
}
