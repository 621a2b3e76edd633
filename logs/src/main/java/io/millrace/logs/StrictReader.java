// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import org.jspecify.annotations.Nullable;

/**
 * Decodes text and refuses what is not text in its encoding, with the exact line; also bounds how
 * far one may read without meeting a boundary character, so that a parser above cannot be made to
 * hold the whole file. Not thread-safe.
 */
final class StrictReader extends Reader {
  /** No boundary: for a parser that has a limit of its own. */
  static final char UNBOUNDED = 0;

  /** Bytes that are not text in the expected encoding. */
  static final class MalformedText extends IOException {
    private static final long serialVersionUID = 1L;
    private final long line;
    private final String encoding;

    MalformedText(long line, String encoding) {
      super("not " + encoding);
      this.line = line;
      this.encoding = encoding;
    }

    long line() {
      return line;
    }

    String encoding() {
      return encoding;
    }
  }

  /** Too much text without a boundary. */
  static final class Unbounded extends IOException {
    private static final long serialVersionUID = 1L;
    private final long line;

    Unbounded(long line) {
      super("too long");
      this.line = line;
    }

    long line() {
      return line;
    }
  }

  private final InputStream in;
  private final Charset charset;
  private final CharsetDecoder decoder;
  private final char boundary;
  private final int limit;
  private final Runnable onFill;
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 14).flip();
  private boolean atEnd;
  private long line = 1;
  private int sinceBoundary;
  private @Nullable Exception failure;

  StrictReader(InputStream in, Charset charset, char boundary, int limit, Runnable onFill) {
    this.in = in;
    this.charset = charset;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    this.boundary = boundary;
    this.limit = limit;
    this.onFill = onFill;
  }

  /** The line that is being read, from 1. */
  long line() {
    return line;
  }

  /**
   * Throws again what reading failed with. Parsers wrap it, take it for the end of the file, or
   * tell it as an error of their own; call this whenever one of them is done.
   */
  void rethrowFailure() throws IOException {
    if (failure instanceof IOException io) {
      throw io;
    }
    if (failure instanceof RuntimeException other) {
      throw other;
    }
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    rethrowFailure();
    try {
      return length == 0 ? 0 : decode(buffer, offset, length);
    } catch (IOException | RuntimeException e) {
      failure = e;
      throw e;
    }
  }

  private int decode(char[] buffer, int offset, int length) throws IOException {
    CharBuffer chars = CharBuffer.wrap(buffer, offset, length);
    int start = chars.position();
    while (true) {
      CoderResult result = decoder.decode(bytes, chars, atEnd);
      int decoded = chars.position() - start;
      if (decoded > 0) {
        count(buffer, offset, decoded);
        return decoded;
      }
      if (result.isError()) {
        throw new MalformedText(line, charset.name());
      }
      if (atEnd) {
        return -1;
      }
      fill();
    }
  }

  private void fill() throws IOException {
    onFill.run();
    bytes.compact();
    int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
    if (read < 0) {
      atEnd = true;
    } else {
      bytes.position(bytes.position() + read);
    }
    bytes.flip();
  }

  private void count(char[] buffer, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      char c = buffer[i];
      if (c == '\n') {
        line++;
      }
      if (c == boundary) {
        sinceBoundary = 0;
      } else if (boundary != UNBOUNDED && ++sinceBoundary > limit) {
        throw new Unbounded(line);
      }
    }
  }

  /** Does nothing: parsers close early, and the rest of the file still counts for its digest. */
  @Override
  public void close() {}
}
