package io.millrace.jakarta.internal;

import io.millrace.engine.Millrace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.inject.build.compatible.spi.Parameters;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticObserver;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanContainer;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.EventContext;

/** Closes Millrace while the beans that it calls are still there. */
public final class EndObserver implements SyntheticObserver<Shutdown> {
  /** Made by the CDI container. */
  public EndObserver() {}

  @Override
  public void observe(EventContext<Shutdown> event, Parameters parameters) {
    BeanContainer beans = CDI.current().getBeanContainer();
    Bean<?> bean = beans.resolve(beans.getBeans(Millrace.class));
    Object made = beans.getContext(ApplicationScoped.class).get(bean);
    if (made instanceof Millrace millrace) {
      millrace.close();
    }
  }
}
