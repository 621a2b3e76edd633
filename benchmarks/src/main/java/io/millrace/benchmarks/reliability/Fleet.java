// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.reliability;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Several nodes on one database, and a client that asks any of them. Thread-safe. */
final class Fleet implements AutoCloseable {
  private static final long ANSWER_SECONDS = 90;

  private final String url;
  private final long budgetMillis;
  private final Path folder;
  private final Random random;
  private final List<NodeProcess> nodes = new ArrayList<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong repeated = new AtomicLong();
  private final List<String> failures = new ArrayList<>();

  Fleet(String url, long budgetMillis, Path folder, long seed) {
    this.url = url;
    this.budgetMillis = budgetMillis;
    this.folder = folder;
    this.random = new Random(seed);
  }

  /** Starts one more node; it is not ready yet. */
  NodeProcess start() {
    NodeProcess node = NodeProcess.start(numbers.incrementAndGet(), url, budgetMillis, folder);
    synchronized (nodes) {
      nodes.add(node);
    }
    return node;
  }

  /** The nodes that take orders now. */
  List<NodeProcess> ready() {
    synchronized (nodes) {
      return nodes.stream().filter(NodeProcess::isReady).toList();
    }
  }

  /** Every node there has ever been. */
  List<NodeProcess> all() {
    synchronized (nodes) {
      return List.copyOf(nodes);
    }
  }

  /**
   * Has an order done by some node; asks again, with the same ids, when the answer does not come.
   * Gives the answer.
   */
  String ask(String order) throws InterruptedException {
    while (true) {
      List<NodeProcess> ready = ready();
      if (ready.isEmpty()) {
        Thread.sleep(100);
        continue;
      }
      NodeProcess node;
      synchronized (random) {
        node = ready.get(random.nextInt(ready.size()));
      }
      String answer = await(node.order(order));
      if (answer.startsWith("failed")) {
        synchronized (failures) {
          failures.add(order + ": " + answer);
        }
        Thread.sleep(200);
      } else if (answer.equals("gone")) {
        lost.incrementAndGet();
      } else {
        if (answer.startsWith("repeated")) {
          repeated.incrementAndGet();
        }
        return answer;
      }
    }
  }

  private static String await(CompletableFuture<String> answer) throws InterruptedException {
    try {
      return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (TimeoutException e) {
      return "failed: no answer within " + ANSWER_SECONDS + " s";
    }
  }

  /** Orders that a node took with it when it died. */
  long lost() {
    return lost.get();
  }

  /** Orders that turned out to have been done before. */
  long repeated() {
    return repeated.get();
  }

  /** Orders that were answered with an exception. */
  List<String> failures() {
    synchronized (failures) {
      return List.copyOf(failures);
    }
  }

  /** What nodes have logged: warnings and errors, each with the exceptions that caused it. */
  List<String> logged() {
    List<String> logged = new ArrayList<>();
    for (NodeProcess node : all()) {
      for (String line : node.log()) {
        if (line.contains(" WARN ") || line.contains(" ERROR ")) {
          logged.add(line);
        } else if (!logged.isEmpty() && !line.startsWith("\t")) {
          logged.add(logged.remove(logged.size() - 1) + " / " + line);
        }
      }
    }
    return logged;
  }

  @Override
  public void close() {
    all().forEach(NodeProcess::close);
  }
}
