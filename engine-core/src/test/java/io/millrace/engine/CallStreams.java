// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.bpmn.ValueStream;
import java.util.List;
import java.util.stream.Stream;

/** Streams that call others. */
final class CallStreams {
  private static final String RESULTS = "results=mended,broken,cancelled,done,instant";

  private CallStreams() {}

  static List<ValueStream> all() {
    return Stream.of(
            fix(),
            repair("repair", "fix", "closed"),
            repair("repair-early", "fix", "resolved"),
            repair("hurry", "quick", "closed"),
            repair("mute", "silent", "closed"),
            repair("by-machine", "machine", "closed"),
            repair("deep", "repair", "closed"),
            again(),
            byVariable(),
            parallel(),
            TestModel.of("quick").start().end("done", "outcome=instant"),
            TestModel.of("silent").start().end("done"),
            TestModel.of("machine").start().handler("work", "mender").end("done", "outcome=mended"),
            TestModel.of("slow")
                .start()
                .step("work")
                .end("done")
                .timer("late", "work", "PT1H", true, "is late")
                .end("tooLate"),
            TestModel.of("ping").start().step("begin").call("on", "pong").end("done"),
            TestModel.of("pong").start().call("back", "pang").end("done"),
            TestModel.of("pang").start().call("on", "pong").end("done"))
        .map(TestModel::build)
        .toList();
  }

  /** Has a bike mended: resolved when it is, closed when that was checked. */
  private static TestModel fix() {
    return TestModel.of("fix")
        .start("called")
        .step("work", "results=mended,broken")
        .choice("came")
        .when("${work_result == 'mended'}")
        .event("isMended", "outcome=mended", "milestone=resolved")
        .step("check")
        .event("isClosed", "milestone=closed")
        .step("praise")
        .end("done")
        .from("came")
        .otherwise()
        .end("isBroken", "outcome=broken")
        .start()
        .step("plan")
        .to("work");
  }

  /** Looks, calls, and then goes on with a step that tells what it heard. */
  private static TestModel repair(String key, String called, String until) {
    return TestModel.of(key)
        .start()
        .step("look")
        .call("mend", called, RESULTS, "until=" + until, "stepNumber=2")
        .choice("how")
        .when("${mend_result == 'mended'}")
        .step("thank", "stepNumber=3")
        .end("done")
        .from("how")
        .when("${mend_result == 'cancelled'}")
        .step("wonder", "stepNumber=3")
        .end("wondered")
        .from("how")
        .when("${mend_result == 'instant'}")
        .step("marvel", "stepNumber=3")
        .end("marvelled")
        .from("how")
        .otherwise()
        .step("complain", "stepNumber=3")
        .end("complained");
  }

  private static TestModel again() {
    return TestModel.of("again")
        .start()
        .call("mend", "fix", RESULTS)
        .choice("how")
        .when("${mend_result == 'mended'}")
        .end("done")
        .from("how")
        .otherwise()
        .to("mend");
  }

  /** The policies say which stream is called, in the guise of a team. */
  private static TestModel byVariable() {
    return TestModel.of("by-variable")
        .start()
        .step("look")
        .decision("route", "routing")
        .call("mend", "${routing_team}")
        .end("done");
  }

  private static TestModel parallel() {
    return TestModel.of("parallel")
        .start()
        .fork("split")
        .call("mend", "fix")
        .fork("joined")
        .step("thank")
        .end("done")
        .from("split")
        .step("talk")
        .to("joined");
  }
}
