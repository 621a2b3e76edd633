// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.model.MillraceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way in which a log can be bad: what is said, and that nothing is left behind. */
final class BadLogTest {
  private static final ReadOptions SKIP = ReadOptions.builder().skipBadRows(true).build();

  @TempDir Path folder;
  private MadeLogs logs;

  @BeforeEach
  void setUp() {
    logs = new MadeLogs(folder);
  }

  @AfterEach
  void shouldLeaveNothingBehind() {
    assertThat(logs.work()).doesNotExist();
  }

  @Test
  void shouldRefuseMissingFile() {
    Path log = folder.resolve("none.csv");
    assertThat(access(log))
        .hasMessageStartingWith(
            "Expected log '" + log + "' to be a file, but there is none.\nMaybe")
        .returns(log, LogAccessException::path);
  }

  @Test
  void shouldRefuseFolder() {
    assertThat(access(folder))
        .hasMessageContaining("to be a file, but it is a folder.\nMaybe name");
  }

  @Test
  void shouldRefuseUnknownFormat() {
    refused(
        "notes.txt", "Dear all,\nthe printer is on fire.\n", "to be a ServiceNow incident audit");
  }

  @Test
  void shouldRefuseGzipOfSomethingElse() {
    Path log = logs.write("log.gz", MadeLogs.gzip(new byte[] {0, 1, 2, 3, 0, 9}));
    refused(log, "neither its content nor its name is of such a kind");
    Path twice = logs.write("log.csv.gz", MadeLogs.gzip(MadeLogs.gzip(new byte[] {1})));
    refused(twice, "neither its content nor its name is of such a kind");
  }

  @Test
  void shouldRefuseEmptyFile() {
    refused("log.csv", "", "log.csv' to hold a log, but it is empty.");
    refused(logs.write("log.csv.gz", MadeLogs.gzip(new byte[0])), "but it is empty.");
  }

  @Test
  void shouldRefuseHeaderOnly() {
    refused("log.csv", MadeLogs.HEADER, "to hold at least one event, but it has none.");
  }

  @Test
  void shouldRefuseLogWithoutTraces() {
    refused("log.xes", MadeLogs.xes(), "to hold at least one event, but it has none.");
  }

  @Test
  void shouldNameMissingColumns() {
    String header = MadeLogs.HEADER.replace(",opened_at", "").replace(",impact", ",severity");
    refused("log.csv", header, "but columns 'opened_at', 'impact' are missing.");
    refused("log.csv", "a,b,c\n1,2,3\n", "columns 'number', 'incident_state', 'sys_mod_count'");
  }

  @Test
  void shouldRefuseColumnNamedTwice() {
    refused(
        "log.csv",
        MadeLogs.HEADER.strip() + ",impact\n",
        "Expected column 'impact' (number 14) of line 1 of log",
        "to be named once, but the header names it before.");
  }

  @Test
  void shouldNameLineAndColumnOfBadDate() {
    String bad = MadeLogs.row("INC1", "New", 1, "1/2/2016 10:00", "31/2/2016 10:00", "?");
    LogFormatException e =
        refused(
            "log.csv",
            MadeLogs.HEADER + MadeLogs.goodRow() + bad,
            "Expected column 'sys_updated_at' (number 5) of line 3 of log",
            "to be a time like 29/2/2016 06:42 (d/M/yyyy HH:mm), but it is '31/2/2016 10:00'.",
            "\nMaybe correct that field, or skip bad rows.");
    assertThat(e.problems())
        .singleElement()
        .returns(3L, LogProblem::line)
        .returns(5, LogProblem::column)
        .returns("sys_updated_at", LogProblem::columnName);
  }

  @Test
  void shouldRefuseRowWithoutStateNumberOrCount() {
    String bad = MadeLogs.goodRow().replace("INC1,New,0", "?,,x");
    refused(
        "log.csv",
        MadeLogs.HEADER + bad,
        "has 3 problems",
        "column 'number' (number 1) of line 2",
        "to name a state, but it is missing",
        "to be a whole number such as 0, but it is 'x'");
  }

  @Test
  void shouldRefuseRowWithoutTime() {
    String bad = MadeLogs.goodRow().replace("1/2/2016 10:05", "?");
    refused("log.csv", MadeLogs.HEADER + bad, "'sys_updated_at'", "but it is missing.");
  }

