// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What no generated method may do, whatever it is for. */
abstract class CheckedCode extends MethodVisitor {
  private static final String CONCAT = "java/lang/invoke/StringConcatFactory";
  private static final int LONGEST_RECIPE = 8 << 10;

  private final Set<String> offences;
  private final Set<Label> passed = new HashSet<>();

  CheckedCode(Set<String> offences) {
    super(Opcodes.ASM9);
    this.offences = offences;
  }

  final void offend(String does) {
    offences.add(does);
  }

  static String plain(String internalName) {
    return internalName.replace('/', '.');
  }

  @Override
  public final void visitLabel(Label label) {
    passed.add(label);
  }

  @Override
  public final void visitJumpInsn(int opcode, Label label) {
    if (passed.contains(label) || opcode == Opcodes.JSR) {
      offend("loops");
    }
  }

  @Override
  public final void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
    offend("catches exceptions");
  }

  /** Only texts may be put together at run time, from a bounded recipe and bounded constants. */
  @Override
  public final void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    boolean isConcat =
        bootstrap.getOwner().equals(CONCAT)
            && bootstrap.getName().equals("makeConcatWithConstants")
            && Arrays.stream(arguments)
                .allMatch(one -> one instanceof String text && text.length() <= LONGEST_RECIPE);
    if (!isConcat) {
      offend("links to " + plain(bootstrap.getOwner()) + "." + bootstrap.getName());
    }
  }

  @Override
  public final void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    offend("creates an array");
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode == Opcodes.MONITORENTER || opcode == Opcodes.MONITOREXIT) {
      offend("locks");
    }
  }
}
