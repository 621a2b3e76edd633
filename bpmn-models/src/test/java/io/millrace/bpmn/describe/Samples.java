// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import io.millrace.bpmn.Control;
import io.millrace.bpmn.Duties;
import io.millrace.bpmn.Elaboration;
import io.millrace.bpmn.Milestone;
import io.millrace.bpmn.Passage;
import io.millrace.bpmn.Practice;
import io.millrace.bpmn.PracticeContribution;
import io.millrace.bpmn.Raci;
import io.millrace.bpmn.Reminder;
import io.millrace.bpmn.Start;
import io.millrace.bpmn.Step;
import io.millrace.bpmn.StepKind;
import io.millrace.bpmn.StreamCall;
import io.millrace.bpmn.StreamDescription;
import io.millrace.bpmn.StreamModel;
import io.millrace.bpmn.ValueChainActivity;
import io.millrace.bpmn.ValueStream;
import io.millrace.model.DecisionPoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Value streams that were not read from a model, so that they may hold everything. */
final class Samples {
  private Samples() {}

  /** A stream that draws each thing that BPMN has, with steps of all kinds. */
  static ValueStream gallery() {
    List<Step> steps =
        List.of(
            step("receive", "Receive the bike from its owner", 1, StepKind.HUMAN, "owner", true),
            step("order", "Order the spare parts", 2, StepKind.AUTOMATED, null, false),
            step("repair", "Repair the bike on the bench", 3, StepKind.SUBPROCESS, null, true),
            step("bill", "Charge the owner", 4, StepKind.CALL, "owner", false));
    return stream("repair-bike", "Repair a bike", steps, new StreamModel("gallery.bpmn", file()));
  }

  /** A stream with a model in the form of XML. */
  static ValueStream of(String xml, Step... steps) {
    byte[] content = xml.getBytes(StandardCharsets.UTF_8);
    return stream("made", "Made for a test", List.of(steps), new StreamModel("made.bpmn", content));
  }

  /** A stream like {@link #of} that closes the work item at an event. */
  static ValueStream closing(String event, String xml, Step... steps) {
    ValueStream open = of(xml, steps);
    return new ValueStream(
        open.key(),
        open.name(),
        open.description(),
        open.steps(),
        Map.of(),
        Map.of(event, new Passage(Milestone.CLOSED, "done", null)),
        Map.of(),
        open.starts(),
        open.model());
  }

  private static ValueStream stream(String key, String name, List<Step> steps, StreamModel model) {
    return new ValueStream(
        key,
        name,
        new StreamDescription(
            "workshop manager",
            "Repairs what owners bring",
            "A bike is broken",
            List.of("owner brings a bike"),
            List.of("bike works"),
            "owners ride again",
            Duration.ofDays(2),
            raci("workshop manager")),
        steps,
        Map.of("rank", new DecisionPoint("priority")),
        Map.of(),
        Map.of("receiveLate", new Reminder("receive", "an owner waits at the desk")),
        List.of(new Start("asked", "Bike is broken", null)),
        model);
  }

  /** A step with some of everything. */
  static Step step(
      String id,
      String name,
      int number,
      StepKind kind,
      @Nullable String touchpoint,
      @Nullable Boolean adds) {
    boolean bench = kind == StepKind.SUBPROCESS;
    return new Step(
        id,
        name,
        number,
        ValueChainActivity.DELIVER_AND_SUPPORT,
        List.of("broken bike"),
        List.of(),
        List.of("owner knows what comes"),
        kind == StepKind.CALL ? null : Duration.ofMinutes(30L * number),
        List.of(new PracticeContribution(Practice.DSK, "listen")),
        raci(bench ? "mechanic" : "front desk"),
        bench ? "bench" : "desk",
        null,
        List.of("done"),
        bench ? Control.PASSES : null,
        kind,
        kind == StepKind.AUTOMATED ? "order-parts" : null,
        kind == StepKind.CALL ? new StreamCall("fulfil-request", Milestone.RESOLVED) : null,
        new Duties(bench ? List.of(Duties.REQUESTER, "receive", "repair") : List.of(), null),
        new Elaboration(List.of("look", "ask"), List.of("two benches"), adds, touchpoint));
  }

  private static Raci raci(String responsible) {
    return new Raci(List.of("workshop manager"), List.of(responsible), List.of(), List.of());
  }

  private static byte[] file() {
    try (InputStream in = Samples.class.getResourceAsStream("/describe/gallery.bpmn")) {
      return Objects.requireNonNull(in).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
