// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.flow;

import io.millrace.model.StepState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Walks the transitions of one work item after the other and tells its consumer which state the
 * item and each of its step runs were in, and for how long. Not thread-safe.
 */
final class ItemSweep {

  /** Takes what the sweep works out. Times are in milliseconds of the epoch. */
  interface Consumer {
    /** The item was in this state for a span of its lead time. */
    void itemSpan(StepState state, long from, long to);

    /** The item is done with; closed is {@link Long#MAX_VALUE} if it is open. */
    void item(long opened, long closed, int handOffs);

    /** A step run has ended, or is open at the end of the record. */
    void run(RunFlow run);
  }

  private final Consumer consumer;
  private final Window window;
  private final Map<UUID, RunFlow> open = new LinkedHashMap<>();
  private long opened;
  private long closed;
  private long last;
  private int working;
  private int blocked;
  private int handOffs;

  ItemSweep(Consumer consumer, Window window) {
    this.consumer = consumer;
    this.window = window;
  }

  void beginItem(long openedAt, long closedAt) {
    opened = openedAt;
    closed = closedAt;
    last = openedAt;
    working = 0;
    blocked = 0;
    handOffs = 0;
    open.clear();
  }

  void transition(RunChange change) {
    RunFlow run = open.get(change.run());
    if (run == null) {
      run = new RunFlow(change.stream(), change.step(), change.at());
      open.put(change.run(), run);
    }
    if (!change.afterClose()) {
      passTo(change.at());
      count(run.state(), -1);
      count(change.state(), 1);
    }
    if (run.change(change)) {
      handOffs += change.afterClose() ? 0 : 1;
    }
    if (change.state().isEnded()) {
      open.remove(change.run());
      consumer.run(run);
    }
  }

  void endItem() {
    long end = Math.min(closed, window.to());
    passTo(end);
    open.values().forEach(run -> run.passTo(Math.max(run.last(), window.to())));
    open.values().forEach(consumer::run);
    consumer.item(opened, closed, handOffs);
  }

  private void passTo(long at) {
    long until = Math.min(at, closed);
    if (until > last) {
      consumer.itemSpan(state(), last, until);
      last = until;
    }
  }

  private StepState state() {
    if (working > 0) {
      return StepState.WORKING;
    }
    return blocked > 0 ? StepState.BLOCKED : StepState.WAITING;
  }

  private void count(@Nullable StepState state, int change) {
    if (state == StepState.WORKING) {
      working += change;
    } else if (state == StepState.BLOCKED) {
      blocked += change;
    }
  }

  /** How long one step run was in each state, in milliseconds. */
  static final class RunFlow {
    private final String stream;
    private final String step;
    private final long arrived;
    private final long[] millis = new long[StepState.values().length];
    private @Nullable StepState state;
    private @Nullable String team;
    private long last;
    private int handOffs;
    private boolean inferred;

    RunFlow(String stream, String step, long arrived) {
      this.stream = stream;
      this.step = step;
      this.arrived = arrived;
      this.last = arrived;
    }

    /** Takes on a change; says whether the run went to another team. */
    boolean change(RunChange change) {
      passTo(change.at());
      boolean handedOff = team != null && !Objects.equals(team, change.team());
      handOffs += handedOff ? 1 : 0;
      team = change.team();
      state = change.state();
      inferred = change.inferred();
      return handedOff;
    }

    void passTo(long at) {
      if (state != null) {
        millis[state.ordinal()] += at - last;
      }
      last = at;
    }

    String stream() {
      return stream;
    }

    String step() {
      return step;
    }

    @Nullable StepState state() {
      return state;
    }

    long arrived() {
      return arrived;
    }

    long last() {
      return last;
    }

    long millis(StepState in) {
      return millis[in.ordinal()];
    }

    int handOffs() {
      return handOffs;
    }

    /** Whether its end was worked out rather than observed. */
    boolean inferred() {
      return inferred;
    }
  }
}
