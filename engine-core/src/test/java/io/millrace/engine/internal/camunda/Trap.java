// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;

/**
 * What hostile models try to reach. Whoever loads it, makes one or calls it leaves a mark. Use
 * {@link Mark} to ask: to name this class is to spring it.
 */
public final class Trap implements JavaDelegate, ExecutionListener, TaskListener {
  static {
    spring();
  }

  public Trap() {
    spring();
  }

  /** Leaves the mark. */
  public static void spring() {
    try {
      Files.writeString(Mark.FILE, "sprung");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void execute(DelegateExecution execution) {
    spring();
  }

  @Override
  public void notify(DelegateExecution execution) {
    spring();
  }

  @Override
  public void notify(DelegateTask task) {
    spring();
  }

  /** The marker file. */
  static final class Mark {
    static final Path FILE =
        Path.of("target", "trap-sprung-" + ProcessHandle.current().pid()).toAbsolutePath();

    private Mark() {}

    /** Whether there is a mark; wipes it. */
    static boolean wipe() {
      try {
        return Files.deleteIfExists(FILE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
