// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.Caller;
import io.millrace.model.Demand;
import io.millrace.plugin.Contributions;
import io.millrace.plugin.Plugin;
import io.millrace.plugin.port.StepHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A node in a JVM of its own that does what it is told line by line: the release before, once there
 * is one. It uses what every release has, and nothing of the other tests but the stream.
 */
final class PreviousRelease {
  private PreviousRelease() {}

  /** Says who it was that did a step. */
  private record Booking() implements StepHandler {
    @Override
    public String name() {
      return "booking";
    }

    @Override
    public Completion handle(Task task) {
      System.out.println("HANDLED " + task.item());
      return Completion.result("booked");
    }
  }

  private record Told() implements Plugin {
    @Override
    public String id() {
      return "told";
    }

    @Override
    public void contribute(Contributions to) {
      to.stepHandler(new Booking());
      to.eventSink(
          "upgrade", event -> System.out.println("EVENT " + event.item() + " " + event.sequence()));
    }
  }

  /**
   * @param arguments the JDBC address of the database, and its user
   */
  public static void main(String[] arguments) throws IOException {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(arguments[0]);
    database.setUser(arguments[1]);
    try (Millrace millrace =
            Millrace.builder()
                .dataSource(database)
                .valueStream(TestStreams.hire())
                .plugin(new Told())
                .build();
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      Operations desk = millrace.as(new Caller("t", "previous"));
      System.out.println("READY");
      String line;
      while ((line = in.readLine()) != null) {
        obey(desk, line.split(" "));
      }
    }
  }

  private static void obey(Operations desk, String[] words) {
    switch (words[0]) {
      case "submit" ->
          desk.intake().submit(Demand.builder(words[1]).title("A bike").stream("hire").build());
      case "complete" ->
          desk.work().complete(CompleteStep.of(words[1], words[2]).commandId("c-" + words[1]));
      default -> throw new IllegalArgumentException(words[0]);
    }
    System.out.println("DONE " + String.join(" ", words));
  }
}
