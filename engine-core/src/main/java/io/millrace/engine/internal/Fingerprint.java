// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.internal.store.Json;
import io.millrace.model.Facts;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two requests say the same, whatever the order of their facts. It is taken of JSON,
 * which quotes what it holds: texts that look like other fields do not pass for them. What is not
 * said is left out, so that a later release can give requests more to say, and still know those
 * that an earlier one recorded.
 */
final class Fingerprint {
  private static final ClassValue<Method[]> FIELDS =
      new ClassValue<>() {
        @Override
        protected Method[] computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getAccessor)
              .sorted(Comparator.comparing(Method::getName))
              .toArray(Method[]::new);
        }
      };

  private Fingerprint() {}

  static String of(Record request) {
    return sha256(Json.write(fields(request)));
  }

  private static Map<String, Object> fields(Record value) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("", value.getClass().getSimpleName());
    for (Method field : FIELDS.get(value.getClass())) {
      Object content = plain(read(field, value));
      if (content != null) {
        fields.put(field.getName(), content);
      }
    }
    return fields;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Facts facts) {
      return sorted(facts.values());
    }
    return value instanceof Record nested ? fields(nested) : value;
  }

  private static Map<String, Object> sorted(Map<String, Object> values) {
    return new TreeMap<>(values);
  }

  private static @Nullable Object read(Method field, Record value) {
    try {
      return field.invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A public record cannot be read.", e);
    }
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
