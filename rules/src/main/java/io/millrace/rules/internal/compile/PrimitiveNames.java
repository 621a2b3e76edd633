// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import com.github.javaparser.ast.type.PrimitiveType.Primitive;
import java.lang.reflect.Field;
import java.util.Locale;

/**
 * JavaParser, with which Drools writes the code of rules, spells 'int' by the rules of the
 * machine's language: in Turkish without a dot, which is no Java. It keeps the names, so they are
 * put right once.
 */
final class PrimitiveNames {
  static {
    for (Primitive primitive : Primitive.values()) {
      String name = primitive.name().toLowerCase(Locale.ROOT);
      if (!name.equals(primitive.asString())) {
        putRight(primitive, name);
      }
    }
  }

  private PrimitiveNames() {}

  /** Puts them right, if nobody did yet. */
  static void mend() {}

  private static void putRight(Primitive primitive, String name) {
    try {
      Field field = Primitive.class.getDeclaredField("codeRepresentation");
      field.setAccessible(true);
      field.set(primitive, name);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // another JavaParser: the compiler will tell that it knows no such type
    }
  }
}
