// SPDX-License-Identifier: Apache-2.0
package io.millrace.jakarta.internal;

import io.millrace.bpmn.ValueStream;
import io.millrace.engine.Millrace;
import io.millrace.engine.MillraceBuilder;
import io.millrace.event.Event;
import io.millrace.jakarta.MillraceCustomizer;
import io.millrace.plugin.Plugin;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PackSource;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.build.compatible.spi.Parameters;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticBeanCreator;
import jakarta.enterprise.inject.spi.BeanContainer;

/** Builds the one Millrace of the application. */
public final class MillraceCreator implements SyntheticBeanCreator<Millrace> {
  /** Made by the CDI container. */
  public MillraceCreator() {}

  @Override
  public Millrace create(Instance<Object> lookup, Parameters parameters) {
    MillraceSettings settings = MillraceSettings.read(Loaders.ofApplication());
    Beans beans = new Beans(lookup);
    MillraceBuilder builder = Millrace.builder();
    new Databases(beans, settings).apply(builder);
    Boolean backgroundWork = settings.backgroundWork();
    if (backgroundWork != null) {
      builder.backgroundWork(backgroundWork);
    }
    Boolean timers = settings.timers();
    if (timers != null) {
      builder.timers(timers);
    }
    BuiltInOptions builtIn = beans.findOnly(BuiltInOptions.class);
    if (builtIn != null) {
      builder.policies(builtIn);
    }
    beans.all(PackSource.class).forEach(builder::hostPack);
    beans.all(ValueStream.class).forEach(builder::valueStream);
    beans.all(Plugin.class).forEach(builder::plugin);
    CdiEvents events =
        new CdiEvents(
            lookup.select(BeanContainer.class).get().getEvent().select(Event.class),
            lookup.select(RequestContextController.class));
    boolean observed = parameters.get(MillraceExtension.OBSERVED, Boolean.class);
    builder.plugin(new BeanPlugin(beans, events, observed));
    beans.all(MillraceCustomizer.class).forEach(customizer -> customizer.customize(builder));
    return builder.build();
  }
}
