// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/**
 * The bytes of a log, unpacked if they are packed; the file is read once, and its digest is taken
 * on the way. Not thread-safe.
 */
final class SourceFile implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path path;
  private final long size;
  private final DigestingStream raw;
  private final InputStream content;

  private SourceFile(Path path, long size, DigestingStream raw, InputStream content) {
    this.path = path;
    this.size = size;
    this.raw = raw;
    this.content = content;
  }

  static SourceFile open(Path path) throws IOException {
    requireFile(path);
    DigestingStream raw = new DigestingStream(openBytes(path));
    try {
      BufferedInputStream packed = new BufferedInputStream(raw, BUFFER_BYTES);
      InputStream content =
          isGzip(packed)
              ? new BufferedInputStream(new GZIPInputStream(packed, BUFFER_BYTES), BUFFER_BYTES)
              : packed;
      return new SourceFile(path, Files.size(path), raw, content);
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  private static void requireFile(Path path) {
    if (Files.isDirectory(path)) {
      throw new LogAccessException(
          path,
          "Expected log '" + path + "' to be a file, but it is a folder.",
          "name one of the files in it");
    }
    if (!Files.exists(path)) {
      throw new LogAccessException(
          path,
          "Expected log '" + path + "' to be a file, but there is none.",
          "check the path; it is seen from '" + Path.of("").toAbsolutePath() + "'");
    }
  }

  private static InputStream openBytes(Path path) {
    try {
      return Files.newInputStream(path);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  static LogAccessException unreadable(Path path, IOException e) {
    return new LogAccessException(
        path,
        "Expected log '"
            + path
            + "' to be readable, but reading failed ("
            + LogAccessException.reason(e)
            + ").",
        "check the file's access rights and its disk",
        e);
  }

  private static boolean isGzip(BufferedInputStream in) throws IOException {
    in.mark(2);
    boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return gzip;
  }

  Path path() {
    return path;
  }

  long size() {
    return size;
  }

  long bytesRead() {
    return raw.count;
  }

  InputStream content() {
    return content;
  }

  /** The first bytes of the content, which stay to be read. */
  byte[] peek(int length) throws IOException {
    content.mark(length);
    byte[] head = content.readNBytes(length);
    content.reset();
    return head;
  }

  /** The digest of the whole file as it lies on disk; reads what is left of it. */
  String sha256() throws IOException {
    raw.transferTo(java.io.OutputStream.nullOutputStream());
    return HexFormat.of().formatHex(raw.digest.digest());
  }

  @Override
  public void close() throws IOException {
    content.close();
  }

  private static final class DigestingStream extends FilterInputStream {
    private final MessageDigest digest;
    private long count;

    DigestingStream(InputStream in) {
      super(in);
      try {
        digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      if (value >= 0) {
        digest.update((byte) value);
        count++;
      }
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      if (read > 0) {
        digest.update(buffer, offset, read);
        count += read;
      }
      return read;
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    @Override
    public long skip(long n) throws IOException {
      return readNBytes((int) Math.min(n, BUFFER_BYTES)).length;
    }
  }
}
