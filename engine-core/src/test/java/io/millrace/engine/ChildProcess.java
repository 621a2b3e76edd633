// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.Demand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A JVM of its own that works on an H2 file, to be killed or to be in the way. */
final class ChildProcess implements AutoCloseable {
  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Thread reader;

  private ChildProcess(Process process) {
    this.process = process;
    this.reader = new Thread(this::read, "child-output");
    reader.setDaemon(true);
    reader.start();
  }

  static ChildProcess start(Path file, String mode, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
    command.addAll(List.of(ChildProcess.class.getName(), mode, file.toString()));
    return new ChildProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line;
      while ((line = in.readLine()) != null) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add("BROKEN " + e);
    }
  }

  /** The rest of the next line that begins like this. */
  String awaitLine(String start) throws InterruptedException {
    List<String> others = new ArrayList<>();
    String line;
    while ((line = lines.poll(90, TimeUnit.SECONDS)) != null) {
      if (line.startsWith(start)) {
        return line.substring(start.length());
      }
      others.add(line);
    }
    throw new AssertionError("The child did not say '" + start + "', but: " + others);
  }

  /** Ends it without giving it a chance to do anything. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
    reader.join(30_000);
  }

  /** What it said besides, before it ended. */
  List<String> rest(String start) {
    return lines.stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .toList();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  /** What the child does. */
  public static void main(String[] arguments) {
    TestClock clock = new TestClock();
    clock.set(Instant.parse("2026-04-04T14:30:00Z")); // summer time ends in between at Chatham
    try (Millrace millrace =
        Millrace.builder().h2File(Path.of(arguments[1])).clock(clock).build()) {
      Desk desk = Desk.of(millrace, "t", "ann");
      switch (arguments[0]) {
        case "hold" -> hold();
        case "submit" -> submit(desk);
        default -> round(desk, clock);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void hold() throws IOException {
    System.out.println("READY");
    System.in.read();
  }

  /** Until it is killed. */
  private static void submit(Desk desk) {
    for (int i = 0; i < 1_000_000; i++) {
      desk.submit("D-" + i);
      desk.complete("D-" + i, "register");
      System.out.println("ACK D-" + i);
    }
  }

  private static void round(Desk desk, TestClock clock) {
    desk.submit(Demand.builder("INFO-1").title("DISK FULL"));
    long found = desk.ops.work().search(WorklistQuery.all().text("disk full")).total();
    clock.forward(Duration.ofDays(1));
    desk.complete("INFO-1", "register");
    desk.complete("INFO-1", "investigate", "fixed");
    WorkItem item = desk.item("INFO-1");
    double lead = desk.ops.flow().report(FlowQuery.all()).leadHours().max();
    System.out.printf(
        "ROUND %s %s lead=%s found=%d %s%n",
        item.openedAt(), item.closedAt(), lead, found, item.state());
  }
}
