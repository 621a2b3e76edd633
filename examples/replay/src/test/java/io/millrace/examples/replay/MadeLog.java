// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

import io.millrace.rules.PriorityMatrices;
import io.millrace.rules.PriorityMatrix;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Makes ServiceNow logs with the dirt of real ones. Not thread-safe. */
final class MadeLog {
  static final String HEADER =
      "number,incident_state,sys_mod_count,opened_at,sys_updated_at,impact,urgency,priority,"
          + "assignment_group,assigned_to,resolved_at,closed_at\n";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d/M/uuuu HH:mm", Locale.ROOT);
  private static final List<String> GROUPS = List.of("service desk", "network", "booking");
  private static final List<String> PEOPLE = List.of("Ana", "Ben", "Eva", "İpek");

  private final PriorityMatrix matrix = PriorityMatrices.named("servicenow");
  private final Random random;
  private final StringBuilder text = new StringBuilder(HEADER);
  private String impact = "";
  private String urgency = "";
  private String group = "";

  private MadeLog(long seed) {
    this.random = new Random(seed);
  }

  /** Some incidents, the same for the same seed; their times are in the last days of March. */
  static String of(int incidents, long seed) {
    MadeLog log = new MadeLog(seed);
    LocalDateTime opened = LocalDateTime.of(2026, 3, 28, 8, 0);
    for (int i = 0; i < incidents; i++) {
      log.incident("INC" + (1_000 + i), opened.plusMinutes(7L * i));
    }
    return log.text.toString();
  }

  private void incident(String number, LocalDateTime opened) {
    impact = one(matrix.impacts());
    urgency = one(matrix.urgencies());
    group = one(GROUPS);
    List<String> states = new ArrayList<>(List.of("New", "Active"));
    if (chance(30)) {
      states.addAll(List.of("Awaiting User Info", "Active"));
    }
    if (chance(10)) {
      states.add("-100");
    }
    if (chance(30)) {
      states.add("other group");
    }
    if (chance(90)) {
      states.add("Resolved");
    }
    if (chance(10)) {
      states.addAll(List.of("Active", "Resolved"));
    }
    boolean closes = chance(95);
    if (closes) {
      states.add("Closed");
    }
    if (closes && chance(10)) {
      states.add("Closed");
    }
    rows(number, opened, states, closes);
  }

  private void rows(String number, LocalDateTime opened, List<String> states, boolean closes) {
    List<LocalDateTime> times = new ArrayList<>();
    LocalDateTime at = opened.plusMinutes(chance(10) ? -5 : 0);
    for (int i = 0; i < states.size(); i++) {
      times.add(at);
      at = at.plusMinutes(random.nextInt(180));
    }
    String closed = closes ? TIME.format(times.get(times.size() - 1)) : "?";
    for (int i = 0; i < states.size(); i++) {
      String state = states.get(i);
      if (state.equals("other group")) {
        state = "Active";
        group = one(GROUPS);
      }
      if (chance(5)) {
        urgency = one(matrix.urgencies());
      }
      text.append(
              String.join(
                  ",",
                  number,
                  state,
                  String.valueOf(i),
                  TIME.format(opened),
                  TIME.format(times.get(i)),
                  impact,
                  urgency,
                  matrix.level(impact, urgency),
                  group,
                  state.equals("Active") ? one(PEOPLE) : "?",
                  "?",
                  closed))
          .append('\n');
    }
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private String one(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }
}
