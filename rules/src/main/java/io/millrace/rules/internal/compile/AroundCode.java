// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Checks a method that the generator writes around rules: declarations of the model, the parts of
 * an enumeration, bridges. The list is that of what Drools 10 writes; a newer one may need more.
 */
final class AroundCode extends CheckedCode {
  private static final Map<String, Set<String>> CALLS =
      Map.ofEntries(
          Map.entry("java/lang/Boolean", Set.of("booleanValue", "valueOf")),
          Map.entry("java/lang/Double", Set.of("valueOf")),
          Map.entry("java/lang/Enum", Set.of("<init>", "valueOf")),
          Map.entry("java/lang/Integer", Set.of("valueOf")),
          Map.entry("java/lang/Long", Set.of("valueOf")),
          Map.entry("java/lang/Object", Set.of("<init>")),
          Map.entry("java/lang/RuntimeException", Set.of("<init>")),
          Map.entry("java/lang/String", Set.of("equals", "hashCode")),
          Map.entry(
              "java/time/format/DateTimeFormatterBuilder",
              Set.of("<init>", "appendPattern", "parseCaseInsensitive", "toFormatter")),
          Map.entry("java/util/ArrayList", Set.of("<init>")),
          Map.entry("java/util/Arrays", Set.of("asList")),
          Map.entry("java/util/Collections", Set.of("emptyList")),
          Map.entry("java/util/List", Set.of("add")),
          Map.entry("org/drools/model/PatternDSL$PatternDef", Set.of("bind", "expr")),
          Map.entry(
              "org/drools/model/functions/PredicateInformation", Set.of("<init>", "addRuleNames")),
          Map.entry("org/drools/model/impl/RuleBuilder", Set.of("attribute", "build")),
          Map.entry(
              "org/drools/modelcompiler/dsl/pattern/D",
              Set.of(
                  "and",
                  "declarationOf",
                  "execute",
                  "globalOf",
                  "on",
                  "or",
                  "pattern",
                  "reactOn",
                  "rule")),
          Map.entry("org/drools/util/DateUtils", Set.of("getDateFormatMask")));

  private static final String CONSEQUENCES = "org/drools/model/consequences/ConsequenceBuilder$_";
  private static final Set<String> FIELDS =
      Set.of(
          "java/util/Locale.ENGLISH",
          "org/drools/model/Rule$Attribute.NO_LOOP",
          "org/drools/model/Rule$Attribute.SALIENCE");

  private final Set<String> generated;
  private final String own;
  private final String method;

  /**
   * @param generated the internal names of all generated classes
   * @param own the internal name of the method's class
   */
  AroundCode(Set<String> offences, Set<String> generated, String own, String method) {
    super(offences);
    this.generated = generated;
    this.own = own;
    this.method = method;
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    boolean copiesConstants =
        method.equals("values") && owner.equals("java/lang/System") && name.equals("arraycopy");
    boolean allowed =
        generated.contains(owner)
            || copiesConstants
            || owner.startsWith(CONSEQUENCES) && name.equals("execute")
            || CALLS.getOrDefault(owner, Set.of()).contains(name);
    if (!allowed) {
      offend("calls " + plain(owner) + "." + name);
    }
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    boolean writes = opcode == Opcodes.PUTSTATIC || opcode == Opcodes.PUTFIELD;
    boolean initialises = method.equals("<clinit>") || method.equals("<init>");
    boolean allowed =
        writes
            ? owner.equals(own) && initialises
            : generated.contains(owner) || FIELDS.contains(owner + "." + name);
    if (!allowed) {
      offend("uses the field " + plain(owner) + "." + name);
    }
  }

  @Override
  public void visitLdcInsn(Object value) {
    boolean isKnownClass =
        value instanceof Type type
            && type.getSort() == Type.OBJECT
            && (generated.contains(type.getInternalName())
                || AllowList.isKnown(type.getInternalName()));
    if (!(value instanceof String || value instanceof Number || isKnownClass)) {
      offend("names " + value);
    }
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    boolean allowed =
        switch (opcode) {
          case Opcodes.NEW ->
              generated.contains(type) || CALLS.getOrDefault(type, Set.of()).contains("<init>");
          case Opcodes.ANEWARRAY ->
              generated.contains(type)
                  || type.startsWith("org/drools/model/")
                  || type.equals("java/lang/String");
          case Opcodes.CHECKCAST ->
              generated.contains(type)
                  || type.startsWith("org/drools/model/")
                  || AllowList.isKnown(type);
          default -> false;
        };
    if (!allowed) {
      offend("creates or tests " + plain(type));
    }
  }
}
