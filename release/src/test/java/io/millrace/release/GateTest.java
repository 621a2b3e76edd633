// SPDX-License-Identifier: Apache-2.0
package io.millrace.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Waivers NONE = Waivers.parse("waivers: []");

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Gate gate =
      new Gate(
          Clock.fixed(NOW, ZoneOffset.UTC), new PrintStream(printed, true, StandardCharsets.UTF_8));

  @TempDir Path folder;

  @Test
  void shouldStopWhatLiesInARange() throws Exception {
    // given
    Advisories advisories =
        advisories(advisory("{\"introduced\": \"1.0\"}, {\"fixed\": \"1.10\"}"));

    // then
    assertThatThrownBy(() -> gate.pass(sbom("1.9.3"), NONE, advisories))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Expected no known vulnerability, but found org.example:lib:1.9.3: GHSA-aaaa, CVE-2026-0001 (HIGH) It leaks\n"
                + "Maybe take a version without it, or waive it with name, reason and dates in release/waivers.yaml.");
    gate.pass(sbom("0.9"), NONE, advisories);
    gate.pass(sbom("1.10"), NONE, advisories);
    gate.pass(sbom("1.11-rc1"), NONE, advisories);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("Nothing is known that is not waived.");
  }

  @Test
  void shouldKnowSeveralLinesOfVersions() throws Exception {
    // given
    Advisories advisories =
        advisories(
            advisory(
                "{\"introduced\": \"0\"}, {\"fixed\": \"1.5\"}, {\"introduced\": \"2.0\"}, {\"last_affected\": \"2.3\"}"));

    // then
    for (String vulnerable : new String[] {"0.1", "1.4.9", "2.0", "2.3"}) {
      assertThatThrownBy(() -> gate.pass(sbom(vulnerable), NONE, advisories))
          .hasMessageContaining("lib:" + vulnerable + ":");
    }
    for (String sound : new String[] {"1.5", "1.9", "2.3.1", "3"}) {
      gate.pass(sbom(sound), NONE, advisories);
    }
  }

  @Test
  void shouldPassWhatIsWaivedByAnyOfItsIds() throws Exception {
    // given
    Advisories advisories = advisories(advisory("{\"introduced\": \"0\"}"));
    Waivers waivers =
        Waivers.parse(
            """
            waivers:
              - id: CVE-2026-0001
                component: org.example:lib:1.0
                reason: Nothing here calls it.
                answers: Ann Example
                since: 2026-11-01
                until: 2027-02-01
            """);

    // when
    gate.pass(sbom("1.0"), waivers, advisories);

    // then
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("waived: org.example:lib:1.0: GHSA-aaaa, CVE-2026-0001 (HIGH) It leaks");
    assertThatThrownBy(() -> gate.pass(sbom("1.1"), waivers, advisories))
        .hasMessageContaining("for 'org.example:lib:1.0' to be about a dependency")
        .hasMessageContaining("found org.example:lib:1.1: GHSA-aaaa");
  }

  @Test
  void shouldIgnoreWhatWasWithdrawnAndOtherEcosystems() throws Exception {
    // given
    String affected = advisory("{\"introduced\": \"0\"}");

    // then
    gate.pass(
        sbom("1.0"),
        NONE,
        advisories(
            affected.replace(
                "\"summary\"", "\"withdrawn\": \"2026-11-21T00:00:00Z\", \"summary\"")));
    gate.pass(sbom("1.0"), NONE, advisories(affected.replace("Maven", "npm")));
  }

  @Test
  void shouldFindVersionsThatAreListed() throws Exception {
    // given
    Advisories advisories =
        advisories(advisory("").replace("\"ranges\"", "\"versions\": [\"1.0-beta\"], \"ranges\""));

    // then
    gate.pass(sbom("1.0"), NONE, advisories);
    assertThatThrownBy(() -> gate.pass(sbom("1.0-beta"), NONE, advisories))
        .hasMessageContaining("lib:1.0-beta");
  }

  @Test
  void shouldStopIfTheAdvisoriesAreOldOrMissing() throws Exception {
    // given
    Advisories old = advisories(advisory("").replace("2026-11-20", "2026-10-20"));

    // then
    assertThatThrownBy(() -> gate.pass(sbom("1.0"), NONE, old))
        .hasMessageContaining(
            "Expected advisories of the last 14 days, but the newest is of 2026-10-20T00:00:00Z.");
    assertThatThrownBy(() -> gate.pass(sbom("1.0"), NONE, new Advisories(List.of())))
        .hasMessage("Expected advisories, but there are none.");
    assertThatThrownBy(() -> Advisories.from(folder.resolve("nowhere").toString()))
        .hasMessageContaining("but there is nothing.\nMaybe name a folder");
  }

  @Test
  void shouldReadAZipFileFromAServer() throws Exception {
    // given
    Path zip = zip(advisory("{\"introduced\": \"0\"}"));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/all.zip",
        exchange -> {
          exchange.sendResponseHeaders(200, Files.size(zip));
          try (var body = exchange.getResponseBody()) {
            Files.copy(zip, body);
          }
        });
    server.start();
    try {
      String address = "http://localhost:" + server.getAddress().getPort();

      // when
      Advisories downloaded = Advisories.from(address + "/all.zip");

      // then
      assertThat(downloaded.all()).isEqualTo(Advisories.from(zip.toString()).all()).hasSize(1);
      assertThatThrownBy(() -> Advisories.from(address + "/other.zip"))
          .hasMessageContaining("but the server answered 404.");
    } finally {
      server.stop(0);
    }
  }

  private Sbom sbom(String version) throws IOException {
    Path file = folder.resolve("sbom.json");
    Files.writeString(
        file,
        """
        {"components": [
          {"group": "org.example", "name": "lib", "version": "%s"},
          {"group": "io.millrace", "name": "millrace-rules", "version": "1"}]}
        """
            .formatted(version));
    return Sbom.read(file);
  }

  private Advisories advisories(String json) throws IOException, InterruptedException {
    Path advisories = folder.resolve("advisories");
    Files.writeString(
        Files.createDirectories(advisories.resolve("2026")).resolve("one.json"), json);
    return Advisories.from(advisories.toString());
  }

  private Path zip(String json) throws IOException {
    Path zip = folder.resolve("all.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (Map.Entry<String, String> file :
          Map.of("one.json", json, "README", "not JSON").entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return zip;
  }

  private static String advisory(String events) {
    return """
        {
          "id": "GHSA-aaaa",
          "aliases": ["CVE-2026-0001"],
          "modified": "2026-11-20T00:00:00Z",
          "summary": "It leaks",
          "affected": [{
            "package": {"ecosystem": "Maven", "name": "org.example:lib"},
            "ranges": [{"type": "ECOSYSTEM", "events": [%s]}]
          }],
          "database_specific": {"severity": "HIGH"}
        }
        """
        .formatted(events);
  }
}
