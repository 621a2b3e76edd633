// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import io.millrace.logs.LogProblem;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.rules.workshop.DecisionLogException;
import io.millrace.rules.workshop.DecisionLogReader;
import io.millrace.rules.workshop.PastItem;
import io.millrace.rules.workshop.RecordedChain;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The items of a decision log, line by line, with what was decided then as the old side. Lines that
 * do not begin with the asked decision points are left out and counted. Not thread-safe, and read
 * once.
 */
final class DecisionItems implements Iterable<PastItem>, AutoCloseable {
  private static final int LISTED = 20;
  private static final int BUFFER = 1 << 16;

  private final Path log;
  private final DecisionLogReader reader;
  private final List<DecisionPoint> points;
  private final Set<String> hidden;
  private final long limit;
  private final boolean skipsBad;
  private final List<LogProblem> rejections = new ArrayList<>();
  private long rejected;
  private long leftOut;

  /**
   * @param points what the backtest asks
   * @param hidden facts that the policies do not see
   * @param limit how many items are given at most
   * @param skipsBad whether bad lines are counted, and do not end the reading
   */
  DecisionItems(
      Path log, List<DecisionPoint> points, Set<String> hidden, long limit, boolean skipsBad) {
    this.log = log;
    this.reader = DecisionLogReader.open(log);
    this.points = points;
    this.hidden = hidden;
    this.limit = limit;
    this.skipsBad = skipsBad;
  }

  /** The SHA-256 of the file, in hexadecimal digits. */
  static String digest(Path log) {
    try (InputStream in = Files.newInputStream(log)) {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sha.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (IOException e) {
      throw new InvalidInputException(
          "Expected the log '" + log + "' to be readable, but reading failed: " + e + ".",
          "check the path, and that it is a file that you may read",
          e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  /** How many bad lines were skipped. */
  long rejected() {
    return rejected;
  }

  /** The first problems of these lines. */
  List<LogProblem> rejections() {
    return List.copyOf(rejections);
  }

  /** How many lines hold other decisions than those that are asked. */
  long leftOut() {
    return leftOut;
  }

  @Override
  public Iterator<PastItem> iterator() {
    return new Items();
  }

  private final class Items implements Iterator<PastItem> {
    private long given;
    private @Nullable PastItem ahead;

    @Override
    public boolean hasNext() {
      while (ahead == null && given < limit && reader.hasNext()) {
        RecordedChain chain = read();
        if (chain != null) {
          ahead = chain.pastItem(points).map(DecisionItems.this::visible).orElse(null);
          leftOut += ahead == null ? 1 : 0;
        }
      }
      return ahead != null;
    }

    @Override
    public PastItem next() {
      PastItem item = hasNext() ? ahead : null;
      if (item == null) {
        throw new NoSuchElementException("the log has no further items");
      }
      ahead = null;
      given++;
      return item;
    }
  }

  private @Nullable RecordedChain read() {
    try {
      return reader.next();
    } catch (DecisionLogException e) {
      if (!skipsBad) {
        throw e;
      }
      rejected++;
      if (rejections.size() < LISTED) {
        rejections.add(
            new LogProblem(
                String.valueOf(log.getFileName()),
                e.line(),
                0,
                null,
                e.expected(),
                e.found(),
                e.advice()));
      }
      return null;
    }
  }

  private PastItem visible(PastItem item) {
    if (hidden.isEmpty()) {
      return item;
    }
    Map<String, Object> values = new LinkedHashMap<>(item.facts().values());
    values.keySet().removeAll(hidden);
    Map<String, String> missing = new LinkedHashMap<>(item.facts().missing());
    missing.keySet().removeAll(hidden);
    return new PastItem(item.id(), new Facts(values, missing), item.at(), item.recorded());
  }

  @Override
  public void close() {
    reader.close();
  }
}