  @Test
  void shouldRefuseItemNameThatIsTooLong() {
    String bad = MadeLogs.goodRow().replace("INC1", "I".repeat(256));
    refused("log.csv", MadeLogs.HEADER + bad, "to have at most 255 characters, but it has 256.");
    String event = MadeLogs.event("A", "B", "2020-01-01T00:00:00Z");
    refused(
        "log.xes",
        MadeLogs.xes(MadeLogs.trace("I".repeat(256), event)),
        "at most 255 characters, but it has 256.");
  }

  @Test
  void shouldRefuseRaggedRows() {
    refused(
        "log.csv",
        MadeLogs.HEADER + "INC1,New\n" + MadeLogs.goodRow().strip() + ",more\n",
        "line 2 of log",
        "to have 13 fields like the header, but it has 2.",
        "line 3 of log",
        "but it has 14.");
  }

  @Test
  void shouldCountProblemsBeyondTheList() {
    ReadOptions few = ReadOptions.builder().maxListed(3).build();
    Path log = logs.write("log.csv", MadeLogs.HEADER + "x\n".repeat(1_000));
    LogFormatException e = format(log, few);
    assertThat(e.problemCount()).isEqualTo(1_000);
    assertThat(e.problems()).hasSize(3);
    assertThat(e).hasMessageContaining("and 997 more.");
  }

  @Test
  void shouldRefuseTruncatedGzip() {
    byte[] whole =
        MadeLogs.gzip((MadeLogs.HEADER + manyRows(2_000)).getBytes(StandardCharsets.UTF_8));
    for (int length : new int[] {5, whole.length / 2, whole.length - 3}) {
      Path log = logs.write("log.csv.gz", Arrays.copyOf(whole, length));
      refused(log, "to be a whole gzip file, but it ends too early after ");
      assertThat(format(log, SKIP)).hasMessageContaining("but it ends too early after ");
    }
  }

  @Test
  void shouldRefuseTruncatedGzipOfXes() {
    String event = MadeLogs.event("A", "B", "2020-01-01T00:00:00Z");
    String[] events = new String[2_000];
    Arrays.fill(events, event);
    byte[] whole =
        MadeLogs.gzip(MadeLogs.xes(MadeLogs.trace("1", events)).getBytes(StandardCharsets.UTF_8));
    Path log = logs.write("log.xes.gz", Arrays.copyOf(whole, whole.length / 2));
    refused(log, "to be a whole gzip file, but it ends too early after ");
  }

  @Test
  void shouldRefuseDamagedGzip() {
    byte[] packed =
        MadeLogs.gzip((MadeLogs.HEADER + manyRows(2_000)).getBytes(StandardCharsets.UTF_8));
    packed[packed.length - 6] ^= 0x55;
    refused(logs.write("log.csv.gz", packed), "to be a whole gzip file, but it is damaged (");
  }

  @Test
  void shouldRefuseTextThatIsNotUtf8() {
    byte[] latin =
        (MadeLogs.HEADER + manyRows(500) + MadeLogs.goodRow().replace("Group 1", "Gruppe Ü"))
            .getBytes(StandardCharsets.ISO_8859_1);
    refused(
        logs.write("log.csv", latin),
        "Expected line 502 of log",
        "to be text in UTF-8, but it has bytes that are not.\nMaybe save the log as UTF-8.");
  }

  @Test
  void shouldRefuseQuotationMarkThatIsNotClosed() {
    String bad = MadeLogs.goodRow().replace("Group 1", "\"Group 1");
    refused(
        "log.csv",
        MadeLogs.HEADER + bad + MadeLogs.goodRow(),
        "Expected line 2 of log",
        "to begin a record of CSV, but it cannot be read: Unclosed quoted field");
  }

  @Test
  void shouldRefuseHugeField() {
    String bad = MadeLogs.goodRow().replace("Group 1", "\"" + "G".repeat(3_000_000) + "\"");
    refused(
        "log.csv",
        MadeLogs.HEADER + bad,
        "Expected line 2 of log",
        "to begin a record of CSV, but",
        "1048576");
    ReadOptions small = ReadOptions.builder().maxFieldChars(10_000).build();
    String event = MadeLogs.event("A".repeat(10_001), "B", "2020-01-01T00:00:00Z");
    Path log = logs.write("log.xes", MadeLogs.xes(MadeLogs.trace("1", event)));
    assertThat(format(log, small))
        .hasMessageContaining("line 5 of log")
        .hasMessageContaining("to have values of at most 10000 characters, but one is longer.");
  }

  @Test
  void shouldRefuseDoctype() {
    refused(
        "log.xes",
        "<?xml version='1.0'?>\n<!DOCTYPE log [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>\n<log>&x;</log>",
        "Expected line 2 of log",
        "to be XES without a document type, but it has a DOCTYPE",
        "\nMaybe remove the DOCTYPE");
    refused("log.xes", "<!DOCTYPE log SYSTEM 'http://127.0.0.1:1/x.dtd'>\n<log/>", "a DOCTYPE");
  }

