// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A ticket log that was found good and lies sorted by time in a work folder.
 *
 * <p>{@link #prepare} reads the file once to its end, so a bad file is refused before anything of
 * it is handed out. The events can be read any number of times.
 *
 * <p><b>Order.</b> By {@link LogEvent#occurredAt()}; at equal times, the begins of items, then
 * rows, then the ends of items; among rows at equal times by {@link LogEvent#orderHint()}, then by
 * line. The same file, read with the same options, gives the same sequence with the same positions
 * each time, so a consumer that was killed can go on from a position it noted, if {@link #sha256()}
 * is what it was.
 *
 * <p><b>Rules for what real logs hold.</b> An item begins at its earliest recorded opening time and
 * ends at its last recorded closing time; where the log has none (XES never has), at its first and
 * last row. It never ends before it begins. Rows outside of that span count as at its nearer end,
 * and keep their own time in {@link LogEvent#recordedAt()}. Unknown states are handed on as they
 * are. A missing value ({@code ?} or empty) is left out. Rows of one item need not stand together,
 * and XES traces of the same name are one item; a trace without events is none.
 *
 * <p><b>Threads and lifecycle.</b> Immutable and thread-safe; iterators and streams are for one
 * thread each. Close it to delete the work files; iterators that are still open end then with an
 * exception. Should the process be killed, a folder {@code millrace-log-*} stays in the work folder
 * and can be deleted.
 */
public final class SortedLog implements Iterable<LogEvent>, AutoCloseable {

  record Summary(
      Path source,
      LogFormat format,
      String sha256,
      long events,
      long items,
      Instant first,
      Instant last,
      long rejectedRows,
      List<LogProblem> rejections) {}

  private final WorkFolder folder;
  private final Run<Placed> sorted;
  private final Attributes attributes;
  private final Summary summary;
  private final Set<EventIterator> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  SortedLog(WorkFolder folder, Run<Placed> sorted, Attributes attributes, Summary summary) {
    this.folder = folder;
    this.sorted = sorted;
    this.attributes = attributes;
    this.summary = summary;
  }

  /**
   * Reads, checks and sorts a log. Interrupting the thread ends it early. Whatever goes wrong,
   * nothing is left behind.
   *
   * @param log the log, packed with gzip or not
   * @param options how to read it
   * @param workFolder where the sorted log may lie; created if need be, and needs room for about
   *     ten times the log unpacked
   * @param listener hears how far it is, on this thread
   * @throws LogFormatException if the content cannot be used; with {@link
   *     ReadOptions#skipBadRows()} only if reading cannot go on after the place (cut off or damaged
   *     gzip, text in another encoding, malformed XML, a DOCTYPE, missing columns, a quotation mark
   *     never closed, a value beyond the limit) or if no good row is left
   * @throws LogAccessException if the file is missing or cannot be read, or the work folder cannot
   *     be written
   * @throws LogInterruptedException if the thread was interrupted
   */
  public static SortedLog prepare(
      Path log, ReadOptions options, Path workFolder, ProgressListener listener) {
    return new Preparation(log, options, listener, WorkFolder.Opener.files()).into(workFolder);
  }

  /** The file, as the caller named it. */
  public Path source() {
    return summary.source();
  }

  /** The format that the file was read in. */
  public LogFormat format() {
    return summary.format();
  }

  /** The SHA-256 digest of the file as it lies on disk, in lower-case hexadecimal. */
  public String sha256() {
    return summary.sha256();
  }

  /** How many rows were accepted; also the number of events of kind RECORDED. */
  public long events() {
    return summary.events();
  }

  /** How many items they belong to; also the number of events of kind OPENED, and of ENDED. */
  public long items() {
    return summary.items();
  }

  /** How many events the sequence has: the rows, and two for each item. */
  public long size() {
    return sorted.count();
  }

  /** When the first item begins. */
  public Instant first() {
    return summary.first();
  }

  /** When the last item ends. */
  public Instant last() {
    return summary.last();
  }

  /** How many rows were left out; 0 unless {@link ReadOptions#skipBadRows()}. */
  public long rejectedRows() {
    return summary.rejectedRows();
  }

  /** Why rows were left out: the first problems; a row may have several. */
  public List<LogProblem> rejections() {
    return summary.rejections();
  }

  /** All events in order. The iterator lets go of its file at its end, or when this is closed. */
  @Override
  public Iterator<LogEvent> iterator() {
    return iteratorFrom(0);
  }

  /**
   * The events from a position on.
   *
   * @param position the {@link LogEvent#position()} to begin with; at {@link #size()} or beyond
   *     there are none
   */
  public Iterator<LogEvent> iteratorFrom(long position) {
    requireOpen();
    EventIterator iterator = new EventIterator(this, sorted.open(), attributes, open::remove);
    open.add(iterator);
    iterator.skipTo(position);
    return iterator;
  }

  /** Not split: the order is that of a file. */
  @Override
  public Spliterator<LogEvent> spliterator() {
    return Spliterators.spliterator(
        iterator(), size(), Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
  }

  /** All events in order, one after the other. */
  public Stream<LogEvent> stream() {
    return StreamSupport.stream(spliterator(), false);
  }

  /** Deletes the work files; does nothing if it is closed already. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      open.forEach(EventIterator::close);
      folder.close();
    }
  }

  void requireOpen() {
    if (closed) {
      throw new LogAccessException(
          source(),
          "Expected the sorted form of log '" + source() + "' to be open, but it is closed.",
          "read it before it is closed, or prepare it again");
    }
  }
}
