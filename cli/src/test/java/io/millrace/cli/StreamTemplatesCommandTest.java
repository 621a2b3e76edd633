// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StreamTemplatesCommandTest {
  @TempDir Path folder;

  @Test
  void shouldWriteTheTemplatesWhereTheModelerLooks() throws IOException {
    Path file = folder.resolve(".camunda").resolve("element-templates").resolve("millrace.json");
    Run run = templates(folder);
    assertThat(run).isEqualTo(new Run(0, "Templates: " + file + "\n", ""));
    JsonNode templates = new ObjectMapper().readTree(Schemas.read(file));
    assertThat(templates.isArray()).isTrue();
    assertThat(templates).isNotEmpty();
    assertThat(templates)
        .allSatisfy(one -> assertThat(one.path("id").asText()).startsWith("io.millrace."));
  }

  @Test
  void shouldTakeAFolderOfTemplatesAsItIs() throws IOException {
    Path own = Files.createDirectory(folder.resolve("element-templates"));
    assertThat(templates(own).out()).isEqualTo("Templates: " + own.resolve("millrace.json") + "\n");
    assertThat(own.resolve(".camunda")).doesNotExist();
  }

  @Test
  void shouldNotReplaceAChangedFileUnlessForced() {
    Path file = folder.resolve(".camunda").resolve("element-templates").resolve("millrace.json");
    templates(folder);
    String original = Schemas.read(file);
    assertThat(templates(folder)).isEqualTo(new Run(0, "Already there: " + file + "\n", ""));
    Packs.write(folder, file.toString(), "[]");
    assertThat(templates(folder))
        .isEqualTo(
            new Run(
                2,
                "",
                "Expected '%s' to hold the templates of this version, but it differs.\nMaybe look at the difference, and replace it with --force.\n"
                    .formatted(file)));
    assertThat(Schemas.read(file)).isEqualTo("[]");
    assertThat(templates(folder, "--force").code()).isZero();
    assertThat(Schemas.read(file)).isEqualTo(original);
  }

  @Test
  void shouldRefuseWhatIsNoFolder() throws IOException {
    assertThat(templates(folder.resolve("none")).err())
        .isEqualTo(
            "Expected '%s' to be a folder, but there is none.\nMaybe create the folder first.\n"
                .formatted(folder.resolve("none")));
    Path file = Packs.write(folder, "file", "");
    assertThat(templates(file).err()).contains("to be a folder, but it is a file.");
    Files.writeString(folder.resolve(".camunda"), "in the way");
    Run run = templates(folder);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("Expected to create '")
        .endsWith("Maybe check the access rights.\n");
    assertThat(Run.of("stream", "templates").err()).contains("Missing required option: '--to");
  }

  @Test
  void shouldRefuseAFolderInPlaceOfTheFile() throws IOException {
    Path own = Files.createDirectory(folder.resolve("element-templates"));
    Files.createDirectory(own.resolve("millrace.json"));
    assertThat(templates(own).err()).contains("but it is a folder");
  }

  private static Run templates(Path to, Object... more) {
    return more.length == 0
        ? Run.of("stream", "templates", "--to", to)
        : Run.of("stream", "templates", "--to", to, more[0]);
  }
}
