// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an operation told its caller, as text: results with all that is in them, or an exception.
 */
final class Told {
  /** What each call has of its own: ids, how long it took, whether a sink is slow. */
  private static final Pattern OWN =
      Pattern.compile(
          "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
              + "|PT[0-9.]+S|stalled=(true|false)|@[0-9a-f]{5,8}\\b|erased-[a-z0-9]+"
              + "|timer-[0-9a-z]+");

  private Told() {}

  /** A value with all that is in it. */
  static String of(@Nullable Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(Told::of).orElse("nothing");
    }
    if (value instanceof Collection<?> collection) {
      return collection.stream().map(Told::of).toList().toString();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, String> parts = new TreeMap<>();
      map.forEach((key, one) -> parts.put(of(key), of(one)));
      return parts.toString();
    }
    if (value instanceof byte[] bytes) {
      return Arrays.toString(bytes);
    }
    return value instanceof Record whole ? record(whole) : String.valueOf(value);
  }

  private static String record(Record whole) {
    StringBuilder text = new StringBuilder(whole.getClass().getSimpleName()).append('[');
    try {
      for (RecordComponent part : whole.getClass().getRecordComponents()) {
        part.getAccessor().setAccessible(true);
        text.append(part.getName())
            .append('=')
            .append(of(part.getAccessor().invoke(whole)))
            .append(' ');
      }
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
    return text.append(']').toString();
  }

  /** An exception: what it is, and what it says. */
  static String of(RuntimeException exception) {
    return exception.getClass().getSimpleName() + ": " + exception.getMessage();
  }

  /** The text without what each call has of its own, and without the tenant's name. */
  static String plain(String text, String tenant) {
    return OWN.matcher(text.replace(tenant, "TENANT")).replaceAll("#");
  }
}
