// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

import static io.millrace.rules.internal.table.Tables.problems;
import static io.millrace.rules.internal.table.Tables.table;
import static io.millrace.rules.internal.table.Tables.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileTableTest {
  private static final String HEAD = "table,t\npoint,priority\nwhen a,then b,because\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=HYPERLINK(1)",
        "=1+2",
        "=(1)",
        "='a'",
        "+1",
        "@SUM(A1)",
        "-2+3+cmd|' /C calc'!A0",
        "\uFF1Da",
        " =a",
        "=4"
      })
  void shouldRefuseFormulas(String cell) {
    String shown = cell.strip();
    assertThat(problems(HEAD + "x,y,\"" + cell + "\"\n"))
        .containsExactly(
            "tables/t.csv:4: Expected text, but column 3 ('"
                + shown
                + "') begins with '"
                + shown.charAt(0)
                + "', so a spreadsheet takes it for a formula. Maybe begin it with a letter or a"
                + " digit.");
  }

  @Test
  void shouldRefuseFormulasInTestsAndSettingsButTakeTheNumberTest() {
    assertThat(problems(HEAD + "=A1,y,\n"))
        .singleElement()
        .asString()
        .startsWith("tables/t.csv:4: Expected text, but column 1 ('=A1') begins with '='");
    assertThat(problems("table,= 4\npoint,p\nwhen a,then b\nx,y\n"))
        .singleElement()
        .asString()
        .startsWith("tables/t.csv:1: Expected text, but column 2 ('= 4') begins with '='");
    assertThat(problems("table,=t\npoint,p\nwhen a,then b\nx,y\n").get(0))
        .startsWith("tables/t.csv:1: Expected text, but column 2 ('=t') begins with '='");
    assertThat(values(table(HEAD + "= -4,y,\n=5,z,\n"), "a", -4)).containsExactly("y");
    assertThat(values(table(HEAD + "-4,-5,\n"), "a", -4)).containsExactly("-5");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 10, 13, 27, 127, 0x85, 0x2028, 0x202E, 0xFEFF, 0x200B})
  void shouldRefuseControlCharacters(int character) {
    String cell = "\"a" + (char) character + "b\"";

    assertThat(problems(HEAD + "x," + cell + ",\n"))
        .containsExactly(
            String.format(
                java.util.Locale.ROOT,
                "tables/t.csv:4: Expected plain text, but column 2 holds the control character"
                    + " U+%04X. Maybe delete it, and put no line break or tab into a field.",
                character));
  }

  @Test
  void shouldTakeOtherScripts() {
    String content =
        HEAD + "\u00DCbung | \u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645,\u732B,\n";

    assertThat(values(table("\uFEFF" + content.replace("\n", "\r\n")), "a", "\u00FCBUNG"))
        .containsExactly("\u732B");
  }

  @Test
  void shouldRefuseAnotherEncodingWithItsLine() {
    byte[] latin = (HEAD + "x,h\u00E4user,\n").getBytes(StandardCharsets.ISO_8859_1);

    assertThat(problems(latin))
        .containsExactly(
            "tables/t.csv:4: Expected UTF-8, but a byte is not. Maybe save the file as UTF-8.");
    byte[] oldMac = (HEAD.replace('\n', '\r') + "x,\u00E4").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(problems(oldMac).get(0)).startsWith("tables/t.csv:4: Expected UTF-8");
    assertThat(problems(new byte[] {(byte) 0xFF, (byte) 0xFE, 't', 0}).get(0))
        .startsWith("tables/t.csv:1: Expected UTF-8");
  }

  @Test
  void shouldRefuseAnUnclosedQuoteWithTheLineAfterTheLastGoodOne() {
    assertThat(problems(HEAD + "x,y,\nx,\"y,\nx,y,\n"))
        .singleElement()
        .asString()
        .startsWith("tables/t.csv:5: Expected lines of CSV, but from here on they cannot be read: ")
        .endsWith("Maybe close every quote that is opened, and double a quote within quotes.");
  }

  @Test
  void shouldRefuseHugeFilesAtOnce() {
    byte[] oneLine = new byte[100 << 20];
    Arrays.fill(oneLine, (byte) 'a');
    String tooLong =
        "tables/t.csv: Expected at most 1048576 bytes, but the file is longer. Maybe pass the"
            + " table's file, not a log.";

    Assertions.assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          assertThat(problems(oneLine)).containsExactly(tooLong);
          assertThat(problems(HEAD + "x,y,\n".repeat(1_000_000))).containsExactly(tooLong);
          assertThat(problems(HEAD + "x,y,\n".repeat(100_000)))
              .containsExactly(
                  "tables/t.csv:10001: Expected at most 10000 lines, but there are more. Maybe split"
                      + " the table.");
          assertThat(problems("x,".repeat(100_000)).get(0)).startsWith("tables/t.csv:1: Expected");
          assertThat(problems(HEAD + "x,".repeat(51) + "\n"))
              .containsExactly(
                  "tables/t.csv:4: Expected at most 50 fields in a line, but there are 51. Maybe"
                      + " split the table.");
          assertThat(problems(HEAD + "x,y," + "z".repeat(1_000_000) + "\n").get(0))
              .isEqualTo(
                  "tables/t.csv:4: Expected at most 10000 characters in a field, but column 3 has"
                      + " 1000000. Maybe split it.");
        });
  }

  @Test
  void shouldListABoundedNumberOfProblems() {
    List<String> problems = problems(HEAD + "x,y\n".repeat(9_000));

    assertThat(problems).hasSize(101);
    assertThat(problems.get(100))
        .isEqualTo(
            "tables/t.csv:104: Expected at most 100 problems, but there are more. Maybe correct the"
                + " listed ones, and load the file again.");
  }
}
