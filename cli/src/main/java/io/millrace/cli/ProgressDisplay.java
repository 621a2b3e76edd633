// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import io.millrace.logs.Progress;
import java.io.PrintWriter;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far the work is, with rate and time left. Not thread-safe. */
final class ProgressDisplay implements AutoCloseable {
  private static final int INTERVAL_MILLIS = 250;
  private static final int LINE_INTERVAL_MILLIS = 5_000;
  private static final int WIDTH = 100;

  private final PrintWriter err;
  private final boolean quiet;
  private @Nullable ProgressBar bar;

  ProgressDisplay(PrintWriter err, boolean quiet) {
    this.err = err;
    this.quiet = quiet;
  }

  /** Takes the state of a log's preparation. */
  void preparing(Progress progress) {
    switch (progress.phase()) {
      case READING -> {
        if (bar == null) {
          begin("Reading", kibibytes(progress.total()), " KiB");
        }
        step(kibibytes(progress.done()));
      }
      case SORTING -> {}
      case DONE -> close();
    }
  }

  private static long kibibytes(long bytes) {
    return (bytes + 1_023) >> 10;
  }

  /** Begins a bar. */
  void begin(String task, long total, String unit) {
    close();
    if (quiet) {
      return;
    }
    boolean terminal = System.console() != null;
    ProgressBarBuilder builder =
        ProgressBar.builder()
            .setTaskName(task)
            .setInitialMax(total)
            .setStyle(ProgressBarStyle.ASCII)
            .setUnit(unit, 1)
            .showSpeed()
            .setMaxRenderedLength(WIDTH)
            .setUpdateIntervalMillis(terminal ? INTERVAL_MILLIS : LINE_INTERVAL_MILLIS);
    if (!terminal) { // no cursor to move in a file: whole lines, and few of them
      builder.setConsumer(new DelegatingProgressBarConsumer(err::println, WIDTH));
    }
    bar = builder.build();
  }

  /** How much is done. */
  void step(long done) {
    ProgressBar current = bar;
    if (current != null) {
      current.stepTo(done);
    }
  }

  @Override
  public void close() {
    ProgressBar current = bar;
    if (current != null) {
      current.close();
      bar = null;
    }
  }
}
