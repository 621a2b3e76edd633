// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Packs attributes; their names, which repeat in every row, are stored as numbers. Only the first
 * names get a number, so that a log with ever new names does not fill the memory. Packing is for
 * one thread; afterwards any number of threads may unpack.
 */
final class Attributes {
  private static final int MAX_NUMBERED = 4_096;
  private static final int SPELLED_OUT = 0xFFFF;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  byte[] pack(Map<String, String> attributes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(32 * (attributes.size() + 1));
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeShort(attributes.size());
      for (Map.Entry<String, String> attribute : attributes.entrySet()) {
        int number = numberOf(attribute.getKey());
        out.writeShort(number);
        if (number == SPELLED_OUT) {
          Codec.writeText(out, attribute.getKey());
        }
        Codec.writeText(out, attribute.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  Map<String, String> unpack(byte[] packed) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(packed));
    int size = in.readUnsignedShort();
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      int number = in.readUnsignedShort();
      String name = number == SPELLED_OUT ? Codec.readText(in) : names.get(number);
      attributes.put(name, Codec.readText(in));
    }
    return attributes;
  }

  private int numberOf(String name) {
    Integer known = numbers.get(name);
    if (known != null) {
      return known;
    }
    if (names.size() >= MAX_NUMBERED) {
      return SPELLED_OUT;
    }
    names.add(name);
    numbers.put(name, names.size() - 1);
    return names.size() - 1;
  }
}
