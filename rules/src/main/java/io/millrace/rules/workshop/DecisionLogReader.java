// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import io.millrace.model.InvalidInputException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a decision log, as {@link DecisionLogWriter} writes it, line by line; packed with gzip or
 * not. Empty lines are skipped. One line of at most 16 MiB is in memory at a time.
 *
 * <p>A bad line makes {@link #next} throw and does not end the log: the call after it gives the
 * line after it. For one thread.
 */
public final class DecisionLogReader implements Iterator<RecordedChain>, AutoCloseable {
  private static final int MAX_LINE = 16 << 20;
  private static final int BUFFER = 1 << 16;

  private final String name;
  private final InputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long number;
  private boolean ahead;
  private boolean tooLong;

  private DecisionLogReader(String name, InputStream in) {
    this.name = name;
    this.in = in;
  }

  /**
   * Opens a log, which the caller closes.
   *
   * @throws DecisionLogException if it cannot be read
   */
  public static DecisionLogReader open(Path log) {
    String name = String.valueOf(log.getFileName());
    try {
      return new DecisionLogReader(name, unpacked(Files.newInputStream(log)));
    } catch (NoSuchFileException e) {
      throw new DecisionLogException(
          name, 0, "to be a file", "there is none", "check the path '" + log + "'", e);
    } catch (IOException e) {
      throw unreadable(name, 0, e);
    }
  }

  /**
   * Reads a log that comes from somewhere else; closing the reader closes the stream.
   *
   * @param name what messages call it
   * @throws DecisionLogException if it cannot be read
   */
  public static DecisionLogReader of(String name, InputStream log) {
    try {
      return new DecisionLogReader(name, unpacked(log));
    } catch (IOException e) {
      throw unreadable(name, 0, e);
    }
  }

  private static InputStream unpacked(InputStream raw) throws IOException {
    BufferedInputStream in = new BufferedInputStream(raw, BUFFER);
    try {
      in.mark(2);
      boolean isPacked = in.read() == 0x1f && in.read() == 0x8b;
      in.reset();
      return isPacked ? new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER) : in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /**
   * Whether there is another line.
   *
   * @throws DecisionLogException if the log cannot be read any further
   */
  @Override
  public boolean hasNext() {
    try {
      while (!ahead && readLine()) {
        number++;
        ahead = tooLong || !isBlank();
      }
      return ahead;
    } catch (IOException e) {
      throw unreadable(name, number + 1, e);
    }
  }

  /**
   * The next line.
   *
   * @throws DecisionLogException if it is not one of a decision log
   */
  @Override
  public RecordedChain next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the decision log has no further lines");
    }
    ahead = false;
    if (tooLong) {
      throw bad("to have at most 16 MiB", "it is longer", "look whether line ends got lost", null);
    }
    DecisionLine text = new DecisionLine(name, number);
    try {
      return text.read(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(line.toByteArray()))
              .toString());
    } catch (CharacterCodingException e) {
      throw bad("to be UTF-8", "a byte is not", "save the log as UTF-8", e);
    } catch (InvalidInputException e) { // a fact or point of a form that the model refuses
      throw bad("to hold decisions", "it does not: " + e.problem(), e.advice(), e);
    }
  }

  /** The number of the line that was read last, from 1; 0 before the first. */
  public long line() {
    return number;
  }

  private boolean isBlank() {
    return line.size() < 100 && line.toString(StandardCharsets.UTF_8).isBlank();
  }

  /** Reads up to the next line end; what is beyond the limit is not kept. */
  private boolean readLine() throws IOException {
    line.reset();
    tooLong = false;
    int next = in.read();
    if (next < 0) {
      return false;
    }
    while (next >= 0 && next != '\n') {
      if (line.size() < MAX_LINE) {
        line.write(next);
      } else {
        tooLong = true;
      }
      next = in.read();
    }
    return true;
  }

  private DecisionLogException bad(
      String expected, String found, String advice, @Nullable Throwable cause) {
    return new DecisionLogException(name, number, expected, found, advice, cause);
  }

  private static DecisionLogException unreadable(String name, long line, IOException cause) {
    return new DecisionLogException(
        name,
        line,
        "to be readable",
        "reading failed: " + cause,
        "check that the file is whole and may be read",
        cause);
  }

  /**
   * Closes the log.
   *
   * @throws DecisionLogException if that fails
   */
  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw unreadable(name, 0, e);
    }
  }
}
