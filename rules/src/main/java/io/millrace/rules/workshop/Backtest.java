// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import io.millrace.model.DecisionPoint;
import io.millrace.model.InvalidInputException;
import io.millrace.rules.PolicyPack;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides items of the past once more, and compares: a new pack with an old one, or with what was
 * recorded. It changes nothing.
 *
 * <p>All cores are used; the number of items that are held at a time is bounded, and so is the
 * report, whatever the items hold. Immutable and thread-safe; each run is on its own. The packs
 * have to stay open while it runs, and are not closed.
 */
public final class Backtest {
  private static final List<DecisionPoint> USUAL =
      List.of(
          DecisionPoint.CLASSIFICATION,
          DecisionPoint.PRIORITY,
          DecisionPoint.CLASS_OF_SERVICE,
          DecisionPoint.ROUTING);

  private final PolicyPack newPack;
  private final @Nullable PolicyPack oldPack;
  private final List<DecisionPoint> points;
  private final Limits limits;
  private final int threads;

  /** How much of everything a report lists. */
  record Limits(int values, int moves, int failures) {}

  private Backtest(Builder builder, List<DecisionPoint> points) {
    this.newPack = builder.newPack;
    this.oldPack = builder.oldPack;
    this.points = points;
    this.limits = new Limits(builder.values, builder.moves, builder.failures);
    this.threads = builder.threads;
  }

  /** A new builder; not thread-safe. */
  public static Builder of(PolicyPack newPack) {
    return new Builder(newPack);
  }

  /** The decision points that are asked, in order. */
  public List<DecisionPoint> points() {
    return points;
  }

  /** Runs to the end; see {@link #run(Iterable, LongConsumer)}. */
  public BacktestReport run(Iterable<PastItem> items) {
    return run(items, decided -> {});
  }

  /**
   * Runs to the end, or until the thread is interrupted. An item that a pack cannot decide is
   * listed and does not end the run.
   *
   * @param items the items, read once, on this thread, a few batches ahead; of a stream pass {@code
   *     stream::iterator}
   * @param listener hears on this thread, after each batch, how many items are done
   * @throws BacktestInterruptedException if the thread was interrupted
   */
  public BacktestReport run(Iterable<PastItem> items, LongConsumer listener) {
    BacktestTally tally = new BacktestTally(newPack, oldPack, points, limits);
    new BacktestRun(newPack, oldPack, points, threads, tally, listener).run(items.iterator());
    return tally.report();
  }

  /** Collects what to run. Not thread-safe; building does not consume it. */
  public static final class Builder {
    private final PolicyPack newPack;
    private @Nullable PolicyPack oldPack;
    private @Nullable List<DecisionPoint> points;
    private int values = 12;
    private int moves = 20;
    private int failures = 20;
    private int threads = Runtime.getRuntime().availableProcessors();

    private Builder(PolicyPack newPack) {
      this.newPack = newPack;
    }

    /** The pack to compare with; without one, or with null, it is what was recorded. */
    public Builder old(@Nullable PolicyPack pack) {
      oldPack = pack;
      return this;
    }

    /**
     * The decision points, in the order in which they are asked; if not said, classification,
     * priority, class of service and routing, as far as the packs answer them.
     */
    public Builder points(List<DecisionPoint> value) {
      points = List.copyOf(value);
      return this;
    }

    /** How many answers of an output are listed; 12 if not said. */
    public Builder listedValues(int atMost) {
      values = atLeastOne("listed values", atMost);
      return this;
    }

    /**
     * How many moved items, and how many kinds of change, are listed for each output; 20 if not
     * said.
     */
    public Builder listedMoves(int atMost) {
      moves = atLeastOne("listed moves", atMost);
      return this;
    }

    /** How many failures are listed; 20 if not said. */
    public Builder listedFailures(int atMost) {
      failures = atLeastOne("listed failures", atMost);
      return this;
    }

    /** How many threads decide; as many as the machine has cores if not said. */
    public Builder threads(int count) {
      threads = atLeastOne("threads", count);
      return this;
    }

    /**
     * The backtest.
     *
     * @throws InvalidInputException if a pack does not answer one of the points, or a point is
     *     there twice, or there is none
     */
    public Backtest build() {
      return new Backtest(this, points == null ? usual() : checked(points));
    }

    private List<DecisionPoint> usual() {
      return checked(USUAL.stream().filter(point -> missing(point) == null).toList());
    }

    private List<DecisionPoint> checked(List<DecisionPoint> asked) {
      if (asked.isEmpty()) {
        throw new InvalidInputException(
            "Expected at least one decision point to compare, but there is none.",
            "name one that both packs answer");
      }
      if (new HashSet<>(asked).size() < asked.size()) {
        throw new InvalidInputException(
            "Expected each decision point once, but got " + asked + ".", "name each once");
      }
      for (DecisionPoint point : asked) {
        PolicyPack silent = missing(point);
        if (silent != null) {
          throw new InvalidInputException(
              "Expected the policy pack '"
                  + silent.ref()
                  + "' to answer the decision point '"
                  + point
                  + "', but it answers "
                  + new ArrayList<>(silent.points())
                  + ".",
              "name only points that both packs answer");
        }
      }
      return asked;
    }

    private @Nullable PolicyPack missing(DecisionPoint point) {
      if (!newPack.points().contains(point)) {
        return newPack;
      }
      PolicyPack old = oldPack;
      return old == null || old.points().contains(point) ? null : old;
    }

    private static int atLeastOne(String what, int value) {
      if (value < 1) {
        throw new InvalidInputException(
            "Expected the number of " + what + " to be at least 1, but it is " + value + ".",
            "leave it out to take the default");
      }
      return value;
    }
  }
}
