// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input ends with a clear message and exit code 2, and nothing is recorded. */
final class BadInputTest {
  private static final String ROW =
      "INC1,New,0,2/3/2026 06:00,2/3/2026 06:01,2 - Medium,2 - Medium,3 - Moderate,desk,?,?,?\n";

  @TempDir Path folder;
  private Path report = Path.of("report");
  private Path good = Path.of("good.csv");

  @BeforeEach
  void writeGoodLog() throws IOException {
    report = folder.resolve("report");
    good = write("good.csv", MadeLog.HEADER + ROW);
  }

  @Test
  void shouldRefuseAMissingFile() {
    Path file = folder.resolve("none.csv");
    shouldRefuse(
        List.of(file),
        "Expected log '" + file + "' to be a file, but there is none.",
        "Maybe check the path");
  }

  @Test
  void shouldRefuseAFolder() {
    shouldRefuse(
        List.of(folder),
        "Expected log '" + folder + "' to be a file, but it is a folder.",
        "Maybe name one of the files in it.");
  }

  @Test
  void shouldRefuseAnUnknownFormat() {
    shouldRefuse(
        List.of("--format", "jira", good),
        "Expected the format to be 'servicenow' or 'xes', but it is 'jira'.",
        "Maybe leave it out to have it found out.");
  }

  @Test
  void shouldRefuseTheOtherFormat() {
    shouldRefuse(
        List.of("--format", "xes", good),
        "line 1 of log '" + good + "' to be well-formed XML",
        "Maybe look whether the file is complete");
  }

  @Test
  void shouldRefuseAFileOfAnotherType() throws IOException {
    Path file = write("letter.txt", "Dear all,\nthe printer is on fire.\n");
    shouldRefuse(
        List.of(file),
        "Expected log '"
            + file
            + "' to be a ServiceNow incident audit log (.csv, .csv.gz) or XES (.xes, .xes.gz), but"
            + " neither its content nor its name is of such a kind.",
        "Maybe name its format, or export it in one of these.");
  }

  @Test
  void shouldRefuseAnEmptyFile() throws IOException {
    Path file = write("empty.csv", "");
    shouldRefuse(
        List.of(file),
        "Expected log '" + file + "' to hold a log, but it is empty.",
        "Maybe check whether its export was complete.");
  }

  @Test
  void shouldRefuseALogWithoutRows() throws IOException {
    Path file = write("header.csv", MadeLog.HEADER);
    shouldRefuse(List.of(file), "to hold at least one event, but it has none.");
  }

  @Test
  void shouldRefuseMissingColumns() throws IOException {
    Path file = write("some.csv", MadeLog.HEADER.replace(",urgency,priority", "") + ROW);
    shouldRefuse(
        List.of(file),
        "Expected line 1 of log '" + file + "' to be a header with the columns number,",
        "but columns 'urgency', 'priority' are missing.",
        "Maybe export the incident audit log again with these columns");
  }

  @Test
  void shouldNameLineAndColumnOfABadDate() throws IOException {
    Path file = write("dates.csv", MadeLog.HEADER + ROW + ROW.replaceFirst("2/3/", "31/2/"));
    shouldRefuse(
        List.of(file),
        "Expected column 'opened_at' (number 4) of line 3 of log '"
            + file
            + "' to be a time like 29/2/2016 06:42 (d/M/yyyy HH:mm), but it is '31/2/2026 06:00'.",
        "Maybe correct that field, or skip bad rows.");
  }

  @Test
  void shouldNameLineAndColumnOfAMissingState() throws IOException {
    Path file = write("states.csv", MadeLog.HEADER + ROW.replace(",New,", ",?,"));
    shouldRefuse(
        List.of(file),
        "Expected column 'incident_state' (number 2) of line 2 of log '"
            + file
            + "' to name a state, but it is missing.");
  }

  @Test
  void shouldNameEachBadRow() throws IOException {
    Path file =
        write("rows.csv", MadeLog.HEADER + ROW.replaceFirst(",0,", ",zero,") + "INC2,New,0\n");
    shouldRefuse(List.of(file), "of line 2 of log", "line 3 of log", "to have 12 fields");
  }

  @Test
  void shouldRefuseToSkipAllRows() throws IOException {
    Path file = write("bad.csv", MadeLog.HEADER + ROW.replace("2/3/2026", "today"));
    shouldRefuse(
        List.of("--skip-bad-rows", file),
        "to hold at least one event, but none of its 1 rows is good.");
  }

