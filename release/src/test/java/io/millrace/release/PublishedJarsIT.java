// SPDX-License-Identifier: Apache-2.0
package io.millrace.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

class PublishedJarsIT {

  private static final Path PUBLISHED = Path.of("target/published");

  @Test
  void shouldCarryLicenceNoticeAndModuleName() throws IOException {
    for (Reactor.Module module : Reactor.read().publishedJars()) {
      // given
      Path file = PUBLISHED.resolve(module.artifact() + ".jar");
      assertThat(file).exists();

      try (JarFile jar = new JarFile(file.toFile())) {
        // then
        for (String name : List.of("LICENSE", "NOTICE")) {
          assertThat(read(jar, "META-INF/" + name))
              .as(name + " in " + module.artifact())
              .isEqualTo(Files.readAllBytes(Reactor.ROOT.resolve(name)));
        }
        assertThat(
                jar.getEntry("module-info.class") != null
                    || jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name")
                        != null)
            .as("module name of " + module.artifact())
            .isTrue();
      }
    }
  }

  @Test
  void shouldHaveSoundWaivers() throws IOException {
    // given
    Sbom sbom = Sbom.read(Reactor.ROOT.resolve("target/sbom.json"));
    Waivers waivers = Waivers.read(Reactor.ROOT.resolve("release/waivers.yaml"));

    // then
    assertThat(sbom.components()).hasSizeGreaterThan(50);
    assertThat(waivers.wrong(sbom, LocalDate.now(ZoneOffset.UTC))).isEmpty();
  }

  private static byte[] read(JarFile jar, String name) throws IOException {
    JarEntry entry = jar.getJarEntry(name);
    return entry == null ? new byte[0] : jar.getInputStream(entry).readAllBytes();
  }
}
