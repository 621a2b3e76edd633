// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Checks generated classes of a tenant's rules before one of them is defined. It does not trust the
 * check of the sources: every instruction of the code that comes from rules has to be allowed, and
 * what surrounds it has to be what the generator writes. Immutable.
 */
final class BytecodeCheck {
  private static final String HASH = "[0-9A-F]{32}";
  private static final Pattern FROM_RULES =
      Pattern.compile(".+\\.P[0-9A-F]{2}\\.Lambda(Predicate|Extractor|Consequence)" + HASH);
  private static final Pattern AROUND =
      Pattern.compile(
          ".+\\.(Rules" + HASH + "(RuleMethods\\d+)?|DomainClassesMetadata" + HASH + "(\\$\\w+)?)");
  private static final Set<String> RULE_METHODS = Set.of("test", "apply", "execute");
  private static final Set<String> PARENTS = Set.of("java/lang/Object", "java/lang/Enum");

  private final Set<String> generated;

  /**
   * @param classNames the binary names of all generated classes
   */
  BytecodeCheck(Set<String> classNames) {
    generated =
        classNames.stream()
            .map(name -> name.replace('.', '/'))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** What the class does that it may not, as in "calls java.lang.System.exit". */
  List<String> check(String className, byte[] classFile) {
    Set<String> offences = new LinkedHashSet<>();
    boolean isFromRules = FROM_RULES.matcher(className).matches();
    if (!isFromRules && !AROUND.matcher(className).matches()) {
      offences.add("has the class " + className);
    }
    new ClassReader(classFile)
        .accept(new Visitor(className, isFromRules, offences), ClassReader.SKIP_DEBUG);
    return List.copyOf(offences);
  }

  private final class Visitor extends ClassVisitor {
    private final String internalName;
    private final boolean isFromRules;
    private final Set<String> offences;

    Visitor(String className, boolean isFromRules, Set<String> offences) {
      super(Opcodes.ASM9);
      this.internalName = className.replace('.', '/');
      this.isFromRules = isFromRules;
      this.offences = offences;
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      if (!name.equals(internalName)) {
        offences.add("names itself " + name.replace('/', '.'));
      }
      if (superName == null || !PARENTS.contains(superName)) {
        offences.add("extends " + superName);
      }
      for (String one : interfaces == null ? new String[0] : interfaces) {
        if (!one.startsWith("org/drools/model/")) {
          offences.add("implements " + one.replace('/', '.'));
        }
      }
    }

    @Override
    public @Nullable FieldVisitor visitField(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        @Nullable Object value) {
      boolean isKnown =
          !isFromRules || Set.of("INSTANCE", "EXPRESSION_HASH", "ENUM$VALUES").contains(name);
      if (!isKnown) {
        offences.add("has the field " + name);
      }
      return null;
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      if ((access & (Opcodes.ACC_NATIVE | Opcodes.ACC_SYNCHRONIZED)) != 0) {
        offences.add("has the native or synchronized method " + name);
      }
      boolean isBridge = (access & Opcodes.ACC_BRIDGE) != 0;
      if (isFromRules && !isBridge && RULE_METHODS.contains(name)) {
        return new RuleCode(offences);
      }
      return new AroundCode(offences, generated, internalName, name);
    }
  }
}
