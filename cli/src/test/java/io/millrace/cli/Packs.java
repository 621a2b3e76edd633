// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A small pack with a decision point of its own, so that what commands say of it does not depend on
 * the built-in rules.
 */
final class Packs {
  private static final String MANIFEST =
      """
      pack: house
      version: "1.0"
      owner: service desk
      points:
        cabling: [team, urgent]
      facts:
        floor: the floor of the building
      """;
  private static final String TABLE =
      """
      table,cabling teams
      point,cabling
      hit,first
      strength,70
      when floor,when major,then team,then urgent,because
      >= 10,,tower,no,the tower has people of its own
      ,true,cabling,yes,it is major
      ,,cabling,no,all others
      """;
  private static final String SCENARIOS =
      """
      scenarios:
        - scenario: the tower looks after itself
          given: {floor: 12, major: true}
          expect: {cabling_team: tower}
        - scenario: major faults are urgent
          given: {floor: 3, major: true}
          expect: {cabling_urgent: "yes"}
          because: {cabling_team: cabling teams/row 2}
      """;

  private Packs() {}

  /** Writes the pack; it has no findings, and its scenarios pass and cover two of three rows. */
  static Path house(Path folder) {
    Path pack = folder.resolve("house");
    write(pack, "pack.yaml", MANIFEST);
    write(pack, "tables/cabling.csv", TABLE);
    write(pack, "scenarios/cabling.yaml", SCENARIOS);
    return pack;
  }

  /** Appends a row that never counts, and thus is found. */
  static void addShadowedRow(Path pack) {
    write(pack, "tables/cabling.csv", TABLE + ",,nobody,no,never\n");
  }

  static Path write(Path folder, String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.toAbsolutePath().getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A text with digests replaced: they change with every built-in rule. */
  static String plain(String text) {
    return text.replaceAll("\\([0-9a-f]{12}\\)", "(digest)");
  }
}
