// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rules of docs/upgrades.md for the scripts of the schema: while nodes of two releases run on
 * one database, a script may add and must not take away.
 */
class MigrationScriptsTest {
  private static final Path SCRIPTS = Path.of("src/main/resources/io/millrace/engine/db");

  /** What breaks the release before, or locks a big table for long. */
  private static final List<Pattern> DESTRUCTIVE =
      Stream.of(
              "\\bdrop\\b",
              "\\brename\\b",
              "\\btruncate\\b",
              "\\bdelete\\s+from\\b",
              "\\bset\\s+not\\s+null\\b",
              "\\balter\\s+column\\b",
              "\\bset\\s+data\\s+type\\b",
              "\\badd\\s+(column\\s+)?\\w+\\s(?=[^,;]*\\bnot\\s+null\\b)(?![^,;]*\\bdefault\\b)",
              "\\badd\\s+(constraint|unique|primary|foreign|check)\\b",
              "\\bcreate\\s+unique\\s+index\\b",
              "\\bupdate\\s+\\w+\\s+set\\b")
          .map(regex -> Pattern.compile(regex, Pattern.CASE_INSENSITIVE))
          .toList();

  /** What a script after the first one does that only a contracting one may do. */
  private static List<String> offences(String name, String script) {
    List<String> offences = new ArrayList<>();
    if (name.startsWith("V1__") || name.toLowerCase(Locale.ROOT).contains("contract")) {
      return offences;
    }
    String code = script.replaceAll("--[^\\n]*", "").replaceAll("(?s)/\\*.*?\\*/", "");
    for (String statement : code.split(";")) {
      for (Pattern pattern : DESTRUCTIVE) {
        if (pattern.matcher(statement + ";").find()) {
          offences.add(name + ": " + statement.strip());
          break;
        }
      }
    }
    return offences;
  }

  @Test
  void shouldOnlyExpandTheSchema() throws IOException {
    List<String> offences = new ArrayList<>();
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        names.add(name);
        offences.addAll(offences(name, Files.readString(file)));
      }
    }

    assertThat(names)
        .contains("V1__millrace.sql")
        .allMatch(name -> name.matches("V\\d+__[a-z0-9_]+\\.sql"));
    assertThat(offences)
        .as(
            "nodes of the release before still run: see docs/upgrades.md. Maybe do it one release"
                + " later, in a script whose name says 'contract'")
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drop table MR_LINK;",
        "alter table MR_LINK drop column ACTOR;",
        "ALTER TABLE MR_LINK RENAME COLUMN ACTOR TO DONE_BY;",
        "alter table MR_LINK alter column ACTOR type varchar(64);",
        "alter table MR_LINK alter column ACTOR set not null;",
        "alter table MR_LINK add column WHY varchar(255) not null;",
        "alter table MR_LINK add WHY varchar(255) not null;",
        "alter table MR_LINK add constraint MR_LINK_WHY unique (WHY);",
        "create unique index MR_LINK_WHY on MR_LINK (WHY);",
        "update MR_LINK set WHY = 'x';",
        "delete from MR_LINK;",
        "truncate table MR_LINK;"
      })
  void shouldRefuseWhatTakesAway(String statement) {
    assertThat(offences("V2__x.sql", statement)).hasSize(1);
    assertThat(offences("V3__contract_x.sql", statement)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table MR_NEW (ID uuid not null primary key, NAME varchar(255) not null);",
        "alter table MR_LINK add column WHY varchar(255);",
        "alter table MR_LINK add column TIMES integer default 0 not null;",
        "create index MR_LINK_WHY on MR_LINK (WHY);",
        "-- drop table MR_LINK;\ninsert into MR_STREAM_LOCK (id) values (2);"
      })
  void shouldAllowWhatAdds(String statement) {
    assertThat(offences("V2__x.sql", statement)).isEmpty();
  }
}
