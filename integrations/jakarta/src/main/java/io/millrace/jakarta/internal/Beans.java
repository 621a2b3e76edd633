// SPDX-License-Identifier: Apache-2.0
package io.millrace.jakarta.internal;

import io.millrace.model.InvalidInputException;
import io.millrace.plugin.Plugin;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Instance.Handle;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.Prioritized;
import jakarta.interceptor.Interceptor;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The application's beans without a qualifier, in the order of their priority; those of the same
 * one, or without, in that of their class names.
 */
record Beans(Instance<Object> all) {
  /** Of what says no other, as the specification has it for observers. */
  private static final int USUAL = Interceptor.Priority.APPLICATION + 500;

  <T> List<T> all(Class<T> type) {
    return handles(type).map(handle -> handle.get()).toList();
  }

  /** All that are ports: a bean that is a {@link Plugin} contributes what it wants to instead. */
  <T> List<T> ports(Class<T> type) {
    return portHandles(type).map(handle -> handle.get()).toList();
  }

  /** Ports with their names, which they must have. */
  <T> List<NamedBean<T>> namedPorts(Class<T> type) {
    return portHandles(type)
        .map(handle -> new NamedBean<>(name(handle.getBean(), type), handle.get()))
        .toList();
  }

  /** A bean and its name. */
  record NamedBean<T>(String name, T bean) {}

  private <T> Stream<? extends Handle<T>> portHandles(Class<T> type) {
    return handles(type).filter(handle -> !isPlugin(handle.getBean()));
  }

  private <T> Stream<? extends Handle<T>> handles(Class<T> type) {
    return all.select(type, Default.Literal.INSTANCE)
        .handlesStream()
        .sorted(
            Comparator.<Handle<T>>comparingInt(handle -> priority(handle.getBean()))
                .thenComparing(handle -> handle.getBean().getBeanClass().getName()));
  }

  private static boolean isPlugin(Bean<?> bean) {
    return bean.getTypes().contains(Plugin.class);
  }

  private static int priority(Bean<?> bean) {
    if (bean instanceof Prioritized prioritized) {
      return prioritized.getPriority();
    }
    Priority priority = bean.getBeanClass().getAnnotation(Priority.class);
    return priority == null ? USUAL : priority.value();
  }

  private static String name(Bean<?> bean, Class<?> type) {
    String name = bean.getName();
    if (name == null) {
      throw new InvalidInputException(
          "Expected each bean that is a "
              + type.getSimpleName()
              + " to have a name, but that of "
              + bean.getBeanClass().getName()
              + " has none.",
          "add @Named(\"...\") with a name that stays the same");
    }
    return name;
  }

  /** The one bean of a type; null if there is none. */
  <T> @Nullable T findOnly(Class<T> type) {
    Instance<T> found = all.select(type, Default.Literal.INSTANCE);
    if (found.isUnsatisfied()) {
      return null;
    }
    if (found.isAmbiguous()) {
      throw new InvalidInputException(
          "Expected at most one bean of type "
              + type.getSimpleName()
              + " for Millrace, but there are several.",
          "give the others a qualifier");
    }
    return found.get();
  }
}