  @Test
  void shouldRefuseATruncatedGzip() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(MadeLog.of(500, 1).getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = packed.toByteArray();
    Path file = Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(bytes, bytes.length / 2));
    shouldRefuse(
        List.of("--skip-bad-rows", file),
        "Expected log '" + file + "' to be a whole gzip file, but it ends too early after",
        "Maybe copy or export it again.");
  }

  @Test
  void shouldRefuseADocumentType() throws IOException {
    Path secret = write("secret.txt", "precious");
    Path file =
        write(
            "doctype.xes",
            "<?xml version=\"1.0\"?>\n<!DOCTYPE log [<!ENTITY s SYSTEM \""
                + secret.toUri()
                + "\">]>\n<log><trace><string key=\"concept:name\" value=\"&s;\"/></trace></log>\n");
    Ending ending =
        shouldRefuse(
            List.of(file),
            "of log '" + file + "' to be XES without a document type, but it has a DOCTYPE",
            "Maybe remove the DOCTYPE, after looking where the file comes from.");
    assertThat(ending.err()).doesNotContain("precious");
  }

  @Test
  void shouldRefuseBrokenXml() throws IOException {
    Path file = write("broken.xes", "<log>\n<trace>\n</log>\n");
    shouldRefuse(List.of(file), "line 3 of log '" + file + "'", "Maybe ");
  }

  @Test
  void shouldRefuseAMatrixWithAMissingCell() throws IOException {
    Path matrix =
        write(
            "matrix.csv",
            "matrix,house\nmost-important,lowest\nimpact / urgency,1 - High,2 - Low\n"
                + "1 - High,1 - Critical,2 - High\n2 - Low,3 - Low\n");
    shouldRefuse(
        List.of("--matrix", matrix, good),
        matrix.toString(),
        "Expected a level for impact '2 - Low', urgency '2 - Low', but the cell is missing.",
        "Maybe fill it: every combination needs a level.");
  }

  @Test
  void shouldRefuseAnUnknownMatrix() {
    shouldRefuse(
        List.of("--matrix", "remedy", good),
        "Expected a priority matrix 'remedy', but it is neither a file nor one of [default,"
            + " servicenow, glpi, itop].",
        "Maybe check the name or the path.");
  }

  @Test
  void shouldRefuseAFolderForAMatrix() {
    shouldRefuse(List.of("--matrix", folder, good), folder.toString(), "Maybe ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Mars/Olympus", "CEST!", ""})
  void shouldRefuseAnUnknownZone(String zone) {
    shouldRefuse(
        List.of("--zone", zone, good),
        "Expected the zone to be one like 'Europe/Berlin' or '+01:00', but it is '" + zone + "'.",
        "Maybe use a name of the IANA time zone database.");
  }

  @Test
  void shouldRefuseABadMapping() throws IOException {
    Path mapping = write("mapping.yaml", "states: {New: fresh}");
    shouldRefuse(
        List.of("--mapping", mapping, good),
        "Expected mapping '" + mapping + "' to map 'states: New' to one of [registered,");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 10_001})
  void shouldRefuseABatchOutOfRange(int batch) {
    shouldRefuse(
        List.of("--batch", batch, good),
        "Expected the batch to be from 1 to 10000 events, but it is " + batch + ".",
        "Maybe leave it out to take the default.");
  }

  @Test
  void shouldRefuseAReportFolderThatHoldsOtherFiles() throws IOException {
    Files.createDirectory(report);
    Files.writeString(report.resolve("thesis.txt"), "precious");

    Ending ending = Ending.of("--report", report, good);

    assertThat(ending.exitCode()).isEqualTo(2);
    assertThat(ending.err())
        .contains("Expected report folder '" + report + "' to be new, empty or an older report")
        .contains("Maybe name another folder, or empty this one.");
    assertThat(report.resolve("thesis.txt")).hasContent("precious");
    assertThat(folder.resolve("report.data")).doesNotExist();
  }

  @Test
  void shouldRefuseADataFolderThatHoldsOtherFiles() throws IOException {
    Path data = Files.createDirectory(folder.resolve("documents"));
    Files.writeString(data.resolve("thesis.txt"), "precious");

    shouldRefuse(
        List.of("--data", data, good),
        "Expected the data folder '" + data + "' to be empty or a replay's, but it holds");
    assertThat(data.resolve("thesis.txt")).hasContent("precious");
  }

  @Test
  void shouldLeaveNoDataFolderThatWasAskedFor() throws IOException {
    Path data = folder.resolve("kept");
    shouldRefuse(List.of("--data", data, write("empty.csv", "")), "it is empty");
    assertThat(data).doesNotExist();
  }

  @Test
  void shouldRefuseAnUnknownOption() {
    shouldRefuse(List.of("--speed", good), "Unknown option", "'--speed'", "Usage:");
  }

  @Test
  void shouldRefuseTwoLogs() {
    shouldRefuse(List.of(good, good), "Unmatched argument", "Usage:");
  }

  @Test
  void shouldRefuseABatchThatIsNoNumber() {
    shouldRefuse(List.of("--batch", "many", good), "Invalid value for option '--batch'", "Usage:");
  }

  @Test
  void shouldRecordNothingIfItIsStoppedWhileReading() {
    // given
    StopSignal stop = new StopSignal();
    stop.ask();

    // when
    StringWriter err = new StringWriter();
    PrintWriter out = new PrintWriter(new StringWriter());
    String[] arguments = {"--quiet", "--report", report.toString(), good.toString()};
    int exitCode = ReplayCommand.run(stop, out, new PrintWriter(err, true), arguments);

    // then
    assertThat(exitCode).isEqualTo(130);
    assertThat(err.toString().strip())
        .isEqualTo("Stopped while reading the log; nothing was recorded.");
    assertThat(report).doesNotExist();
    assertThat(folder.resolve("report.data")).doesNotExist();
  }

  private Ending shouldRefuse(List<Object> arguments, String... texts) {
    // when
    List<Object> all = new ArrayList<>(List.of("--report", report));
    all.addAll(arguments);
    Ending ending = Ending.of(all.toArray());

    // then
    assertThat(ending.exitCode()).as(ending.err()).isEqualTo(2);
    assertThat(ending.err()).contains(texts).doesNotContain("\tat ");
    assertThat(ending.out()).isEmpty();
    assertThat(report).doesNotExist();
    assertThat(folder.resolve("report.data")).doesNotExist();
    return ending;
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