  @Test
  void shouldRefuseOtherXml() {
    refused("log.xes", "<html><body/></html>", "to begin with the element 'log' of XES, but");
  }

  @Test
  void shouldNamePlaceOfMalformedXml() {
    String broken = MadeLogs.xes(MadeLogs.trace("1", "<event>\n<string key='a'\n</event>"));
    LogFormatException e = refused("log.xes", broken, "to be well-formed XML, but reading stopped");
    assertThat(e.problems().get(0).line()).isEqualTo(7);
    assertThat(e.problems().get(0).column()).isPositive();
    refused("log.xes", MadeLogs.xes().replace("</log>", ""), "to be well-formed XML");
    refused("log.xes", MadeLogs.xes() + "<log/>", "to be well-formed XML");
  }

  @Test
  void shouldRefuseUnknownEncodingOfXml() {
    refused("log.xes", "<?xml version='1.0' encoding='x-none'?>\n<log/>", "an encoding that Java");
  }

  @Test
  void shouldRefuseXesEventsWithoutTimeNameOrTrace() {
    String noTime = MadeLogs.event("A", "B", "x").replaceAll("<date[^>]*>", "");
    String badTime = MadeLogs.event("A", "B", "yesterday");
    String noName = MadeLogs.event("", "B", "2020-01-01T00:00:00Z");
    String noTrace = "<trace>\n" + MadeLogs.event("A", "B", "2020-01-01T00:00:00Z") + "</trace>\n";
    LogFormatException e =
        refused(
            "log.xes",
            MadeLogs.xes(MadeLogs.trace("1", noTime, badTime, noName), noTrace),
            "Expected column 'time:timestamp' of line 5 of log",
            "to say when the event happened, but it is missing.",
            "to be a time like 2010-03-31T16:59:42+02:00, but it is 'yesterday'.",
            "to name what happened, but it is missing.",
            "line 9 of log",
            "to begin a trace with its concept:name before its first event, but the trace has none.");
    assertThat(e.problemCount()).isEqualTo(4);
  }

  @Test
  void shouldRefuseEventWithTooManyAttributes() {
    StringBuilder event = new StringBuilder("<event>");
    for (int i = 0; i < 1_001; i++) {
      event.append("<string key='").append(i).append("' value='x'/>");
    }
    refused(
        "log.xes",
        MadeLogs.xes(MadeLogs.trace("1", event + "</event>")),
        "with at most 1000 attributes, but it has more.");
  }

  @Test
  void shouldRefuseLogWithoutGoodRowsEvenIfBadOnesAreSkipped() {
    Path log = logs.write("log.csv", MadeLogs.HEADER + "x\ny\n");
    assertThat(format(log, SKIP)).hasMessageContaining("but none of its 2 rows is good.");
  }

  @Test
  void shouldRefuseWorkFolderThatIsAFile() throws IOException {
    Path log = logs.write("log.csv", MadeLogs.HEADER + MadeLogs.goodRow());
    Path file = Files.createFile(folder.resolve("occupied"));
    MillraceException e =
        catchThrowableOfType(
            LogAccessException.class,
            () -> SortedLog.prepare(log, ReadOptions.defaults(), file, ProgressListener.none()));
    assertThat(e)
        .hasMessageStartingWith("Expected work folder '" + file + "' to be a folder that can be")
        .hasMessageContaining("\nMaybe name a folder on a disk with room");
  }

  private static String manyRows(int count) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < count; i++) {
      rows.append(MadeLogs.goodRow().replace("INC1", "INC" + i));
    }
    return rows.toString();
  }

  private LogAccessException access(Path log) {
    return catchThrowableOfType(LogAccessException.class, () -> logs.prepare(log));
  }

  private LogFormatException refused(String name, String content, String... parts) {
    return refused(logs.write(name, content), parts);
  }

  private LogFormatException refused(Path log, String... parts) {
    LogFormatException e = format(log, ReadOptions.defaults());
    assertThat(e).hasMessageContainingAll(parts);
    assertThat(e.getMessage())
        .startsWith("Expected ")
        .contains(log.toString())
        .containsPattern("\nMaybe .*\\.$");
    return e;
  }

  private LogFormatException format(Path log, ReadOptions options) {
    LogFormatException e =
        catchThrowableOfType(LogFormatException.class, () -> logs.prepare(log, options));
    assertThat(e).isNotNull();
    return e;
  }
}
