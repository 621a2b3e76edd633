// SPDX-License-Identifier: Apache-2.0
package io.millrace.plugin;

import io.millrace.api.HostCalls;
import io.millrace.model.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a policy pack that a plugin brings: bytes by path, such as {@code pack.yaml} and
 * {@code tables/routes.csv}. Nothing in them is checked before Millrace loads the pack. Immutable
 * and thread-safe.
 *
 * <p>Files that are no part of a pack are left out; a pack has at most 1,000 files of at most 1 MiB
 * each.
 */
@HostCalls
public final class PackFiles {
  private static final String MANIFEST = "pack.yaml";
  private static final int MAX_FILES = 1_000;
  private static final int MAX_FILE = 1 << 20;
  private static final int DEPTH = 8;

  private final String name;
  private final SortedMap<String, byte[]> files;

  private PackFiles(String name, SortedMap<String, byte[]> files) {
    this.name = name;
    this.files = files;
  }

  /**
   * Takes files as they are.
   *
   * @param name how messages call the pack
   * @param files the content of each file by its path; {@code /} separates folders
   * @throws InvalidInputException if there are too many files, or one is too large
   */
  public static PackFiles of(String name, Map<String, byte[]> files) {
    Collector collector = new Collector(name);
    files.forEach((path, content) -> collector.add(path, content.clone()));
    return collector.collected();
  }

  /**
   * Reads a folder. Symbolic links are not followed.
   *
   * @throws InvalidInputException if it is no folder, or too large
   */
  public static PackFiles folder(Path folder) {
    Collector collector = new Collector(String.valueOf(folder.getFileName()));
    collector.folder(folder);
    return collector.collected();
  }

  /**
   * Reads a folder of the plugin's own jar, or of the folder that its classes are in.
   *
   * @param anchor a class of the plugin, whose class loader finds the folder
   * @param folder the path of the folder from the root of the class path, such as {@code
   *     policies/house}; it holds {@code pack.yaml}
   * @throws InvalidInputException if there is no such folder, it is too large, or the server keeps
   *     its jars in a form of its own: then read the files one by one, and use {@link #of}
   */
  public static PackFiles classPath(Class<?> anchor, String folder) {
    Collector collector = new Collector(folder);
    collector.classPath(anchor, folder);
    return collector.collected();
  }

  /** How messages call the pack. */
  public String name() {
    return name;
  }

  /** The paths of the files, sorted. */
  public List<String> paths() {
    return List.copyOf(files.keySet());
  }

  /**
   * A copy of a file's content.
   *
   * @throws InvalidInputException if there is none with this path
   */
  public byte[] bytes(String path) {
    byte[] content = files.get(path);
    if (content == null) {
      throw new InvalidInputException(
          "Expected the pack '" + name + "' to hold '" + path + "', but it does not.",
          "take a path from paths()");
    }
    return content.clone();
  }

  @Override
  public String toString() {
    return name + " " + files.keySet();
  }

  /** Collects files within the limits. */
  private static final class Collector {
    private final String name;
    private final SortedMap<String, byte[]> files = new TreeMap<>();

    Collector(String name) {
      if (name.isBlank()) {
        throw new InvalidInputException(
            "Expected a policy pack to have a name for messages, but it is blank.",
            "name it after its folder");
      }
      this.name = name;
    }

    void add(String path, byte[] content) {
      if (content.length > MAX_FILE) {
        throw refused("its file '" + path + "' is larger than 1 MiB", "split the file", null);
      }
      files.put(path, content);
      if (files.size() > MAX_FILES) {
        throw refused(
            "it has more than 1,000 files", "leave out what is no part of the pack", null);
      }
    }

    void folder(Path root) {
      if (!Files.isDirectory(root)) {
        throw refused("'" + root + "' is no folder", "check the path", null);
      }
      try (Stream<Path> paths = Files.walk(root, DEPTH, new FileVisitOption[0])) {
        for (Path path : (Iterable<Path>) paths.sorted()::iterator) {
          String relative = root.relativize(path).toString().replace('\\', '/');
          if (isPart(relative) && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            try (InputStream in = Files.newInputStream(path)) {
              add(relative, in.readNBytes(MAX_FILE + 1));
            }
          }
        }
      } catch (IOException | UncheckedIOException e) {
        throw refused("reading '" + root + "' failed: " + e.getMessage(), "check the folder", e);
      }
    }

    void classPath(Class<?> anchor, String folder) {
      String path = folder.endsWith("/") ? folder : folder + "/";
      ClassLoader loader = anchor.getClassLoader();
      URL manifest =
          loader == null
              ? ClassLoader.getSystemResource(path + MANIFEST)
              : loader.getResource(path + MANIFEST);
      if (manifest == null) {
        throw refused(
            "the class path of " + anchor.getName() + " has no '" + path + MANIFEST + "'",
            "check the path; in a module, open the package of the folder",
            null);
      }
      try {
        read(manifest);
      } catch (IOException | URISyntaxException | UncheckedIOException e) {
        throw refused("reading '" + manifest + "' failed: " + e.getMessage(), "check the jar", e);
      }
    }

    private void read(URL manifest) throws IOException, URISyntaxException {
      if (manifest.getProtocol().equals("file")) {
        Path folder = Path.of(new URI(manifest.toString())).getParent();
        folder(folder == null ? Path.of("") : folder);
        return;
      }
      URLConnection connection = manifest.openConnection();
      connection.setUseCaches(false); // a shared jar file would be closed under somebody else
      if (!(connection instanceof JarURLConnection jar)) {
        throw refused(
            "'" + manifest + "' is neither in a folder nor in a jar",
            "read its files one by one, and pass them to PackFiles.of(name, files)",
            null);
      }
      String entry = jar.getEntryName();
      String prefix = entry.substring(0, entry.length() - MANIFEST.length());
      try (JarFile file = jar.getJarFile()) {
        for (JarEntry one : Collections.list(file.entries())) {
          String name = one.getName();
          if (name.startsWith(prefix) && isPart(name.substring(prefix.length()))) {
            try (InputStream in = file.getInputStream(one)) {
              add(name.substring(prefix.length()), in.readNBytes(MAX_FILE + 1));
            }
          }
        }
      }
    }

    private static boolean isPart(String path) {
      return path.equals(MANIFEST)
          || path.startsWith("tables/") && path.endsWith(".csv")
          || path.startsWith("rules/") && path.endsWith(".drl")
          || path.startsWith("scenarios/") && (path.endsWith(".yaml") || path.endsWith(".yml"));
    }

    private InvalidInputException refused(String why, String advice, @Nullable Exception cause) {
      String problem = "Expected '" + name + "' to be the files of a policy pack, but " + why + ".";
      return cause == null
          ? new InvalidInputException(problem, advice)
          : new InvalidInputException(problem, advice, cause);
    }

    PackFiles collected() {
      return new PackFiles(name, Collections.unmodifiableSortedMap(files));
    }
  }
}
