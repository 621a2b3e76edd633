// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How records lie in the work folder; the files live no longer than their {@link SortedLog}. */
interface Codec<T> {
  void write(T value, DataOutputStream out) throws IOException;

  T read(DataInputStream in) throws IOException;

  /** About how many bytes of memory a value takes. */
  int weight(T value);

  static void writeText(DataOutputStream out, @Nullable String value) throws IOException {
    if (value == null) {
      out.writeInt(-1);
      return;
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static @Nullable String readNullableText(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  static String readText(DataInputStream in) throws IOException {
    return present(readNullableText(in));
  }

  static void writeInstant(DataOutputStream out, @Nullable Instant value) throws IOException {
    out.writeInt(value == null ? -1 : value.getNano());
    if (value != null) {
      out.writeLong(value.getEpochSecond());
    }
  }

  static @Nullable Instant readNullableInstant(DataInputStream in) throws IOException {
    int nanos = in.readInt();
    return nanos < 0 ? null : Instant.ofEpochSecond(in.readLong(), nanos);
  }

  static Instant readInstant(DataInputStream in) throws IOException {
    return present(readNullableInstant(in));
  }

  private static <V> V present(@Nullable V value) throws IOException {
    if (value == null) {
      throw new IOException("a file in the work folder was changed");
    }
    return value;
  }
}
