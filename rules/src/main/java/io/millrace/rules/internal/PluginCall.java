// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.rules.change.NoAnswerException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls a plugin's pure function: whatever it does, the decision goes on. */
final class PluginCall {
  private static final int LONGEST = 200;

  private PluginCall() {}

  /**
   * What came of a call.
   *
   * @param value the value; null if there is none
   * @param trouble why there is none, such as "failed: ..."; empty if there is one
   */
  record Outcome<T>(@Nullable T value, String trouble) {}

  /** Thrown by whoever looks at an answer that makes no sense. */
  static final class Nonsense extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Nonsense(String what) {
      super(what, null, false, false);
    }
  }

  /**
   * Calls it. Only a virtual machine that is at its end is not held off.
   *
   * @param call calls the plugin, and looks at the answer
   */
  static <T> Outcome<T> of(Supplier<T> call) {
    try {
      return new Outcome<>(call.get(), "");
    } catch (Nonsense e) {
      return new Outcome<>(null, String.valueOf(e.getMessage()));
    } catch (NoAnswerException e) {
      return new Outcome<>(
          null, "gave no answer: " + OneLine.of(String.valueOf(e.getMessage()), LONGEST));
    } catch (StackOverflowError e) {
      return new Outcome<>(null, "failed: " + e);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      return new Outcome<>(null, "failed: " + OneLine.of(text(e), LONGEST));
    }
  }

  /** What an exception says of itself, which is the plugin's code too. */
  private static String text(Throwable e) {
    try {
      return String.valueOf(e);
    } catch (Throwable again) { // one that cannot say what it is
      return e.getClass().getName();
    }
  }
}
