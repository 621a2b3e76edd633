// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples;

import io.millrace.bpmn.CheckReport;
import io.millrace.bpmn.StreamModel;
import io.millrace.engine.CompleteStep;
import io.millrace.engine.Millrace;
import io.millrace.engine.Operations;
import io.millrace.engine.StreamVersion;
import io.millrace.engine.WorkItem;
import io.millrace.model.Caller;
import io.millrace.model.Demand;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;

/**
 * A value stream of one's own: {@code own-stream/hand-over-a-car.bpmn}, drawn in a BPMN editor, is
 * checked, installed, and run to its end.
 */
public final class OwnStream {
  private static final String FILE = "hand-over-a-car.bpmn";

  /** The car is dirty at first. */
  public static void main(String[] arguments) throws IOException {
    try (Millrace millrace = Millrace.builder().build();
        InputStream in = OwnStream.class.getResourceAsStream("/own-stream/" + FILE)) {
      Operations branch = millrace.as(new Caller("axle", "ann"));
      byte[] model = in.readAllBytes();

      CheckReport report = branch.streams().check(FILE, model);
      report.problems().forEach(System.out::println);
      System.out.println(FILE + (report.isClean() ? " is clean" : " has problems"));

      StreamVersion version = branch.streams().add(new StreamModel(FILE, model));
      System.out.println("Installed: " + version.label());

      Demand demand =
          Demand.builder("CAR-1").title("A car for Mrs Hill").stream("hand-over-a-car").build();
      WorkItem item = branch.intake().submit(demand).item();
      Iterator<String> inspections = List.of("dirty", "clean").iterator();
      while (!item.openSteps().isEmpty()) {
        String step = item.openSteps().get(0).step();
        CompleteStep done = CompleteStep.of("CAR-1", step);
        String result = step.equals("inspect") ? inspections.next() : "";
        item = branch.work().complete(result.isEmpty() ? done : done.result(result)).item();
        System.out.println(step + " " + result);
      }
      System.out.println("CAR-1 is " + item.state() + ", " + item.outcome());
    }
  }

  private OwnStream() {}
}
