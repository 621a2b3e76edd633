// SPDX-License-Identifier: Apache-2.0
package io.millrace.jakarta.internal;

import io.millrace.engine.Millrace;
import io.millrace.engine.Operations;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the caller of the current thread can do, worked out anew at each call: a bean that lives as
 * long as the application serves many callers. Thread-safe.
 */
final class CurrentFacade implements InvocationHandler {
  private final Class<?> type;
  private final Millrace millrace;
  private final @Nullable Method part;

  private CurrentFacade(Class<?> type, Millrace millrace, @Nullable Method part) {
    this.type = type;
    this.millrace = millrace;
    this.part = part;
  }

  /**
   * @param type {@link Operations}, or a part of it
   */
  static Object of(Class<?> type, Millrace millrace) {
    Method part =
        Arrays.stream(Operations.class.getMethods())
            .filter(method -> method.getReturnType() == type)
            .findFirst()
            .orElse(null);
    return Proxy.newProxyInstance(
        type.getClassLoader(), new Class<?>[] {type}, new CurrentFacade(type, millrace, part));
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // there is one for each type
  public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(self, method, arguments);
    }
    Operations current = millrace.current();
    Object target = part == null ? current : call(part, current, null);
    return call(method, target, arguments);
  }

  private Object ofObject(Object self, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && self == arguments[0];
      case "hashCode" -> System.identityHashCode(self);
      default -> type.getSimpleName() + " of the current caller";
    };
  }

  @SuppressWarnings("NullAway") // what an operation returns may be null
  private static Object call(Method method, Object target, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
