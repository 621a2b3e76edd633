package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreams;
import io.millrace.bpmn.describe.StreamDescriptions;
import io.millrace.model.Demand;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long the built-in streams take until they can run, on an in-memory database. */
class StreamStartIT {
  private static final Duration MOST = Duration.ofSeconds(5);

  @Test
  void shouldCheckDeployAndDescribeTheBuiltInStreamsInTime() {
    // given
    long wall = System.nanoTime();
    long cpu = cpuNanos();

    // when
    try (Millrace millrace = Millrace.builder().timers(false).build()) {
      Desk desk = Desk.of(millrace, "t", "ann");
      long built = System.nanoTime();
      List<ValueStream> streams = desk.ops.streams().list();
      for (ValueStream stream : streams) {
        assertThat(
                desk.ops.streams()
                    .check(stream.model().fileName(), stream.model().bytes())
                    .isDeployable())
            .as(stream.key())
            .isTrue();
      }
      long checked = System.nanoTime();
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
          "%d streams: built and deployed %d ms, checked again %d ms, described %d ms,"
              + " first item %d ms; processor time %d ms%n",
          streams.size(),
          millis(built - wall),
          millis(checked - built),
          millis(described - checked),
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
    return ((com.sun.management.OperatingSystemMXBean)
            ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
