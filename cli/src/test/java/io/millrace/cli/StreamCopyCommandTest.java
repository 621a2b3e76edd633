// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bpmn.ValueStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StreamCopyCommandTest {
  @TempDir Path folder;

  @Test
  void shouldCopyModelsAsTheyAre() throws IOException {
    // when
    Run run = copy("restore-live-service", "enable-change");

    // then
    Path restore = folder.resolve("restore-live-service.bpmn");
    Path change = folder.resolve("enable-change.bpmn");
    assertThat(run).isEqualTo(new Run(0, "Model: " + restore + "\nModel: " + change + "\n", ""));
    assertThat(Files.readAllBytes(restore))
        .isEqualTo(
            ValueStreams.builtIn().find("restore-live-service").orElseThrow().model().bytes());
  }

  @Test
  void shouldNotReplaceAChangedModelUnlessForced() {
    // given
    Path file = folder.resolve("enable-change.bpmn");
    Packs.write(folder, file.toString(), "mine");

    // when
    Run run = copy("enable-change");

    // then
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "Expected '%s' to hold the model of this version, but it differs.\nMaybe look at the difference, and replace it with --force.\n"
                .formatted(file));
    assertThat(copy("enable-change", "--force").out()).isEqualTo("Model: " + file + "\n");
    assertThat(copy("enable-change").out()).isEqualTo("Already there: " + file + "\n");
  }

  @Test
  void shouldWriteNothingForAnUnknownStream() {
    // when
    Run run = copy("enable-change", "unicorn");

    // then
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "Expected a built-in stream, but there is no 'unicorn'.\nMaybe choose from restore-live-service, resolve-issue, fulfil-request, enable-change, develop-new-service.\n");
    assertThat(folder).isEmptyDirectory();
  }

  private Run copy(String... arguments) {
    Object[] all = new Object[arguments.length + 4];
    all[0] = "stream";
    all[1] = "copy";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    all[all.length - 2] = "--to";
    all[all.length - 1] = folder;
    return Run.of(all);
  }
}
