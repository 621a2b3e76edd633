// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.jakarta;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.examples.jakarta.other.HelloExtension;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * An application without Millrace. A server keeps the application that first built annotations in
 * an extension, the one that last compared records, and the first and the last one that a thread
 * answered a request of. Let it be this one, and what is kept beside it is Millrace's fault.
 */
final class OtherApplication {
  static final String NAME = "other.war";

  private OtherApplication() {}

  static Path writeTo(Path folder) throws IOException, URISyntaxException {
    Path war = folder.resolve(NAME);
    Path root =
        Path.of(HelloExtension.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path classes = root.resolve(HelloExtension.class.getPackageName().replace('.', '/'));
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war));
        Stream<Path> files = Files.list(classes)) {
      for (Path file : files.sorted().toList()) {
        String name = root.relativize(file).toString().replace('\\', '/');
        put(zip, "WEB-INF/classes/" + name, Files.readAllBytes(file));
      }
      put(
          zip,
          "WEB-INF/classes/META-INF/services/"
              + "jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension",
          HelloExtension.class.getName().getBytes(UTF_8));
      put(zip, "WEB-INF/beans.xml", new byte[0]);
    }
    return war;
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }
}
