// SPDX-License-Identifier: Apache-2.0
package io.millrace.release;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.artifact.versioning.ComparableVersion;

/**
 * One known vulnerability in the OSV format, as far as it is about Maven. Immutable.
 *
 * @param names its id and the other ids of the same vulnerability, such as GHSA and CVE numbers
 * @param summary one line
 * @param severity as the database words it, or "unrated"
 * @param modified when the entry was last changed
 * @param affected which versions of which libraries
 */
record Advisory(
    List<String> names,
    String summary,
    String severity,
    Instant modified,
    List<Affected> affected) {

  /** Versions of one library: those listed, and those in a range. */
  record Affected(String module, List<String> versions, List<Range> ranges) {

    boolean covers(Component component) {
      return module.equals(component.module())
          && (versions.contains(component.version())
              || ranges.stream().anyMatch(range -> range.covers(component.version())));
    }
  }

  /** Changes along the line of versions, ordered. */
  record Range(List<Change> changes) {

    boolean covers(String version) {
      ComparableVersion asked = new ComparableVersion(version);
      boolean vulnerable = false;
      for (Change change : changes) {
        if (change.reached(asked)) {
          vulnerable = change.toVulnerable();
        }
      }
      return vulnerable;
    }
  }

  /** From this version on, or after it, versions are vulnerable or are not. */
  record Change(ComparableVersion version, boolean inclusive, boolean toVulnerable) {

    boolean reached(ComparableVersion asked) {
      int order = asked.compareTo(version);
      return inclusive ? order >= 0 : order > 0;
    }
  }

  Advisory {
    names = List.copyOf(names);
    affected = List.copyOf(affected);
  }

  /** Nothing is affected by what was withdrawn. */
  static Advisory of(JsonNode json) {
    List<String> names = new ArrayList<>();
    names.add(json.path("id").asText());
    json.path("aliases").forEach(alias -> names.add(alias.asText()));
    List<Affected> affected = new ArrayList<>();
    if (!json.hasNonNull("withdrawn")) {
      for (JsonNode each : json.path("affected")) {
        if (each.path("package").path("ecosystem").asText().split(":")[0].equals("Maven")) {
          affected.add(affected(each));
        }
      }
    }
    return new Advisory(
        names,
        json.path("summary").asText(),
        json.path("database_specific").path("severity").asText("unrated"),
        Instant.parse(json.path("modified").asText()),
        affected);
  }

  boolean concerns(Component component) {
    return affected.stream().anyMatch(each -> each.covers(component));
  }

  private static Affected affected(JsonNode json) {
    List<String> versions = new ArrayList<>();
    json.path("versions").forEach(version -> versions.add(version.asText()));
    List<Range> ranges = new ArrayList<>();
    for (JsonNode range : json.path("ranges")) {
      if (range.path("type").asText().equals("ECOSYSTEM")) {
        ranges.add(range(range.path("events")));
      }
    }
    return new Affected(json.path("package").path("name").asText(), versions, ranges);
  }

  private static Range range(JsonNode events) {
    List<Change> changes = new ArrayList<>();
    for (JsonNode event : events) {
      Stream.of("introduced", "fixed", "last_affected")
          .filter(event::hasNonNull)
          .map(
              word ->
                  new Change(
                      new ComparableVersion(event.path(word).asText()),
                      !word.equals("last_affected"),
                      word.equals("introduced")))
          .forEach(changes::add);
    }
    changes.sort(Comparator.comparing(Change::version).thenComparing(Change::toVulnerable));
    return new Range(List.copyOf(changes));
  }
}
