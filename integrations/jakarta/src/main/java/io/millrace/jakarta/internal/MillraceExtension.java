// SPDX-License-Identifier: Apache-2.0
package io.millrace.jakarta.internal;

import io.millrace.engine.Decisions;
import io.millrace.engine.Events;
import io.millrace.engine.Failures;
import io.millrace.engine.Flow;
import io.millrace.engine.Housekeeping;
import io.millrace.engine.Intake;
import io.millrace.engine.Millrace;
import io.millrace.engine.Operations;
import io.millrace.engine.Policies;
import io.millrace.engine.Streams;
import io.millrace.engine.Work;
import io.millrace.event.Event;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.build.compatible.spi.BeanInfo;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.Discovery;
import jakarta.enterprise.inject.build.compatible.spi.ObserverInfo;
import jakarta.enterprise.inject.build.compatible.spi.Registration;
import jakarta.enterprise.inject.build.compatible.spi.ScannedClasses;
import jakarta.enterprise.inject.build.compatible.spi.Synthesis;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticBeanCreator;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticComponents;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes a {@link Millrace} of the application's settings and beans, and lets it be injected, as
 * well as what the current caller can do with it. What the application has of its own counts
 * instead. Used by the CDI container alone, on one thread.
 */
public final class MillraceExtension implements BuildCompatibleExtension {
  static final String OBSERVED = "observed";
  static final String FACADE = "facade";

  private static final Set<String> COMMON_QUALIFIERS =
      Set.of(Any.class.getName(), Default.class.getName(), Named.class.getName());

  private static final List<Class<?>> FACADES =
      List.of(
          Operations.class,
          Intake.class,
          Work.class,
          Decisions.class,
          Policies.class,
          Flow.class,
          Streams.class,
          Failures.class,
          Events.class,
          Housekeeping.class);

  private final Set<String> given = new HashSet<>();
  private boolean enabled;
  private boolean observed;

  /** Made by the CDI container. */
  public MillraceExtension() {}

  /** Reads the settings, which say whether anything happens here. */
  @Discovery
  public void begin(ScannedClasses classes) {
    enabled = MillraceSettings.read(Loaders.ofApplication()).enabled();
    if (enabled) {
      classes.add(Lifecycle.class.getName());
    }
  }

  /** Remembers what the application brings itself. */
  @Registration(
      types = {
        Millrace.class,
        Operations.class,
        Intake.class,
        Work.class,
        Decisions.class,
        Policies.class,
        Flow.class,
        Streams.class,
        Failures.class,
        Events.class,
        Housekeeping.class
      })
  public void given(BeanInfo bean) {
    boolean plain =
        bean.qualifiers().stream()
            .allMatch(qualifier -> COMMON_QUALIFIERS.contains(qualifier.name()));
    if (plain) {
      bean.types().stream()
          .filter(type -> type.isClass())
          .forEach(type -> given.add(type.asClass().declaration().name()));
    }
  }

  /** Remembers that somebody wants to hear of events. */
  @Registration(types = Event.class)
  public void observed(ObserverInfo observer) {
    observed = true;
  }

  /** Adds the beans, unless they are switched off. */
  @Synthesis
  public void add(SyntheticComponents components) {
    if (!enabled) {
      return;
    }
    if (!given.contains(Millrace.class.getName())) {
      components
          .addBean(Millrace.class)
          .type(Millrace.class)
          .qualifier(Default.Literal.INSTANCE)
          .qualifier(Managed.Literal.INSTANCE)
          .scope(ApplicationScoped.class)
          .withParam(OBSERVED, observed)
          .createWith(MillraceCreator.class)
          .disposeWith(MillraceDisposer.class);
    }
    FACADES.stream()
        .filter(facade -> !given.contains(facade.getName()))
        .forEach(facade -> add(components, facade));
  }

  private static <T> void add(SyntheticComponents components, Class<T> facade) {
    components
        .addBean(facade)
        .type(facade)
        .scope(Singleton.class)
        .withParam(FACADE, facade)
        .createWith(creator());
  }

  /** One class makes all facades: which one, a parameter says. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <T> Class<? extends SyntheticBeanCreator<T>> creator() {
    return (Class) FacadeCreator.class;
  }
}
