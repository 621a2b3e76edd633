// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import java.util.Set;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** Checks a method that holds what a rule's author wrote. */
final class RuleCode extends CheckedCode {

  RuleCode(Set<String> offences) {
    super(offences);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    if (opcode == Opcodes.INVOKESPECIAL || !AllowList.mayCall(owner, name, descriptor)) {
      offend("calls " + plain(owner) + "." + name);
    }
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    offend("uses the field " + plain(owner) + "." + name);
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    if (opcode != Opcodes.CHECKCAST || !AllowList.isKnown(type)) {
      offend("creates or tests " + plain(type));
    }
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    if (opcode == Opcodes.NEWARRAY) {
      offend("creates an array");
    }
  }

  @Override
  public void visitIincInsn(int variable, int increment) {
    offend("counts");
  }

  @Override
  public void visitLdcInsn(Object value) {
    if (!(value instanceof String || value instanceof Number)) {
      offend("names " + value);
    }
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label other, Label... labels) {
    offend("switches");
  }

  @Override
  public void visitLookupSwitchInsn(Label other, int[] keys, Label[] labels) {
    offend("switches");
  }

  @Override
  public void visitInsn(int opcode) {
    super.visitInsn(opcode);
    boolean isArray =
        opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD
            || opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE
            || opcode == Opcodes.ARRAYLENGTH;
    if (isArray) {
      offend("uses an array");
    } else if (opcode == Opcodes.ATHROW) {
      offend("throws");
    }
  }
}
