// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.millrace.model.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Mappings of columns: as files, as objects, and what is wrong with them. */
final class CsvMappingTest {
  private static final String FULL =
      """
      name: help-desk
      columns:
        id: Ticket
        time: Updated
        opened: Created at
        closed: Closed at
        state: Status
        title: Subject
        priority: 1
      times:
        pattern: d/M/yyyy HH:mm
        zone: Europe/Berlin
      separator: semicolon
      missing: [n/a, "-"]
      ignore:
        - Internal note
      """;

  @TempDir Path folder;

  @Test
  void shouldReadAFile() throws IOException {
    CsvMapping mapping = CsvMapping.read(file(FULL));
    assertThat(mapping)
        .isEqualTo(
            CsvMapping.builder("help-desk")
                .column(CsvColumn.ID, "Ticket")
                .column(CsvColumn.TIME, "Updated")
                .column(CsvColumn.OPENED, "Created at")
                .column(CsvColumn.CLOSED, "Closed at")
                .column(CsvColumn.STATE, "Status")
                .column(CsvColumn.TITLE, "Subject")
                .column(CsvColumn.PRIORITY, "1")
                .pattern("d/M/yyyy HH:mm")
                .zone(ZoneId.of("Europe/Berlin"))
                .separator(';')
                .missing("n/a", "-")
                .ignore("Internal note")
                .build());
    assertThat(mapping.toBuilder().build()).isEqualTo(mapping);
  }

  @Test
  void shouldTakeTheFileNameIfItNamesNone() throws IOException {
    CsvMapping mapping = CsvMapping.read(file("columns: {id: a, opened: b}"));
    assertThat(mapping.name()).isEqualTo("map.yaml");
    assertThat(mapping.columns()).isEqualTo(Map.of(CsvColumn.ID, "a", CsvColumn.OPENED, "b"));
  }

  @Test
  void shouldNameTheLineOfEachProblem() throws IOException {
    Path file =
        file(
            """
            nmae: help-desk
            columns:
              id: Ticket
              id: Number
              titel: Subject
              team:
              person: [a]
            times:
              pattern: HH:mm
              zone: Mars/North
              form: x
            separator: pipe
            missing: none
            ignore: [{a: b}]
            """);
    LogMappingException e =
        catchThrowableOfType(LogMappingException.class, () -> CsvMapping.read(file));
    assertThat(e)
        .hasMessageStartingWith(
            "Expected mapping '" + file + "' to be usable, but it has 12 problems.\n  ")
        .hasMessageContaining(
            file
                + ":1: Expected the mapping to hold only the keys columns, ignore, missing, name,"
                + " separator, times, but it holds 'nmae'. Maybe correct the key, or remove it.")
        .hasMessageEndingWith("\nMaybe correct each line as its message says, and read it again.");
    assertThat(e.problems())
        .extracting(problem -> problem.line() + " " + problem.problem())
        .contains(
            "4 Expected 'id' to be there once, but it comes again.",
            "6 Expected 'team' to be a text, but it is not.",
            "7 Expected 'person' to be a text, but it is not.",
            "9 Expected 'pattern' to tell at least year, month and day, but it is 'HH:mm'.",
            "10 Expected 'zone' to be one like 'Europe/Berlin' or '+01:00', but it is"
                + " 'Mars/North'.",
            "11 Expected 'times' to hold only the keys pattern, zone, but it holds 'form'.",
            "12 Expected 'separator' to be comma, semicolon or tab, but it is 'pipe'.",
            "13 Expected 'missing' to be a list, but it is not.",
            "14 Expected each entry of 'ignore' to be a text, but it is not.",
            "3 Expected 'columns' to name the column of 'time' or 'opened', but it names neither.")
        .anySatisfy(text -> assertThat(text).startsWith("5 ").contains("it holds 'titel'"));
  }

  @Test
  void shouldRequireColumns() throws IOException {
    assertThat(problem(file("name: x"))).contains("'columns' to name the column of 'id'");
    assertThat(problem(file("columns: yes"))).contains("'columns' to hold keys and values");
    assertThat(problem(file("[a, b]"))).contains(":1: Expected the mapping to hold keys");
  }

