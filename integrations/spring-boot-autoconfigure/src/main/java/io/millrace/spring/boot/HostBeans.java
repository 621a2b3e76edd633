// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;

/**
 * The application's beans as Spring would inject them: those of parent contexts too, in their
 * order, and none that is no candidate. Unlike {@code getBeansOfType} and bean providers, a bean
 * that is there and cannot be had fails the start; without it Millrace would run with less than the
 * application says, an authorisation for example.
 */
record HostBeans(ConfigurableListableBeanFactory beans) {

  /** All beans of a type, in their order. */
  <T> List<T> all(Class<T> type) {
    Map<Object, @Nullable Object> sources = new IdentityHashMap<>();
    Map<String, T> named = named(type);
    named.forEach((name, bean) -> sources.put(bean, factoryMethod(name)));
    return named.values().stream()
        .sorted(AnnotationAwareOrderComparator.INSTANCE.withSourceProvider(sources::get))
        .toList();
  }

  /** All beans of a type by their names. */
  <T> Map<String, T> named(Class<T> type) {
    Map<String, T> named = new LinkedHashMap<>();
    for (String name : names(type)) {
      Object bean = beans.getBean(name);
      if (isThere(bean)) {
        named.put(name, type.cast(bean));
      }
    }
    return named;
  }

  /**
   * The one bean of a type, or of several the primary one.
   *
   * @throws IllegalStateException if there are several and none is primary
   */
  <T> Optional<T> one(Class<T> type) {
    return one(type, "Maybe annotate one with @Primary.");
  }

  /**
   * The one bean of a type, or of several the primary one.
   *
   * @param advice what a user can do where none of several is primary
   * @throws IllegalStateException if there are several and none is primary
   */
  <T> Optional<T> one(Class<T> type, String advice) {
    List<String> names = names(type);
    if (names.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(beans.getBean(type));
    } catch (NoUniqueBeanDefinitionException e) {
      throw new IllegalStateException(
          "Expected one bean of type "
              + type.getSimpleName()
              + " for Millrace, or a primary one, but there are "
              + String.join(", ", names)
              + ".\n"
              + advice,
          e);
    } catch (NoSuchBeanDefinitionException e) {
      if (named(type).isEmpty()) {
        return Optional.empty(); // a bean whose method returned null
      }
      throw e;
    }
  }

  /** The bean of a name. */
  <T> T called(String name, Class<T> type) {
    return beans.getBean(name, type);
  }

  /** What stands for a bean whose method returned null says that it equals null. */
  @SuppressWarnings("EqualsNull")
  private static boolean isThere(Object bean) {
    return !bean.equals(null);
  }

  private List<String> names(Class<?> type) {
    return Arrays.stream(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, type))
        .filter(name -> definition(name).map(HostBeans::isCandidate).orElse(true))
        .toList();
  }

  private static boolean isCandidate(BeanDefinition definition) {
    return definition.isAutowireCandidate()
        && !(definition instanceof AbstractBeanDefinition known && !known.isDefaultCandidate());
  }

  private @Nullable Object factoryMethod(String name) {
    return definition(name)
        .filter(RootBeanDefinition.class::isInstance)
        .map(definition -> ((RootBeanDefinition) definition).getResolvedFactoryMethod())
        .orElse(null);
  }

  private Optional<BeanDefinition> definition(String name) {
    try {
      return Optional.of(beans.getMergedBeanDefinition(name));
    } catch (NoSuchBeanDefinitionException e) {
      return Optional.empty(); // an instance that the application registered
    }
  }
}
