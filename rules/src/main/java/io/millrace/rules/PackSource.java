// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import io.millrace.model.InvalidInputException;
import io.millrace.plugin.PackFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The files of a policy pack as their author wrote them, before anything is checked. Immutable and
 * thread-safe; the digest depends on paths and contents alone.
 *
 * <p>A pack holds {@code pack.yaml}, {@code tables/*.csv}, {@code rules/**}{@code /*.drl} and
 * {@code scenarios/*.yaml}; other files (a read-me, a licence) are left out. It has at most 1,000
 * files of at most 1 MiB, and 16 MiB in all. Symbolic links are not followed.
 */
public final class PackSource {
  /** The path of the file that describes the pack. */
  public static final String MANIFEST = "pack.yaml";

  private static final int MAX_FILES = 1_000;
  private static final int MAX_FILE = 1 << 20;
  private static final int MAX_TOTAL = 16 << 20;
  private static final LocalDateTime ZIP_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final String name;
  private final SortedMap<String, byte[]> files;
  private final String digest;

  private PackSource(String name, SortedMap<String, byte[]> files, String digest) {
    this.name = name;
    this.files = files;
    this.digest = digest;
  }

  /**
   * Reads a folder, or a zip or jar file.
   *
   * @throws PackLoadException if it cannot be read or is too large
   */
  public static PackSource read(Path path) {
    Path last = path.getFileName();
    String name = last == null ? path.toString() : last.toString();
    try {
      if (Files.isDirectory(path)) {
        return folder(name, path);
      }
      try (InputStream in = Files.newInputStream(path)) {
        return zip(name, in);
      }
    } catch (java.nio.file.NoSuchFileException e) {
      throw failed(name, "it does not exist", "check the path '" + path + "'", e);
    } catch (IOException | UncheckedIOException e) {
      String why = "reading it failed: " + e.getMessage();
      throw failed(name, why, "check that this process may read '" + path + "'", e);
    }
  }

  /**
   * Reads the bytes of a zip or jar file, such as {@link #toZip()} gives.
   *
   * @param name how messages name it
   * @throws PackLoadException if they are not a zip file, or too large
   */
  public static PackSource ofZip(String name, byte[] zip) {
    try {
      return zip(name, new ByteArrayInputStream(zip));
    } catch (IOException e) {
      throw failed(name, "reading it failed: " + e.getMessage(), "pack the folder again", e);
    }
  }

  /**
   * Takes texts as files.
   *
   * @param name how messages name it
   * @param texts the text of each file by its path, such as {@code tables/routes.csv}
   */
  public static PackSource of(String name, Map<String, String> texts) {
    Collector collector = new Collector(name);
    texts.forEach((path, text) -> collector.add(path, text.getBytes(StandardCharsets.UTF_8)));
    return collector.source();
  }

  /**
   * Takes files that a plugin or a class path brings; what is no part of a pack is left out.
   *
   * @throws PackLoadException if they are too large
   */
  public static PackSource of(PackFiles files) {
    Collector collector = new Collector(files.name());
    for (String path : files.paths()) {
      if (isPart(path)) {
        collector.add(path, collector.limited(path, files.bytes(path)));
      }
    }
    return collector.source();
  }

  /** The same files under another name. */
  public PackSource named(String name) {
    return new PackSource(name, files, digest);
  }

  /** How messages name it: the file's or folder's name. */
  public String name() {
    return name;
  }

  /** The paths of the files, sorted; {@code /} separates folders. */
  public List<String> paths() {
    return List.copyOf(files.keySet());
  }

  /** The paths in a folder with an ending, sorted. */
  public List<String> paths(String folder, String ending) {
    return files.keySet().stream()
        .filter(path -> path.startsWith(folder + "/") && path.endsWith(ending))
        .toList();
  }

  /** Whether there is a file with this path. */
  public boolean has(String path) {
    return files.containsKey(path);
  }

  /**
   * The bytes of a file.
   *
   * @throws InvalidInputException if there is none with this path
   */
  public byte[] bytes(String path) {
    byte[] bytes = files.get(path);
    if (bytes == null) {
      throw new InvalidInputException(
          "Expected the pack '" + name + "' to hold '" + path + "', but it does not.",
          "take a path from paths()");
    }
    return bytes.clone();
  }

  /** The SHA-256 of all paths and contents, as 64 hexadecimal digits. */
  public String digest() {
    return digest;
  }

  /** The pack as a zip file: the same files give the same bytes. */
  public byte[] toZip() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(ZIP_TIME);
        out.putNextEntry(entry);
        out.write(file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public String toString() {
    return name + " (" + digest.substring(0, 12) + ")";
  }

  private static PackSource folder(String name, Path root) throws IOException {
    Collector collector = new Collector(name);
    try (Stream<Path> paths = Files.walk(root, 8, new FileVisitOption[0])) {
      for (Path path : (Iterable<Path>) paths.sorted()::iterator) {
        String relative = root.relativize(path).toString().replace('\\', '/');
        if (isPart(relative) && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          try (InputStream in = Files.newInputStream(path)) {
            collector.add(relative, collector.read(relative, in));
          }
        }
      }
    }
    return collector.source();
  }

  private static PackSource zip(String name, InputStream in) throws IOException {
    Collector collector = new Collector(name);
    int entries = 0;
    try (ZipInputStream zip = new ZipInputStream(in, StandardCharsets.UTF_8)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (++entries > MAX_FILES * 4) {
          throw failed(name, "it has too many entries", "leave out what is no part of it", null);
        }
        if (isPart(entry.getName()) && !entry.isDirectory()) {
          collector.add(entry.getName(), collector.read(entry.getName(), zip));
        }
      }
    } catch (ZipException | IllegalArgumentException e) {
      throw failed(name, "it is no sound zip file: " + e.getMessage(), "pack it again", e);
    }
    return collector.source();
  }

  private static boolean isPart(String path) {
    return path.equals(MANIFEST)
        || path.startsWith("tables/") && path.endsWith(".csv")
        || path.startsWith("rules/") && path.endsWith(".drl")
        || path.startsWith("scenarios/") && (path.endsWith(".yaml") || path.endsWith(".yml"));
  }

  private static String digest(SortedMap<String, byte[]> files) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      files.forEach(
          (path, content) -> {
            put(sha, path.getBytes(StandardCharsets.UTF_8));
            put(sha, content);
          });
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void put(MessageDigest sha, byte[] part) {
    sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
    sha.update(part);
  }

  private static PackLoadException failed(
      String name, String why, String advice, @org.jspecify.annotations.Nullable Exception cause) {
    List<PackProblem> problems =
        List.of(new PackProblem(name, 0, "Expected a policy pack, but " + why + ".", advice));
    return cause == null
        ? new PackLoadException("the pack '" + name + "'", problems)
        : new PackLoadException("the pack '" + name + "'", problems, cause);
  }

  /** Collects files within the limits. */
  private static final class Collector {
    private final String name;
    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private final List<PackProblem> problems = new ArrayList<>();
    private int total;

    Collector(String name) {
      this.name = name;
    }

    byte[] read(String path, InputStream in) throws IOException {
      return limited(path, in.readNBytes(MAX_FILE + 1));
    }

    byte[] limited(String path, byte[] bytes) {
      if (bytes.length > MAX_FILE) {
        problems.add(
            new PackProblem(
                path, 0, "Expected a file of at most 1 MiB, but it is larger.", "split it"));
        return new byte[0];
      }
      return bytes;
    }

    void add(String path, byte[] bytes) {
      if (files.put(path, bytes) != null) {
        problems.add(
            new PackProblem(
                path, 0, "Expected each path once, but it is there twice.", "delete one of them"));
      }
      total += bytes.length;
      if (files.size() > MAX_FILES || total > MAX_TOTAL) {
        throw failed(
            name,
            "it has more than 1,000 files or 16 MiB",
            "leave out what is no part of it",
            null);
      }
    }

    PackSource source() {
      if (!problems.isEmpty()) {
        throw new PackLoadException("the pack '" + name + "'", problems);
      }
      return new PackSource(name, Collections.unmodifiableSortedMap(files), digest(files));
    }
  }
}
