// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackSourceTest {
  private static final Map<String, String> FILES =
      Map.of(
          "pack.yaml", "pack: a\n", "tables/t.csv", "table,t\n", "rules/x/y.drl", "package p;\n");

  @TempDir Path folder;

  @Test
  void shouldBeTheSameFromFolderZipAndTexts() throws IOException {
    // given
    PackSource texts = PackSource.of("texts", FILES);
    Path root = write(FILES);
    Files.writeString(root.resolve("README.md"), "not part of it");
    Path zip = folder.resolve("pack.zip");
    Files.write(zip, texts.toZip());

    // when, then
    assertThat(PackSource.read(root).paths())
        .containsExactly("pack.yaml", "rules/x/y.drl", "tables/t.csv");
    assertThat(PackSource.read(root).digest()).isEqualTo(texts.digest());
    assertThat(PackSource.read(zip).digest()).isEqualTo(texts.digest());
    assertThat(PackSource.ofZip("z", texts.toZip()).toZip()).isEqualTo(texts.toZip());
    assertThat(PackSource.read(root).bytes("tables/t.csv"))
        .isEqualTo("table,t\n".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void shouldHaveAnotherDigestWhenAPathOrAByteDiffers() {
    String digest = PackSource.of("a", Map.of("pack.yaml", "x")).digest();
    assertThat(PackSource.of("b", Map.of("pack.yaml", "x")).digest()).isEqualTo(digest);
    assertThat(PackSource.of("a", Map.of("pack.yaml", "y")).digest()).isNotEqualTo(digest);
    assertThat(PackSource.of("a", Map.of("pack.yamlx", "")).digest()).isNotEqualTo(digest);
  }

  @Test
  void shouldSayThatAPathDoesNotExist() {
    Path missing = folder.resolve("nowhere");
    assertThatThrownBy(() -> PackSource.read(missing))
        .isInstanceOf(PackLoadException.class)
        .hasMessageContaining("nowhere: Expected a policy pack, but it does not exist.")
        .hasMessageContaining("Maybe check the path '" + missing + "'.");
  }

  @Test
  void shouldRefuseALargeFileAndAZipThatGrows() throws IOException {
    Path root = write(FILES);
    Files.write(root.resolve("tables/t.csv"), new byte[(1 << 20) + 1]);
    assertThatThrownBy(() -> PackSource.read(root))
        .hasMessageContaining(
            "tables/t.csv: Expected a file of at most 1 MiB, but it is larger. Maybe split it.");

    byte[] bomb = zip("tables/%d.csv", 40, 1 << 20);
    assertThat(bomb.length).isLessThan(100_000);
    assertThatThrownBy(() -> PackSource.ofZip("bomb", bomb))
        .hasMessageContaining("it has more than 1,000 files or 16 MiB");
  }

  @Test
  void shouldRefuseBytesThatAreNoZip() {
    assertThat(PackSource.ofZip("empty", new byte[10]).paths()).isEmpty();
    byte[] torn = PackSource.of("a", FILES).toZip();
    torn[8] = 99; // a way of packing that no zip file has
    assertThatThrownBy(() -> PackSource.ofZip("torn", torn))
        .isInstanceOf(PackLoadException.class)
        .hasMessageContaining("torn: Expected a policy pack, but it is no sound zip file");
  }

  @Test
  void shouldNotFollowLinksOutOfTheFolder() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.csv"), "secret");
    Path root = write(FILES);
    Files.createSymbolicLink(root.resolve("tables/link.csv"), secret);
    assertThat(PackSource.read(root).paths()).doesNotContain("tables/link.csv");
  }

  private Path write(Map<String, String> files) throws IOException {
    Path root = folder.resolve("pack");
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return root;
  }

  private static byte[] zip(String name, int entries, int size) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (int i = 0; i < entries; i++) {
        out.putNextEntry(new ZipEntry(name.formatted(i)));
        out.write(new byte[size]);
      }
    }
    return bytes.toByteArray();
  }
}
