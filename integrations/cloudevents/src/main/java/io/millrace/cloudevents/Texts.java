// SPDX-License-Identifier: Apache-2.0
package io.millrace.cloudevents;

import java.nio.charset.StandardCharsets;

/** Any text in the forms that the specification allows. */
final class Texts {
  private static final int REPLACEMENT = 0xFFFD;
  private static final String UNRESERVED = "-._~";

  private Texts() {}

  /** With U+FFFD for what the value of an attribute must not have. */
  static String attribute(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> isControl(point) || isNoCharacter(point) ? REPLACEMENT : point)
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  /** With U+FFFD for halves of surrogate pairs, which UTF-8 cannot express. */
  static String wellFormed(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> isSurrogate(point) ? REPLACEMENT : point)
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  /** As RFC 3986 percent-encodes what is not unreserved. */
  static String percent(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (byte octet : wellFormed(text).getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xFF);
      if (c >= 'a' && c <= 'z'
          || c >= 'A' && c <= 'Z'
          || c >= '0' && c <= '9'
          || UNRESERVED.indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append("%%%02X".formatted((int) c));
      }
    }
    return out.toString();
  }

  private static boolean isControl(int point) {
    return point <= 0x1F || point >= 0x7F && point <= 0x9F;
  }

  private static boolean isNoCharacter(int point) {
    return isSurrogate(point) || point >= 0xFDD0 && point <= 0xFDEF || (point & 0xFFFE) == 0xFFFE;
  }

  private static boolean isSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
