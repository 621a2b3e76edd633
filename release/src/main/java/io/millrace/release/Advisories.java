// SPDX-License-Identifier: Apache-2.0
package io.millrace.release;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * All advisories of a folder of JSON files, of a zip file, or of the address of a zip file.
 * Immutable.
 */
record Advisories(List<Advisory> all) {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  Advisories {
    all = List.copyOf(all);
  }

  static Advisories from(String place) throws IOException, InterruptedException {
    if (place.startsWith("http:") || place.startsWith("https:")) {
      try (InputStream zip = download(URI.create(place))) {
        return new Advisories(unzip(zip));
      }
    }
    Path path = Path.of(place);
    if (Files.isDirectory(path)) {
      return new Advisories(folder(path));
    }
    if (Files.exists(path)) {
      try (InputStream zip = Files.newInputStream(path)) {
        return new Advisories(unzip(zip));
      }
    }
    throw new IllegalStateException(
        "Expected advisories at '"
            + place
            + "', but there is nothing.\nMaybe name a folder, a zip file or its address with -Dmillrace.advisories=.");
  }

  /** When the newest entry was changed; empty without entries. */
  Optional<Instant> findNewest() {
    return all.stream().map(Advisory::modified).max(Comparator.naturalOrder());
  }

  private static InputStream download(URI address) throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(PATIENCE)
            .build();
    HttpResponse<InputStream> response =
        client.send(
            HttpRequest.newBuilder(address).timeout(PATIENCE).build(),
            BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      response.body().close();
      throw new IllegalStateException(
          "Expected advisories at '"
              + address
              + "', but the server answered "
              + response.statusCode()
              + ".\nMaybe name a copy with -Dmillrace.advisories=.");
    }
    return response.body();
  }

  private static List<Advisory> unzip(InputStream stream) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<Advisory> advisories = new ArrayList<>();
    ZipInputStream zip = new ZipInputStream(stream);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (entry.getName().endsWith(".json")) {
        advisories.add(Advisory.of(mapper.readTree(zip.readAllBytes())));
      }
    }
    return advisories;
  }

  private static List<Advisory> folder(Path folder) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<Advisory> advisories = new ArrayList<>();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      files = walk.filter(path -> path.toString().endsWith(".json")).sorted().toList();
    }
    for (Path file : files) {
      advisories.add(Advisory.of(mapper.readTree(file.toFile())));
    }
    return advisories;
  }
}
