// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.reliability;

import com.zaxxer.hikari.HikariDataSource;
import io.millrace.engine.CompleteStep;
import io.millrace.engine.Millrace;
import io.millrace.engine.Operations;
import io.millrace.engine.Receipt;
import io.millrace.model.Caller;
import io.millrace.model.Demand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A JVM with a Millrace on a shared PostgreSQL. It takes orders line by line and answers each with
 * a line; it ends when its input does, so that it never outlives the program that started it.
 */
final class Node {
  private static final int THREADS = 8;
  private static final int CONNECTIONS = 16;

  private final Operations desk;

  private Node(Operations desk) {
    this.desk = desk;
  }

  /** Takes the address of the database, the number of this JVM, and the handler budget in ms. */
  public static void main(String[] args) throws IOException {
    int number = Integer.parseInt(args[1]);
    long budgetMillis = Long.parseLong(args[2]);
    try (HikariDataSource pool =
            PostgresServer.pool(args[0], "node-" + number, CONNECTIONS, Duration.ofSeconds(10));
        Records records = Records.of(args[0], number);
        Millrace millrace = Models.builder(records, budgetMillis).dataSource(pool).build()) {
      Node node = new Node(millrace.as(Caller.actor("driver")));
      say("READY");
      node.serve();
    }
  }

  private void serve() throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String line;
    while ((line = in.readLine()) != null && !line.equals("quit")) {
      String[] order = line.split(" ");
      threads.execute(() -> say(order[0] + " " + answer(order)));
    }
    threads.shutdown();
  }

  private String answer(String[] order) {
    try {
      Receipt receipt =
          order[1].equals("submit")
              ? desk.intake().submit(demand(order[2], order[3]))
              : desk.work().complete(CompleteStep.of(order[2], order[3]).commandId(order[4]));
      return (receipt.repeated() ? "repeated " : "done ") + receipt.item().sequence();
    } catch (RuntimeException | Error e) { // an answer in any case: somebody waits for it
      String text = e.getClass().getSimpleName() + ": " + e.getMessage();
      return "failed " + text.replace('\n', ' ');
    }
  }

  static Demand demand(String id, String stream) {
    return Demand.builder(id).title("A workplace for " + id).stream(stream).build();
  }

  private static synchronized void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
