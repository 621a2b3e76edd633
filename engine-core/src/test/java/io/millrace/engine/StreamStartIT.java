// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bpmn.Severity;
import io.millrace.bpmn.StreamModel;
import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreams;
import io.millrace.bpmn.describe.StreamDescriptions;
import io.millrace.model.Demand;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long the built-in streams take until they can run, on an in-memory database. */
@Tag("no-store")
class StreamStartIT {
  private static final Duration MOST = Duration.ofSeconds(5);

  @Test
  void shouldCheckDeployAndDescribeTheBuiltInStreamsInTime() {
    // given
    long start = System.nanoTime();

    // when
    try (Millrace millrace = TestStore.builder().timers(false).build()) {
      Desk desk = Desk.of(millrace, "t", "ann");
      long wall = System.nanoTime();
      long cpu = cpuNanos();
      List<ValueStream> streams = desk.ops.streams().list();
      for (ValueStream stream : streams) {
        assertThat(
                desk.ops
                    .streams()
                    .check(stream.model().fileName(), stream.model().bytes())
                    .problems(Severity.ERROR))
            .as(stream.key())
            .allMatch(problem -> problem.check().equals("unknown-handler")); // plugins bring them
      }
      long checked = System.nanoTime();
      for (ValueStream stream : streams) { // a new content, so that it is deployed now
        String copy = new String(stream.model().bytes(), StandardCharsets.UTF_8) + "<!-- ours -->";
        desk.ops.streams().add(new StreamModel("ours.bpmn", copy.getBytes(StandardCharsets.UTF_8)));
      }
      long deployed = System.nanoTime();
      StreamDescriptions descriptions = StreamDescriptions.of(streams);
      String page = descriptions.markdown() + descriptions.html();
      long described = System.nanoTime();
      desk.submit(Demand.builder("A").title("Cannot log in"));
      long submitted = System.nanoTime();
      long used = Math.min(described - wall, cpuNanos() - cpu);

      // then
      assertThat(page).contains(streams.get(0).name());
      assertThat(streams).hasSameSizeAs(ValueStreams.builtIn().all());
      System.out.printf(
          "%d streams: start %d ms, then checked %d ms, deployed %d ms, described %d ms,"
              + " first item %d ms; processor time after the start %d ms%n",
          streams.size(),
          millis(wall - start),
          millis(checked - wall),
          millis(deployed - checked),
          millis(described - deployed),
          millis(submitted - described),
          millis(cpuNanos() - cpu));
      // a busy machine takes longer by the clock: what counts there is the processor's time
      assertThat(Duration.ofNanos(used)).isLessThan(MOST);
    }
  }

  private static long millis(long nanos) {
    return nanos / 1_000_000;
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
