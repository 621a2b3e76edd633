// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** A file of records in order, and how many it holds. */
record Run<T>(WorkFolder folder, Path file, long count, Codec<T> codec) {

  /** Writes records as they come; the stop check may throw to end it. */
  static <T> Run<T> write(
      WorkFolder folder, Codec<T> codec, Iterator<T> values, Runnable stopCheck) {
    Path file = folder.newFile();
    long count = 0;
    try (DataOutputStream out = folder.write(file)) {
      while (values.hasNext()) {
        codec.write(values.next(), out);
        if ((++count & 1023) == 0) {
          stopCheck.run();
        }
      }
    } catch (IOException e) {
      throw folder.failure(e);
    }
    return new Run<>(folder, file, count, codec);
  }

  Cursor<T> open() {
    return new Cursor<>(this);
  }

  void delete() {
    folder.delete(file);
  }

  /** Reads a run from its beginning to its end. Not thread-safe. */
  static final class Cursor<T> implements Closeable {
    private final Run<T> run;
    private final DataInputStream in;
    private long read;

    private Cursor(Run<T> run) {
      this.run = run;
      this.in = run.folder.read(run.file);
    }

    boolean hasNext() {
      return read < run.count;
    }

    T next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the log has " + run.count + " events");
      }
      try {
        T value = run.codec.read(in);
        read++;
        return value;
      } catch (EOFException e) {
        throw run.folder.failure(new IOException("a file in the work folder was cut off", e));
      } catch (IOException e) {
        throw run.folder.failure(e);
      }
    }

    @Override
    public void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw run.folder.failure(e);
      }
    }
  }
}
