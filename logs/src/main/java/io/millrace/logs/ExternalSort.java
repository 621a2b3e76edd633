// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Sorts more records than fit in memory: chunks are sorted in memory and spilled, then merged, a
 * bounded number at a time. The order must be total, which makes the result the same each time. Not
 * thread-safe.
 */
final class ExternalSort<T> {
  /** How many runs are open at a time; each takes a buffer of 64 KiB. */
  private static final int FAN_IN = 64;

  private static final long CHUNK_BYTES = 16L << 20;

  private final WorkFolder folder;
  private final Codec<T> codec;
  private final Comparator<T> order;
  private final int rowsPerChunk;
  private final Runnable stopCheck;
  private final List<T> chunk = new ArrayList<>();
  private final ArrayDeque<Run<T>> runs = new ArrayDeque<>();
  private long chunkBytes;

  ExternalSort(
      WorkFolder folder,
      Codec<T> codec,
      Comparator<T> order,
      int rowsPerChunk,
      Runnable stopCheck) {
    this.folder = folder;
    this.codec = codec;
    this.order = order;
    this.rowsPerChunk = rowsPerChunk;
    this.stopCheck = stopCheck;
  }

  void add(T value) {
    chunk.add(value);
    chunkBytes += codec.weight(value);
    if (chunk.size() >= rowsPerChunk || chunkBytes >= CHUNK_BYTES) {
      spill();
    }
  }

  /** Everything that was added, in order; nothing may be added afterwards. */
  Run<T> finish() {
    if (!chunk.isEmpty() || runs.isEmpty()) {
      spill();
    }
    while (runs.size() > 1) {
      // The oldest, and so the smallest ones first; what was merged goes to the end.
      List<Run<T>> some = new ArrayList<>();
      while (some.size() < FAN_IN && !runs.isEmpty()) {
        some.add(runs.remove());
      }
      runs.add(merge(some));
    }
    return runs.remove();
  }

  private void spill() {
    stopCheck.run();
    chunk.sort(order);
    runs.add(Run.write(folder, codec, chunk.iterator(), stopCheck));
    chunk.clear();
    chunkBytes = 0;
  }

  private Run<T> merge(List<Run<T>> some) {
    List<Head<T>> opened = new ArrayList<>();
    try {
      PriorityQueue<Head<T>> heads =
          new PriorityQueue<>((left, right) -> order.compare(left.value, right.value));
      for (Run<T> run : some) {
        Head<T> head = new Head<>(run.open());
        opened.add(head);
        heads.add(head);
      }
      Run<T> merged = Run.write(folder, codec, new MergingIterator<>(heads), stopCheck);
      opened.forEach(head -> head.rest.close());
      some.forEach(Run::delete);
      return merged;
    } catch (RuntimeException e) {
      opened.forEach(head -> head.rest.close());
      throw e;
    }
  }

  private static final class Head<T> {
    private final Run.Cursor<T> rest;
    private T value;

    Head(Run.Cursor<T> rest) {
      this.rest = rest;
      this.value = rest.next();
    }
  }

  private record MergingIterator<T>(PriorityQueue<Head<T>> heads) implements Iterator<T> {
    @Override
    public boolean hasNext() {
      return !heads.isEmpty();
    }

    @Override
    public T next() {
      Head<T> least = heads.remove();
      T value = least.value;
      if (least.rest.hasNext()) {
        least.value = least.rest.next();
        heads.add(least);
      }
      return value;
    }
  }
}
