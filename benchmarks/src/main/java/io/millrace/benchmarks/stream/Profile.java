// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.stream;

import io.millrace.engine.internal.store.StoreMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
  private static final int LINES = 40;
  private static final String MILLRACE = "io.millrace.engine.internal.";
  private static final String CAMUNDA = "org.camunda.bpm.engine.impl.";

  /** The innermost of these below which a sample lies is its area; every sample has one. */
  private static final Map<String, String> AREAS = areas();

  /** The statements of Millrace's store, whose mapper is a proxy. */
  private static final Set<String> STATEMENTS =
      Arrays.stream(StoreMapper.class.getMethods())
          .map(Method::getName)
          .collect(Collectors.toUnmodifiableSet());

  private final String thread = Thread.currentThread().getName();
  private final Recording recording = new Recording();
  private final Map<String, Integer> area = new HashMap<>();
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
    out.printf("%d samples%n%nAreas:%n", samples);
    top(area, LINES, out);
    out.printf("%nInclusive, Millrace's and the engine's own methods:%n");
    top(inclusive, 4 * LINES, out);
    out.printf("%nSelf:%n");
    top(self, LINES, out);
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
    area.merge(area(frames), 1, Integer::sum);
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

  private static String area(List<RecordedFrame> frames) {
    for (RecordedFrame frame : frames) {
      String name = name(frame.getMethod());
      if (name.contains("$Proxy")) {
        String statement = name.substring(name.lastIndexOf('.') + 1);
        if (STATEMENTS.contains(statement)) {
          return "Millrace statement " + statement;
        }
      }
      for (Map.Entry<String, String> entry : AREAS.entrySet()) {
        if (name.startsWith(entry.getKey())) {
          return entry.getValue();
        }
      }
    }
    for (RecordedFrame frame : frames) {
      String name = name(frame.getMethod());
      if (name.startsWith(CAMUNDA)) {
        return "Camunda: everything else";
      }
      if (name.startsWith(MILLRACE)) {
        return "Millrace: everything else";
      }
    }
    return "everything else";
  }

  private static Map<String, String> areas() {
    Map<String, String> areas = new LinkedHashMap<>();
    areas.put(MILLRACE + "camunda.UnitOfWorkSession.flush", "Millrace: execute its batches");
    areas.put(MILLRACE + "Codec.", "Millrace: JSON");
    areas.put(MILLRACE + "store.Json.", "Millrace: JSON");
    areas.put(MILLRACE + "Fingerprint.", "Millrace: fingerprints");
    areas.put("io.millrace.rules.", "Millrace: decisions");
    areas.put(MILLRACE + "Assessor.", "Millrace: decisions");
    areas.put(CAMUNDA + "db.entitymanager.DbEntityManager.flush", "Camunda: flush");
    areas.put(CAMUNDA + "db.entitymanager.DbEntityManager.select", "Camunda: select");
    areas.put(CAMUNDA + "cfg.standalone.StandaloneTransactionContext.commit", "commit");
    areas.put(CAMUNDA + "cfg.standalone.StandaloneTransactionContext", "begin, roll back, end");
    areas.put(CAMUNDA + "db.sql.DbSqlSessionFactory.openSession", "open a connection");
    areas.put(CAMUNDA + "db.sql.DbSqlSession.close", "give the connection back");
    areas.put(CAMUNDA + "el.", "Camunda: expressions");
    areas.put(CAMUNDA + "history.", "Camunda: history");
    areas.put(CAMUNDA + "pvm.", "Camunda: process");
    areas.put(CAMUNDA + "interceptor.CommandContext.close", "Camunda: end of command");
    return areas;
  }

  private static String name(RecordedMethod method) {
    return method.getType().getName() + "." + method.getName();
  }

  private void top(Map<String, Integer> counts, int lines, PrintStream out) {
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(lines)
        .forEach(
            entry ->
                out.printf(
                    Locale.ROOT,
                    "%5.1f %%  %s%n",
                    100.0 * entry.getValue() / samples,
                    entry.getKey()));
  }
}
