// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server that the programs crash. */
class PostgresServerIT {

  @Test
  void shouldStartAgainAfterItEndedByItself(@TempDir Path folder) throws Exception {
    try (PostgresServer server = PostgresServer.start(folder, Map.of())) {
      server.create("work");
      end(folder.resolve("pgdata"));
      assertThat(server.isRunning()).isFalse();

      server.start();

      assertThat(server.isRunning()).isTrue();
      assertThat(server.durability()).contains("fsync on");
    }
  }

  /** As it ends when it has no room for its log. */
  private static void end(Path data) throws Exception {
    ProcessHandle postmaster = ProcessHandle.of(pid(data)).orElseThrow();
    new ProcessBuilder("kill", "-QUIT", Long.toString(postmaster.pid())).start().waitFor();
    postmaster.onExit().get(60, TimeUnit.SECONDS);
  }

  private static long pid(Path data) throws IOException {
    return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
  }
}
