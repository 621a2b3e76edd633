// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.streams;

import io.millrace.bpmn.ValueStream;
import io.millrace.engine.internal.store.LastStreamChange;
import io.millrace.engine.internal.store.RunningCount;
import io.millrace.engine.internal.store.RunningInstance;
import io.millrace.engine.internal.store.StreamChangeRow;
import io.millrace.engine.internal.store.StreamMapper;
import io.millrace.engine.internal.store.StreamRow;
import io.millrace.engine.internal.store.StreamVersionRow;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The stored versions of value streams; each call speaks of one tenant, or of the host. The process
 * engine has each content once, whoever installed it. Thread-safe.
 */
public final class StreamStore {
  private final StreamTransactions transactions;
  private final Supplier<Instant> now;

  /** One at a time on each node: whoever waits for the locked row keeps a connection meanwhile. */
  private final ReentrantLock alone = new ReentrantLock();

  /**
   * @param transactions run the statements
   * @param now the time to record
   */
  public StreamStore(StreamTransactions transactions, Supplier<Instant> now) {
    this.transactions = transactions;
    this.now = now;
  }

  /**
   * Takes on the host's streams; deploys what is new. If nothing is new, it writes nothing.
   *
   * @return the streams with the engine's ids of their definitions
   */
  public Map<ValueStream, String> installHost(Collection<ValueStream> streams) {
    return transactions.run(
        tables -> {
          Map<String, StreamVersionRow> known = hostVersions(tables.read());
          if (!streams.stream().allMatch(stream -> known.containsKey(name(stream)))) {
            tables.read().lockStreams();
            known.putAll(hostVersions(tables.read()));
          }
          Map<ValueStream, String> definitions = new LinkedHashMap<>();
          for (ValueStream stream : streams) {
            StreamVersionRow row = known.get(name(stream));
            definitions.put(
                stream,
                row != null
                    ? row.engineDefinition()
                    : install(tables, StreamVersionRow.HOST, stream, "host").engineDefinition());
          }
          return definitions;
        });
  }

  private static Map<String, StreamVersionRow> hostVersions(StreamMapper read) {
    return read.allVersions(StreamVersionRow.HOST).stream()
        .collect(Collectors.toMap(row -> row.stream() + ' ' + row.digest(), row -> row));
  }

  private static String name(ValueStream stream) {
    return stream.key() + ' ' + stream.model().digest();
  }

  /**
   * Puts a stream in force for a tenant; deploys it if it is new. Doing so again changes nothing.
   */
  public StreamVersionRow add(String tenant, ValueStream stream, String actor) {
    return runAlone(
        tables -> {
          tables.read().lockStreams();
          StreamVersionRow row =
              tables.read().versions(tenant, stream.key()).stream()
                  .filter(version -> version.digest().equals(stream.model().digest()))
                  .findFirst()
                  .orElse(null);
          StreamVersionRow added = row == null ? install(tables, tenant, stream, actor) : row;
          if (!added.equals(read(tables.read(), tenant).find(stream.key()))) {
            change(tables, tenant, stream.key(), added.version(), actor);
          }
          return added;
        });
  }

  /** Gives a tenant's own version of a stream up; says whether there was one. */
  public boolean remove(String tenant, String stream, String actor) {
    return runAlone(
        tables -> {
          tables.read().lockStreams();
          if (read(tables.read(), tenant).find(stream) == null) {
            return false;
          }
          change(tables, tenant, stream, null, actor);
          return true;
        });
  }

  private <T> T runAlone(Function<StreamTransactions.Tables, T> work) {
    alone.lock();
    try {
      return transactions.run(work);
    } finally {
      alone.unlock();
    }
  }

  private StreamVersionRow install(
      StreamTransactions.Tables tables, String tenant, ValueStream stream, String actor) {
    String digest = stream.model().digest();
    int last =
        tables.read().versions(tenant, stream.key()).stream()
            .mapToInt(StreamVersionRow::version)
            .max()
            .orElse(0);
    StreamVersionRow row =
        new StreamVersionRow(
            tenant,
            stream.key(),
            last + 1,
            digest,
            definition(tables, stream),
            stream.model().fileName(),
            now.get(),
            actor);
    tables.write().accept(store -> store.insertStreamVersion(row));
    return row;
  }

  private String definition(StreamTransactions.Tables tables, ValueStream stream) {
    String digest = stream.model().digest();
    String present = tables.read().findDefinition(stream.key(), digest);
    if (present != null) {
      return present;
    }
    String deployed = transactions.deploy(stream.key(), stream.model().bytes());
    StreamRow row = new StreamRow(stream.key(), digest, deployed, now.get());
    tables.write().accept(store -> store.insertStream(row));
    return deployed;
  }

  private void change(
      StreamTransactions.Tables tables,
      String tenant,
      String stream,
      @Nullable Integer version,
      String actor) {
    long sequence = lastSequence(tables.read(), tenant) + 1;
    StreamChangeRow row = new StreamChangeRow(tenant, sequence, stream, version, now.get(), actor);
    tables.write().accept(store -> store.insertStreamChange(row));
  }

  private static long lastSequence(StreamMapper read, String tenant) {
    List<LastStreamChange> last = read.lastStreamChanges(Set.of(tenant));
    return last.isEmpty() ? 0 : last.get(0).sequence();
  }

  /** What a tenant has in force of its own. */
  public StreamsInForce inForce(String tenant) {
    return transactions.run(tables -> read(tables.read(), tenant));
  }

  /** The sequence comes first: a change in between is then seen by the next look. */
  private static StreamsInForce read(StreamMapper read, String tenant) {
    long sequence = lastSequence(read, tenant);
    return sequence == 0
        ? new StreamsInForce(0, Map.of())
        : StreamsInForce.of(sequence, read.inForce(tenant));
  }

  /** The versions of a stream, the newest first. */
  public List<StreamVersionRow> versions(String tenant, String stream) {
    return transactions.run(tables -> tables.read().versions(tenant, stream));
  }

  /** How many of a tenant's instances of a stream run, by the digests of their models. */
  public Map<String, Long> countRunning(String tenant, String stream) {
    return transactions.run(
        tables ->
            tables.read().countRunning(tenant, stream).stream()
                .collect(Collectors.toMap(RunningCount::digest, RunningCount::count)));
  }

  /** Running instances of some versions of a stream: those after an id, in the order of ids. */
  public List<RunningInstance> running(
      String tenant, String stream, Set<String> digests, String after, int limit) {
    return transactions.run(tables -> tables.read().running(tenant, stream, digests, after, limit));
  }

  /** The sequence of each tenant's last change; tenants without one are left out. */
  Map<String, Long> lastSequences(Set<String> tenants) {
    return transactions.run(
        tables ->
            tables.read().lastStreamChanges(tenants).stream()
                .collect(Collectors.toMap(LastStreamChange::tenant, LastStreamChange::sequence)));
  }
}
