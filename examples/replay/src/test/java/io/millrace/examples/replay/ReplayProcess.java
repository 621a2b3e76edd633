// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The command line in a JVM of its own, to be watched, stopped and killed. */
final class ReplayProcess implements AutoCloseable {
  private static final long READER_SECONDS = 60;

  private final Process process;
  private final Queue<String> out = new ConcurrentLinkedQueue<>();
  private final Queue<String> err = new ConcurrentLinkedQueue<>();
  private final CountDownLatch replaying = new CountDownLatch(1);
  private final List<Thread> readers;

  private ReplayProcess(Process process) {
    this.process = process;
    this.readers =
        List.of(
            reader(process.getInputStream(), out::add),
            reader(
                process.getErrorStream(),
                line -> {
                  err.add(line);
                  if (line.contains("Replaying") || line.contains("Continuing")) {
                    replaying.countDown();
                  }
                }));
    process.onExit().thenRun(replaying::countDown);
  }

  static ReplayProcess start(List<String> jvmOptions, Object... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
    command.add(ReplayCommand.class.getName());
    Arrays.stream(arguments).map(Object::toString).forEach(command::add);
    return new ReplayProcess(new ProcessBuilder(command).start());
  }

  /** Runs it to its end. */
  static Ending run(List<String> jvmOptions, Duration patience, Object... arguments)
      throws IOException, InterruptedException {
    try (ReplayProcess process = start(jvmOptions, arguments)) {
      return process.await(patience);
    }
  }

  private static Thread reader(InputStream stream, Consumer<String> lines) {
    Thread thread =
        new Thread(
            () -> {
              try (BufferedReader in =
                  new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                in.lines().forEach(lines);
              } catch (IOException | UncheckedIOException e) {
                lines.accept("BROKEN " + e);
              }
            },
            "replay-output");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Waits until it says that it replays, or has ended. */
  void awaitReplaying(Duration patience) throws InterruptedException {
    if (!replaying.await(patience.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("Did not begin to replay within " + patience + ": " + err);
    }
  }

  /** Waits for its end, at most so long. */
  boolean endsWithin(Duration patience) throws InterruptedException {
    return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  Ending await(Duration patience) throws InterruptedException {
    if (!endsWithin(patience)) {
      throw new AssertionError("Did not end within " + patience + ": " + out + err);
    }
    for (Thread reader : readers) {
      reader.join(TimeUnit.SECONDS.toMillis(READER_SECONDS));
    }
    return new Ending(process.exitValue(), String.join("\n", out), String.join("\n", err));
  }

  /** Asks it to end, as Ctrl-C or a service manager does. */
  void terminate() {
    process.toHandle().destroy(); // Process.destroy() would close its output under the readers
  }

  /** Ends it without giving it a chance to do anything. */
  void kill() {
    process.toHandle().destroyForcibly();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
