// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot;

import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.DependencyDescriptor;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

/**
 * The application's beans, injected by Spring: those of parent contexts too, in their order, and
 * none that is no candidate. Unlike with {@code getBeansOfType} and bean providers, a bean that is
 * there and cannot be had fails the start; without it Millrace would run with less than the
 * application says, an authorisation for example.
 */
record HostBeans(ConfigurableListableBeanFactory beans) {

  /** All beans of a type, in their order. */
  <T> List<T> all(Class<T> type) {
    Object found = injectedSeveral(type, ResolvableType.forClassWithGenerics(List.class, type));
    return found instanceof List<?> list ? list.stream().map(type::cast).toList() : List.of();
  }

  /** All beans of a type by their names. */
  <T> Map<String, T> named(Class<T> type) {
    Map<String, T> named = new LinkedHashMap<>();
    if (injectedSeveral(type, ResolvableType.forClassWithGenerics(Map.class, String.class, type))
        instanceof Map<?, ?> map) {
      map.forEach((name, bean) -> named.put((String) name, type.cast(bean)));
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
    try {
      return Optional.ofNullable(type.cast(injected(ResolvableType.forClass(type))));
    } catch (NoUniqueBeanDefinitionException e) {
      throw new IllegalStateException(
          "Expected one bean of type "
              + type.getSimpleName()
              + " for Millrace, or a primary one, but there are "
              + String.join(", ", Objects.requireNonNullElse(e.getBeanNamesFound(), List.of()))
              + ".\n"
              + advice,
          e);
    }
  }

  /** The bean of a name. */
  <T> T called(String name, Class<T> type) {
    return beans.getBean(name, type);
  }

  /** Spring takes a bean that is a collection itself, and drops it once there are single beans. */
  private @Nullable Object injectedSeveral(Class<?> type, ResolvableType collection) {
    String[] collections =
        BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, collection, true, false);
    if (collections.length > 0) {
      throw new IllegalStateException(
          "Expected each "
              + type.getSimpleName()
              + " for Millrace to be a bean of its own, but "
              + String.join(", ", collections)
              + " has several in one bean.\n"
              + "Maybe declare a bean for each of them.");
    }
    return injected(collection);
  }

  private @Nullable Object injected(ResolvableType type) {
    return beans.resolveDependency(new Wanted(type), null);
  }

  /** Something that may be there, as if a field without a name of its own wanted it. */
  private static final class Wanted extends DependencyDescriptor {
    private static final long serialVersionUID = 1L;

    /** Its elements are of any type: Spring compares them with the type that is asked for. */
    private static final List<Object> ANY = List.of();

    private static final Field FIELD =
        Objects.requireNonNull(ReflectionUtils.findField(Wanted.class, "ANY"));

    private final transient ResolvableType type;

    Wanted(ResolvableType type) {
      super(FIELD, false);
      this.type = type;
    }

    @Override
    public Class<?> getDependencyType() {
      return type.toClass();
    }

    @Override
    public ResolvableType getResolvableType() {
      return type;
    }

    @Override
    public @Nullable String getDependencyName() {
      return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return super.equals(other) && other instanceof Wanted wanted && type.equals(wanted.type);
    }

    @Override
    public int hashCode() {
      return super.hashCode() * 31 + type.hashCode();
    }
  }
}
