// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.reliability;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** A {@link Node} as the program that started it sees it. Thread-safe. */
final class NodeProcess implements AutoCloseable {
  private static final long READY_SECONDS = 120;
  private static final long END_SECONDS = 90;

  private final int number;
  private final Process process;
  private final Writer orders;
  private final Path log;
  private final AtomicLong ids = new AtomicLong();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final Map<String, CompletableFuture<String>> open = new ConcurrentHashMap<>();
  private volatile boolean gone;
  private volatile boolean ended;

  private NodeProcess(int number, Process process, Path log) {
    this.number = number;
    this.process = process;
    this.log = log;
    this.orders =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    Thread reader = new Thread(this::read, "node-" + number);
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts one; it is not ready yet. */
  static NodeProcess start(int number, String url, long budgetMillis, Path folder) {
    Path log = folder.resolve("node-" + number + ".log");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx384m",
            "-XX:TieredStopAtLevel=1", // it lives for seconds: a quick start counts for more
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            System.getProperty("java.class.path"),
            Node.class.getName(),
            url,
            Integer.toString(number),
            Long.toString(budgetMillis));
    try {
      Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
      return new NodeProcess(number, process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int number() {
    return number;
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line;
      while ((line = in.readLine()) != null) {
        heard(line);
      }
    } catch (IOException e) {
      // it was killed
    }
    gone = true;
    ready.completeExceptionally(new IllegalStateException("Node " + number + " is gone."));
    open.values().forEach(answer -> answer.complete("gone"));
  }

  private void heard(String line) {
    if (line.equals("READY")) {
      ready.complete(null);
      return;
    }
    int blank = line.indexOf(' ');
    CompletableFuture<String> answer = blank < 0 ? null : open.remove(line.substring(0, blank));
    if (answer != null) {
      answer.complete(line.substring(blank + 1));
    }
  }

  /** Waits until it takes orders. */
  void awaitReady() {
    try {
      ready.get(READY_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Expected node " + number + " to start, but: " + log(), e);
    }
  }

  boolean isReady() {
    return ready.isDone() && !ready.isCompletedExceptionally() && !gone;
  }

  /** Sends an order; the answer is {@code gone} if the node dies before it answers. */
  CompletableFuture<String> order(String order) {
    String id = Long.toString(ids.incrementAndGet());
    CompletableFuture<String> answer = new CompletableFuture<>();
    open.put(id, answer);
    try {
      synchronized (orders) {
        orders.write(id + " " + order + "\n");
        orders.flush();
      }
    } catch (IOException e) {
      answer.complete("gone");
    }
    if (gone) {
      answer.complete("gone");
    }
    return answer;
  }

  /** SIGKILL: it gets no chance to do anything. */
  void kill() {
    ended = true;
    process.destroyForcibly().onExit().join();
  }

  /** Whether it ended though nobody had asked for it. */
  boolean hasFailed() {
    return gone && !ended;
  }

  /** What it has logged so far: warnings and errors. */
  List<String> log() {
    try {
      return Files.readAllLines(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets it close its Millrace and end; says whether it did. */
  boolean quit() {
    ended = true;
    try {
      synchronized (orders) {
        orders.write("quit\n");
        orders.flush();
      }
      return process.waitFor(END_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    kill();
  }
}
