// SPDX-License-Identifier: Apache-2.0
package io.millrace.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The waivers of a file, and what is wrong with them. Immutable.
 *
 * @param all those that are complete, in the order of the file
 * @param problems one line each: what is missing or not understood
 */
record Waivers(List<Waiver> all, List<String> problems) {

  /** No waiver holds longer: somebody looks again at least twice a year. Days. */
  static final long LONGEST = 184;

  private static final Set<String> FIELDS =
      Set.of("id", "component", "reason", "answers", "since", "until");

  Waivers {
    all = List.copyOf(all);
    problems = List.copyOf(problems);
  }

  static Waivers read(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  static Waivers parse(String yaml) {
    List<Waiver> all = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    Object root = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    if (!(root instanceof Map<?, ?> map) || !(map.get("waivers") instanceof List<?> list)) {
      return new Waivers(List.of(), List.of("Expected a list 'waivers', but there is none."));
    }
    for (Object each : list) {
      read(each, all, problems);
    }
    return new Waivers(all, problems);
  }

  /**
   * What is wrong today: the problems, and waivers that have run out, hold too long, or are about
   * nothing.
   */
  List<String> wrong(Sbom sbom, LocalDate today) {
    Set<String> present = Set.copyOf(sbom.components().stream().map(Component::toString).toList());
    List<String> wrong = new ArrayList<>(problems);
    for (Waiver waiver : all) {
      String what = "the waiver of '" + waiver.id() + "' for '" + waiver.component() + "'";
      if (waiver.until().isBefore(today)) {
        wrong.add("Expected " + what + " to hold, but it ran out on " + waiver.until() + ".");
      }
      if (waiver.since().isAfter(today)) {
        wrong.add("Expected " + what + " to be given by now, but it says " + waiver.since() + ".");
      }
      if (ChronoUnit.DAYS.between(waiver.since(), waiver.until()) > LONGEST) {
        wrong.add(
            "Expected "
                + what
                + " to hold at most "
                + LONGEST
                + " days, but it holds until "
                + waiver.until()
                + ".");
      }
      if (!present.contains(waiver.component())) {
        wrong.add(
            "Expected "
                + what
                + " to be about a dependency, but none of the published artifacts brings it.");
      }
    }
    return List.copyOf(wrong);
  }

  boolean cover(Advisory advisory, Component component) {
    return all.stream().anyMatch(waiver -> waiver.covers(advisory, component));
  }

  private static void read(Object each, List<Waiver> all, List<String> problems) {
    if (!(each instanceof Map<?, ?> fields)) {
      problems.add("Expected a waiver with fields, but found '" + each + "'.");
      return;
    }
    int before = problems.size();
    String name = "waiver '" + fields.get("id") + "'";
    for (Object key : fields.keySet()) {
      if (!FIELDS.contains(String.valueOf(key))) {
        problems.add(
            "Expected fields "
                + FIELDS.stream().sorted().toList()
                + " in "
                + name
                + ", but found '"
                + key
                + "'.");
      }
    }
    String id = text(fields, "id", name, problems);
    String component = text(fields, "component", name, problems);
    String reason = text(fields, "reason", name, problems);
    String answers = text(fields, "answers", name, problems);
    LocalDate since = day(fields, "since", name, problems);
    LocalDate until = day(fields, "until", name, problems);
    if (problems.size() == before) {
      all.add(new Waiver(id, component, reason, answers, since, until));
    }
  }

  private static String text(Map<?, ?> fields, String field, String name, List<String> problems) {
    @Nullable Object value = fields.get(field);
    if (value == null || value.toString().isBlank()) {
      problems.add("Expected '" + field + "' in " + name + ", but it is missing.");
      return "";
    }
    return value.toString().strip();
  }

  private static LocalDate day(Map<?, ?> fields, String field, String name, List<String> problems) {
    String value = Objects.toString(fields.get(field), "");
    try {
      return LocalDate.parse(value);
    } catch (DateTimeParseException e) {
      problems.add(
          "Expected '" + field + "' in " + name + " as year-month-day, but it is '" + value + "'.");
      return LocalDate.EPOCH;
    }
  }
}
