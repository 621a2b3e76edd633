// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.InvalidInputException;
import io.millrace.plugin.port.Archive;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An archive of JSON Lines files: a folder for each tenant, and in it a file for each month in
 * which work items ended, such as {@code 2026-03.jsonl}. Every line is one work item, and is on
 * disk before the work item is deleted. Thread-safe; several nodes may share one folder, as long as
 * its file system supports locks.
 */
public final class FileArchive implements Archive {
  private static final String SUFFIX = ".jsonl";
  private static final String LOCK = ".lock";
  private static final int LONGEST_NAME = 120;
  private static final int BUFFER = 64 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration RETRY = Duration.ofMillis(20);

  private final Path folder;

  private FileArchive(Path folder) {
    this.folder = folder;
  }

  /**
   * An archive in a folder, which is made if it is not there.
   *
   * @throws InvalidInputException if the folder cannot be made
   */
  public static FileArchive in(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new InvalidInputException(
          "Expected the folder of the archive '" + folder + "' to be there, but " + e + ".",
          "choose a folder that can be written");
    }
    return new FileArchive(folder.toAbsolutePath());
  }

  /** Where the documents of a tenant are. */
  public Path folderOf(String tenant) {
    return folder.resolve(safe(tenant));
  }

  @Override
  public void take(Iterable<Document> documents) throws IOException, InterruptedException {
    // one file is open at a time: work items come in any order, but most are of the same month
    Target target = null;
    try {
      for (Document document : documents) {
        Path file =
            folderOf(document.tenant())
                .resolve(YearMonth.from(document.endedAt().atZone(ZoneOffset.UTC)) + SUFFIX);
        if (target == null || !target.file.equals(file)) {
          finish(target);
          target = Target.open(file);
        }
        document.writeTo(target.out);
        target.out.write('\n');
      }
      Target last = target;
      target = null;
      finish(last);
    } finally {
      if (target != null) {
        target.close();
      }
    }
  }

  private static void finish(@Nullable Target target) throws IOException {
    if (target != null) {
      try (target) {
        target.force();
      }
    }
  }

  @Override
  public long erase(Erasure erasure) throws IOException, InterruptedException {
    Path tenant = folderOf(erasure.tenant());
    long changed = 0;
    for (Path file : files(tenant)) {
      Guard guard = Guard.of(tenant);
      try (guard) {
        repair(file);
        changed += erase(erasure, file);
      }
    }
    return changed;
  }

  private static long erase(Erasure erasure, Path file) throws IOException {
    Path copy = file.resolveSibling(file.getFileName() + ".tmp");
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
      if (erasure.dryRun()) {
        return erasure.rewrite(in, OutputStream.nullOutputStream());
      }
      long changed;
      try (FileChannel channel =
              FileChannel.open(
                  copy,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.TRUNCATE_EXISTING,
                  StandardOpenOption.WRITE);
          OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
        changed = erasure.rewrite(in, out);
        out.flush();
        channel.force(true);
      }
      if (changed > 0) {
        Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(file);
      }
      return changed;
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  private static List<Path> files(Path tenant) throws IOException {
    if (!Files.isDirectory(tenant)) {
      return List.of();
    }
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(tenant)) {
      all.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .sorted()
          .forEach(files::add);
    }
    return files;
  }

  /** Cuts off a line that a crash left unfinished: nobody relied on it yet. */
  private static long repair(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long end = channel.size();
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
      for (long block = end; block > 0; ) {
        long from = Math.max(0, block - BUFFER);
        buffer.clear().limit((int) (block - from));
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
          // until the block is full
        }
        for (int at = buffer.position() - 1; at >= 0; at--) {
          if (buffer.get(at) == '\n') {
            return cut(channel, from + at + 1);
          }
        }
        block = from;
      }
      return cut(channel, 0);
    }
  }

  private static long cut(FileChannel channel, long size) throws IOException {
    if (channel.size() > size) {
      channel.truncate(size);
      channel.force(true);
    }
    return size;
  }

  /** Makes the names of new files durable; some systems cannot, and need not. */
  private static void forceFolder(Path file) {
    Path parent = file.getParent();
    if (parent == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException unsupported) {
      // Windows keeps names durable by itself, and opens no folder
    }
  }

  /** A name that is safe in every file system, and different for different tenants. */
  private static String safe(String tenant) {
    StringBuilder name = new StringBuilder("t-");
    for (byte one : tenant.getBytes(StandardCharsets.UTF_8)) {
      if (one >= 'a' && one <= 'z' || one >= '0' && one <= '9' || one == '-' || one == '_') {
        name.append((char) one);
      } else {
        name.append('%').append(HexFormat.of().withUpperCase().toHexDigits(one));
      }
    }
    return name.length() <= LONGEST_NAME
        ? name.toString()
        : name.substring(0, LONGEST_NAME - 40) + "~" + digest(tenant);
  }

  private static String digest(String tenant) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(tenant.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, 32);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  /** The file of a tenant and month, open for more lines and locked against others. */
  private static final class Target implements AutoCloseable {
    private final Path file;
    private final Guard guard;
    private final FileChannel channel;
    private final OutputStream out;
    private final long begun;
    private boolean forced;

    private Target(Path file, Guard guard, FileChannel channel) throws IOException {
      this.file = file;
      this.guard = guard;
      this.channel = channel;
      this.begun = channel.size();
      this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
    }

    @SuppressWarnings("MustBeClosedChecker")
    static Target open(Path file) throws IOException, InterruptedException {
      Path tenant = Objects.requireNonNull(file.getParent());
      Files.createDirectories(tenant);
      Guard guard = Guard.of(tenant);
      try {
        boolean isNew = !Files.exists(file);
        if (!isNew) {
          repair(file);
        }
        FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND);
        if (isNew) {
          forceFolder(file);
          forceFolder(tenant);
        }
        return new Target(file, guard, channel);
      } catch (IOException | RuntimeException e) {
        guard.close();
        throw e;
      }
    }

    void force() throws IOException {
      out.flush();
      channel.force(true);
      forced = true;
    }

    /** What was not forced to disk is taken back: others may write after it. */
    @Override
    public void close() throws IOException {
      try (guard;
          channel) {
        if (!forced) {
          channel.truncate(begun);
        }
      }
    }
  }

  /** Keeps other threads, processes and nodes out of the folder of a tenant. */
  private static final class Guard implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock lock;

    private Guard(FileChannel channel, FileLock lock) {
      this.channel = channel;
      this.lock = lock;
    }

    static Guard of(Path tenant) throws IOException, InterruptedException {
      FileChannel channel =
          FileChannel.open(
              tenant.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      long until = System.nanoTime() + PATIENCE.toNanos();
      try {
        while (true) {
          FileLock lock = tryLock(channel);
          if (lock != null) {
            return new Guard(channel, lock);
          }
          if (System.nanoTime() > until) {
            throw new IOException("Others have kept " + tenant + " locked for " + PATIENCE + ".");
          }
          Thread.sleep(RETRY.toMillis());
        }
      } catch (IOException | InterruptedException | RuntimeException e) {
        channel.close();
        throw e;
      }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
      try {
        return channel.tryLock();
      } catch (OverlappingFileLockException thisProcess) {
        return null;
      }
    }

    @Override
    public void close() throws IOException {
      try (channel) {
        lock.release();
      }
    }
  }
}
