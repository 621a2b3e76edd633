// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

import static io.millrace.rules.internal.table.Tables.problems;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableProblemsTest {
  private static final String HEAD = "table,t\npoint,priority\n";

  @Test
  void shouldCollectEveryProblemOfTheSettings() {
    assertThat(
            problems(
                """
                colour,red
                table,a/b
                table,c
                point,Priority
                hit,last
                strength,101
                gaps,maybe
                score
                score,a,b
                when a,then b
                x,y
                """))
        .containsExactly(
            "tables/t.csv:1: Expected a setting (band, gaps, hit, output, point, score, strength,"
                + " table) or the grid's first line, but got 'colour'. Maybe correct the name, or"
                + " begin the grid with a line that has a column 'when <fact>'.",
            "tables/t.csv:3: Expected the setting 'table' once, but it is on line 2 already. Maybe"
                + " delete one of them.",
            "tables/t.csv:8: Expected the setting 'score' to have one value, but it has none. Maybe"
                + " write 'score,value', with quotes around a value that holds a comma.",
            "tables/t.csv:9: Expected the setting 'score' once, but it is on line 8 already. Maybe"
                + " delete one of them.",
            "tables/t.csv:2: Expected the setting 'table' to have at most 100 characters and no"
                + " '/', but it is 'a/b'. Maybe shorten it, or use a hyphen.",
            "tables/t.csv:4: Expected the setting 'point' to name a decision point by lower-case"
                + " words joined by hyphens, but it is 'Priority'. Maybe write it like"
                + " 'class-of-service'.",
            "tables/t.csv:5: Expected the setting 'hit' to be one of the known words, but it is"
                + " 'last'. Maybe write first, all or sum.",
            "tables/t.csv:7: Expected the setting 'gaps' to be one of the known words, but it is"
                + " 'maybe'. Maybe write 'gaps,allowed', or delete the line.",
            "tables/t.csv:6: Expected the setting 'strength' to be a whole number from 1 to 100,"
                + " but it is '101'. Maybe write a number like 60.",
            "tables/t.csv:8: Expected the setting 'score' in a table that adds points only, but it"
                + " is here. Maybe add 'hit,sum', or delete the line.");
  }

  @Test
  void shouldRefuseMissingSettings() {
    assertThat(problems("strength,when a,then b\n1,x,y\n"))
        .containsExactly(
            "tables/t.csv: Expected the setting 'table', but it is missing. Maybe add a line like"
                + " 'table,routing by service'.",
            "tables/t.csv: Expected the setting 'point', but it is missing. Maybe add a line like"
                + " 'point,routing'.");
  }

  @Test
  void shouldRefuseAFileThatIsEmptyOrHasNoGridOrNoRows() {
    assertThat(problems(" \n# nothing\n,,\n"))
        .containsExactly(
            "tables/t.csv: Expected a table, but the file is empty. Maybe copy the example in the"
                + " docs.");
    assertThat(problems(HEAD))
        .containsExactly(
            "tables/t.csv: Expected a grid, but there is no line that has a column 'when <fact>'."
                + " Maybe add the grid below the settings.");
    assertThat(problems(HEAD + "when a,then b\n"))
        .containsExactly(
            "tables/t.csv: Expected a row below the grid's first line, but there is none. Maybe add"
                + " a row, or leave the file out.");
  }

  /** The grid's first line with one row, and the problem. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "when a,then b,colour ; Expected column 3 to be known, but it is 'colour'. Maybe write 'when"
            + " <fact>', 'when text', 'then <output>', 'raise', 'points', 'strength', 'rule' or"
            + " 'because'.",
        "when a,when,then b ; Expected column 2 to be known, but it is 'when'. Maybe write 'when"
            + " <fact>', 'when text', 'then <output>', 'raise', 'points', 'strength', 'rule' or"
            + " 'because'.",
        "when a,then b,WHEN a ; Expected column 3 once, but 'WHEN a' is there again. Maybe delete one"
            + " of them.",
        "when a,then b,points ; Expected column 3 to fit the table's hit policy, but it is 'points'."
            + " Maybe add the setting 'hit,sum' to add points.",
        "when a,strength,rule ; Expected a column 'then <output>', but there is none. Maybe add a"
            + " column such as 'then team'."
      })
  void shouldRefuseAWrongFirstLine(String first, String problem) {
    assertThat(problems(HEAD + first + "\nx,1,1\n")).contains("tables/t.csv:3: " + problem);
  }

  @Test
  void shouldRefuseToRaiseAnythingButThePriority() {
    assertThat(problems("table,t\npoint,routing\nwhen a,raise\nx,1\n"))
        .containsExactly(
            "tables/t.csv:3: Expected column 2 to fit the decision point 'routing', but it is"
                + " 'raise'. Maybe use 'raise' for the point 'priority' only.");
  }

  @Test
  void shouldRefuseATableOfPointsThatGivesNothingOrHalf() {
    assertThat(problems("table,t\npoint,p\nhit,sum\nwhen a,points\nx,1\n"))
        .containsExactly(
            "tables/t.csv:3: Expected a table that adds points to give something, but it has neither"
                + " 'output' with bands nor 'score'. Maybe write lines such as 'output,risk' and"
                + " 'band,10,high'.");
    assertThat(problems("table,t\npoint,p\nhit,sum\nband,1,a\nwhen a,then b\nx,1\n"))
        .containsExactly(
            "tables/t.csv:4: Expected 'output' and 'band' together, but there is only one of them."
                + " Maybe write lines such as 'output,risk' and 'band,10,high'.",
            "tables/t.csv:5: Expected column 2 to fit a table that adds points, but it is 'then b'."
                + " Maybe say what the sum gives with lines such as 'output,risk' and"
                + " 'band,10,high'.",
            "tables/t.csv:5: Expected a column 'points', but there is none. Maybe add a column such"
                + " as 'points'.");
    assertThat(
            problems("table,t\npoint,p\nhit,sum\noutput,a\nscore,a\nband,1,b\nwhen a,points\nx,1"))
        .containsExactly(
            "tables/t.csv:5: Expected the setting 'score' to be another output than 'output', but it"
                + " is 'a'. Maybe name the output that gets the number.");
  }

  @Test
  void shouldRefuseWrongBands() {
    assertThat(
            problems(
                "table,t\npoint,p\nhit,sum\noutput,a\nband,1,b\nband,1.0,c\nband,x,d\nband,2\n"
                    + "when a,points\nx,1"))
        .containsExactly(
            "tables/t.csv:6: Expected one 'band' line from 1, but line 5 has it already. Maybe"
                + " delete one of them.",
            "tables/t.csv:7: Expected the number of a 'band' line, but got 'x'. Maybe write a number"
                + " like 3, -1 or 0.5, with at most 3 places.",
            "tables/t.csv:8: Expected 'band', a number and a value, but the line has other fields."
                + " Maybe write it like 'band,10,2 - High'.");
    assertThat(problems(HEAD + "band,1,b\nwhen a,then b\nx,1"))
        .containsExactly(
            "tables/t.csv:3: Expected the setting 'band' in a table that adds points only, but it is"
                + " here. Maybe add 'hit,sum', or delete the line.");
  }

  @Test
  void shouldRefuseWrongCellsWithTheirLine() {
    assertThat(
            problems(
                HEAD
                    + "when a,then b,raise,strength,rule\n"
                    + "x,y,0,0,one\n"
                    + "x,,,,two\n"
                    + "x,y,1,100,one\n"
                    + "x,y,,,row/1\n"))
        .containsExactly(
            "tables/t.csv:4: Expected the cell of column 'raise' to be a whole number from 1 to 9,"
                + " but it is '0'. Maybe write by how many levels.",
            "tables/t.csv:4: Expected the cell of column 'strength' to be a whole number from 1 to"
                + " 100, but it is '0'. Maybe write a number like 60, or leave the cell empty.",
            "tables/t.csv:5: Expected row 2 to propose something, but it has no value. Maybe fill a"
                + " 'then' cell, or delete the row.",
            "tables/t.csv:6: Expected each row to have a name of its own, but 'one' is on line 4"
                + " already. Maybe name one of them differently, or leave the cell empty.",
            "tables/t.csv:7: Expected the name of row 4 to have at most 100 characters and no '/',"
                + " and not to be 'sum' where points are added, but it is 'row/1'. Maybe choose"
                + " another name.");
    assertThat(problems("table,t\npoint,p\nhit,sum\nscore,s\nwhen a,points,rule\nx,,\nx,1,sum\n"))
        .containsExactly(
            "tables/t.csv:6: Expected the cell of column 'points' to be a number, but it is ''."
                + " Maybe write a number like 3, -1 or 0.5, with at most 3 places.",
            "tables/t.csv:7: Expected the name of row 2 to have at most 100 characters and no '/',"
                + " and not to be 'sum' where points are added, but it is 'sum'. Maybe choose another"
                + " name.");
  }

  @Test
  void shouldRefuseRaggedRows() {
    assertThat(problems(HEAD + "when a,when b,then c,,\nx,y\nx,y,z,more\nx,y,z,,,,\n"))
        .containsExactly(
            "tables/t.csv:4: Expected 3 cells in row 1, but there are 2. Maybe put a comma for each"
                + " empty cell, and quotes around a cell that holds a comma.",
            "tables/t.csv:4: Expected row 1 to propose something, but it has no value. Maybe fill a"
                + " 'then' cell, or delete the row.",
            "tables/t.csv:5: Expected 3 cells in row 2, but there are 4. Maybe put a comma for each"
                + " empty cell, and quotes around a cell that holds a comma.");
  }

  @Test
  void shouldRefuseSemicolonsBetweenFields() {
    assertThat(problems("table;t\npoint;routing\nwhen a;then b\nx;y\n").get(0))
        .endsWith("Maybe save the file with commas between the fields, not semicolons.");
  }

  @Test
  void shouldRefuseTextsThatAreTooLong() {
    String reason = "r".repeat(501);
    assertThat(problems(HEAD + "when a,then b,because\nx,y," + reason + "\n"))
        .containsExactly(
            "tables/t.csv:4: Expected the cell of column 'because' to have at most 500 characters,"
                + " but it is '"
                + "r".repeat(60)
                + "...'. Maybe shorten it.");
    assertThat(problems(HEAD + "when a,then b\nx," + "v".repeat(256) + "\n").get(0))
        .contains("to have at most 255 characters");
  }
}