  @Test
  void shouldRefuseWhatIsNoYaml() throws IOException {
    assertThat(problem(file("name: x\ncolumns: [\n"))).contains("map.yaml:3: Expected YAML, but");
    assertThat(problem(file(""))).contains("Expected keys and values, but it is empty.");
    assertThat(problem(file("a: b\n---\nc: d\n"))).contains("Expected YAML, but");
    assertThat(problem(file("x: " + "y".repeat(300_000)))).contains("at most 256 KiB");
    assertThat(problem(folder.resolve("none.yaml"))).contains("a file, but there is none.");
    assertThat(problem(folder)).contains("a file that can be read, but");
    Path latin = folder.resolve("latin.yaml");
    Files.write(latin, "name: Jürgen".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(problem(latin)).contains("Expected UTF-8 text, but it has bytes that are not.");
  }

  @Test
  void shouldNotGrowByAliases() throws IOException {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThat(problem(file(bomb + "ignore: *a39\n"))).contains("Number of aliases");
  }

  @Test
  void shouldCheckWhatIsBuilt() {
    CsvMapping.Builder builder = CsvMapping.builder("made");
    assertThatThrownBy(builder::build)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Expected the mapping 'made' to name the column of the id, but");
    builder.column(CsvColumn.ID, "Number");
    assertThatThrownBy(builder::build).hasMessageContaining("'time' or 'opened', but it names");
    builder.column(CsvColumn.TIME, " ");
    assertThatThrownBy(builder::build).hasMessageContaining("'time' to be named, but the name is");
    builder.column(CsvColumn.TIME, "At").pattern("nonsense");
    assertThatThrownBy(builder::build).hasMessageContaining("but it is 'nonsense'.\nMaybe write");
    builder.pattern(null).separator('|');
    assertThatThrownBy(builder::build).hasMessageContaining("but it is '|'.\nMaybe leave it out");
  }

  @Test
  void shouldGoWithTheFormatCsvOnly() {
    CsvMapping mapping =
        CsvMapping.builder("made")
            .column(CsvColumn.ID, "Number")
            .column(CsvColumn.TIME, "At")
            .build();
    assertThat(ReadOptions.builder().mapping(mapping).build().format()).isEqualTo(LogFormat.CSV);
    ReadOptions.Builder xes = ReadOptions.builder().mapping(mapping).format(LogFormat.XES);
    assertThatThrownBy(xes::build).hasMessageContaining("the format is XES and there is a mapping");
    ReadOptions.Builder bare = ReadOptions.builder().format(LogFormat.CSV);
    assertThatThrownBy(bare::build).hasMessageContaining("the format is CSV without a mapping.");
  }

  @Test
  void shouldFollowItsSchema() throws IOException {
    assertThat(schema().validate(json(FULL), InputFormat.JSON)).isEmpty();
  }

  @Test
  void shouldReadTheExampleOfTheDocs() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "backtest.md"));
    String yaml = page.split("<!-- example-csv-mapping -->\n```yaml\n")[1].split("```")[0];
    assertThat(CsvMapping.read(file(yaml)).columns()).hasSize(CsvColumn.values().length);
    assertThat(schema().validate(json(yaml), InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: x",
        "columns: {opened: b}",
        "columns: {id: a}",
        "columns: {id: a, opened: b, titel: c}",
        "{columns: {id: a, opened: b}, separator: pipe}",
        "{columns: {id: a, opened: b}, missing: x}",
        "{columns: {id: a, opened: ' '}}",
        "{columns: {id: a, opened: b}, other: c}"
      })
  void shouldBeRefusedByReaderAndSchemaAlike(String yaml) throws IOException {
    assertThat(problem(file(yaml))).contains("Expected ");
    assertThat(schema().validate(json(yaml), InputFormat.JSON)).isNotEmpty();
  }

  private static String json(String yaml) throws IOException {
    Object tree = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return new ObjectMapper().writeValueAsString(tree);
  }

  private static Schema schema() throws IOException {
    Path file = Path.of("..", "docs", "schema", "csv-mapping.schema.json");
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(file));
  }

  private static String problem(Path file) {
    LogMappingException e =
        catchThrowableOfType(LogMappingException.class, () -> CsvMapping.read(file));
    assertThat(e).isNotNull();
    assertThat(e.getMessage()).startsWith("Expected mapping '").containsPattern("\nMaybe .*\\.$");
    return String.valueOf(e.getMessage());
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("map.yaml"), yaml);
  }
}
