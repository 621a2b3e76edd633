package io.millrace.benchmarks.stream;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/**
 * Samples the thread that started it with Flight Recorder and counts methods: where the time is
 * spent (self), and below which methods (inclusive). Start the JVM with {@code
 * -XX:FlightRecorderOptions=stackdepth=512}, or the lower part of deep stacks is not seen.
 */
final class Profile implements AutoCloseable {
  private static final List<String> SAMPLES =
      List.of("jdk.ExecutionSample", "jdk.NativeMethodSample");
  private static final int LINES = 45;

  private final String thread = Thread.currentThread().getName();
  private final Recording recording = new Recording();
  private final Map<String, Integer> self = new HashMap<>();
  private final Map<String, Integer> inclusive = new HashMap<>();
  private int samples;

  private Profile() {}

  static Profile start() {
    Profile profile = new Profile();
    SAMPLES.forEach(event -> profile.recording.enable(event).withPeriod(Duration.ofMillis(10)));
    profile.recording.start();
    return profile;
  }

  /** Ends the recording and prints what it holds. */
  void print(PrintStream out) {
    recording.stop();
    try {
      Path file = Files.createTempFile("millrace-profile", ".jfr");
      try {
        recording.dump(file);
        read(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.printf("%d samples%n%nInclusive, Millrace's and the engine's own methods:%n", samples);
    top(inclusive, out);
    out.printf("%nSelf:%n");
    top(self, out);
  }

  @Override
  public void close() {
    recording.close();
  }

  private void read(Path file) throws IOException {
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      boolean ours =
          SAMPLES.contains(event.getEventType().getName())
              && event.getThread("sampledThread") != null
              && thread.equals(event.getThread("sampledThread").getJavaName())
              && event.getStackTrace() != null;
      if (ours) {
        count(event.getStackTrace().getFrames());
      }
    }
  }

  private void count(List<RecordedFrame> frames) {
    samples++;
    self.merge(name(frames.get(0).getMethod()), 1, Integer::sum);
    Set<String> seen = new HashSet<>();
    for (RecordedFrame frame : frames) {
      String name = name(frame.getMethod());
      boolean wanted =
          name.startsWith("io.millrace")
              || name.startsWith("org.camunda")
              || name.startsWith("org.h2.jdbc")
              || name.contains("$Proxy");
      if (wanted && seen.add(name)) {
        inclusive.merge(name, 1, Integer::sum);
      }
    }
  }

  private static String name(RecordedMethod method) {
    return method.getType().getName() + "." + method.getName();
  }

  private void top(Map<String, Integer> counts, PrintStream out) {
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(counts == inclusive ? 4L * LINES : LINES)
        .forEach(
            entry ->
                out.printf(
                    Locale.ROOT,
                    "%5.1f %%  %s%n",
                    100.0 * entry.getValue() / samples,
                    entry.getKey()));
  }
}
