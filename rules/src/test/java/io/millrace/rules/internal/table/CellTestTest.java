// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

import static io.millrace.rules.internal.table.Tables.item;
import static io.millrace.rules.internal.table.Tables.problems;
import static io.millrace.rules.internal.table.Tables.propose;
import static io.millrace.rules.internal.table.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.rules.internal.DefaultItem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellTestTest {

  /** A cell, values that match, and values that do not; ~ is a fact that is missing. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "- ; a,~ ; ",
        "`` ; a,~ ; ",
        "a | B c ; A,b C, a ; b,~,a | b c",
        "not a|b ; c,~ ; A,b",
        "known ; a,0 ; ~, ",
        "missing ; ~,  ; a,missing",
        "\"known\" ; KNOWN ; a,~",
        "\"a | b\" | c ; a | b,c ; a,b",
        "\"not a\" ; not a ; b,~",
        "notable ; notable ; able",
        "R&D ; r&d ; r",
        "5\" disk ; 5\" disk ; 5",
        ">= 4 ; 4,5,4.0 ; 3.999,~,x",
        ">4 ; 4.001 ; 4,~",
        "<= 4 ; 4,-9 ; 4.001,~,x",
        "< 0.5 ; 0.49 ; 0.5,~",
        "= 4 ; 4,4.0 ; 5,~,x",
        "4 ; 4 ; 4.0,5",
        "-4 ; -4 ; 4",
        "[4..8] ; 4,8 ; 3.9,8.1,~",
        "[4..8) ; 4,7.9 ; 8",
        "(4..8) ; 4.1 ; 4,8",
        "(-4 .. 8] ; -3.9,8 ; -4",
        "> 30m ; 0.6 ; 0.5",
        "[1h..2 d) ; 1,47.9 ; 48",
        "<= 1w ; 168 ; 168.1",
        "= 4 ; 4 ; 4.1",
        "true ; true,TRUE ; false,~",
        "false ; false ; true,~",
        "true | false ; true,false ; ~"
      })
  void shouldAskWhatTheCellSays(String cell, String matching, String others) {
    DecisionTable table =
        table("table,t\npoint,p\nwhen f,then a\n\"" + cell.replace("\"", "\"\"") + "\",x\n");

    for (String value : matching.split(",")) {
      assertThat(propose(table, of(value))).as("%s by %s", value, cell).hasSize(1);
    }
    for (String value : others == null ? new String[0] : others.split(",")) {
      assertThat(propose(table, of(value))).as("%s by %s", value, cell).isEmpty();
    }
  }

  @Test
  void shouldTakeTruthValuesAndNumbersOfTheHost() {
    DecisionTable table = table("table,t\npoint,p\nwhen f,then a\ntrue | 7,x\n= 8,y\n");

    assertThat(propose(table, item("f", true))).hasSize(1);
    assertThat(propose(table, item("f", false))).isEmpty();
    assertThat(propose(table, item("f", 7L))).hasSize(1);
    assertThat(propose(table, item("f", 8.0))).hasSize(1);
  }

  @Test
  void shouldTakeANoBreakSpaceForABlank() {
    DecisionTable table =
        table("table,t\npoint,p\nwhen f\u00A0,then a\n\u00A0not\u00A0a |\u00A0b\u00A0,x\n");

    assertThat(propose(table, item("f", "b"))).isEmpty();
    assertThat(propose(table, item("f", "c"))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "vpn | tunnel ; the VPN,two tunnels ; wifi,~",
        "printer & jam | paper ; paper in printer,printer jams ; printer,paper",
        "blue screen | BSOD ; a blue screen!,bsod ; screen blue,blue",
        "can't print ; I can't print,cant print ; can print",
        "not | missing ; not it,missing ; known",
        "- ; a,~ ; ",
        "\"not working\" ; not working ; working"
      })
  void shouldAskForWordsOfTheText(String cell, String matching, String others) {
    DecisionTable table =
        table("table,t\npoint,p\nwhen text,then a\n\"" + cell.replace("\"", "\"\"") + "\",x\n");

    for (String value : matching.split(",")) {
      assertThat(propose(table, item("title", value))).as(value).hasSize(1);
      assertThat(propose(table, item("title", "x", "description", value))).as(value).hasSize(1);
    }
    for (String value : others == null ? new String[0] : others.split(",")) {
      assertThat(propose(table, item("title", value))).as(value).isEmpty();
    }
  }

  /** A cell, what it is, and the advice. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        ">= x ; 'x' is no number ; write numbers like 4, -0.5, 30m, 8h, 2d or 1w, or put the cell in"
            + " double quotes if it is meant as text",
        "< 1e9 ; '1e9' is no number ; write numbers like 4, -0.5, 30m, 8h, 2d or 1w, or put the cell"
            + " in double quotes if it is meant as text",
        "(none) ; '(none)' is no interval ; write intervals like [4..8], [4..8) or (4..8), or put"
            + " the cell in double quotes if it is meant as text",
        "[8..4] ; no number is in '[8..4]' ; write the smaller number first",
        "(4..4] ; no number is in '(4..4]' ; write the smaller number first",
        "!a ; '!' has no meaning here ; write 'not a | b'",
        "a | | b ; an alternative is empty ; write texts between the bars, or 'missing' alone in a"
            + " cell",
        "a | missing ; 'missing' has to stand alone in a cell ; put it in double quotes if it is"
            + " meant as text",
        "not known ; 'known' has to stand alone in a cell ; put it in double quotes if it is meant"
            + " as text",
        "not ; an alternative is empty ; write texts between the bars, or 'missing' alone in a cell",
        "a | >= 4 ; '>= 4' is no text ; give each test of a number a row of its own, or put it in"
            + " double quotes if it is meant as text",
        "\"a ; a double quote is not closed ; add the second double quote",
        "\"a\" b ; there is more text after the closing double quote ; separate alternatives by '|'",
        "\" \" ; a text in quotes is blank ; write 'missing' for a blank fact"
      })
  void shouldRefuseACellThatIsNoTest(String cell, String actual, String advice) {
    assertThat(
            problems("table,t\npoint,p\nwhen f,then a\n\"" + cell.replace("\"", "\"\"") + "\",x\n"))
        .containsExactly(
            "tables/t.csv:4: Expected the cell '"
                + cell
                + "' of column 'when f' to be a test, but "
                + actual
                + ". Maybe "
                + advice
                + ".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vpn | ", "& jam", "?", "vpn & !!"})
  void shouldRefuseATextCellWithoutAWord(String cell) {
    assertThat(problems("table,t\npoint,p\nwhen text,then a\n" + cell + ",x\n"))
        .singleElement()
        .asString()
        .startsWith(
            "tables/t.csv:4: Expected the cell '" + cell.strip() + "' of column 'when text'")
        .endsWith(
            "holds no word. Maybe write words of letters and digits, such as 'vpn | blue screen'.");
  }

  private static DefaultItem of(String value) {
    return value.equals("~") ? item("other", "a") : item("f", value);
  }
}
