// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.isolation;

import io.millrace.engine.ContributionStatus;
import io.millrace.engine.Isolation;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** The shields of all contributions, in the order in which they were brought. Thread-safe. */
public final class Shields {
  private final Isolation isolation;
  private final Executor threads;
  private final Function<Throwable, String> words;
  private final List<Shield> all = new CopyOnWriteArrayList<>();

  /**
   * @param threads where contributions are asked
   * @param words what a failure is in words
   */
  public Shields(Isolation isolation, Executor threads, Function<Throwable, String> words) {
    this.isolation = isolation;
    this.threads = threads;
    this.words = words;
  }

  /** One that asks, waits and suspends. */
  public Shield add(String port, String name, String plugin) {
    return add(port, name, plugin, isolation, true);
  }

  /**
   * One that asks and waits, and never suspends: where strangers choose what is asked, they could
   * have it suspended for all others.
   */
  public Shield patient(String port, String name, String plugin) {
    return add(port, name, plugin, isolation, false);
  }

  /** The same, for what does one thing at a time. */
  public Shield oneByOne(String port, String name, String plugin) {
    return add(port, name, plugin, isolation.callsAtOnce(1), false);
  }

  /**
   * One that others ask before they call, and tell of their calls.
   *
   * @param atOnce how many calls they make at once
   * @param mostStalled with how many calls that hang it is called no more
   */
  public Shield suspending(String port, String name, String plugin, int atOnce, int mostStalled) {
    return add(port, name, plugin, isolation.callsAtOnce(atOnce), mostStalled, true);
  }

  /**
   * One that others tell of their calls, and that never suspends.
   *
   * @param atOnce how many calls they make at once
   */
  public Shield watch(String port, String name, String plugin, int atOnce) {
    return add(port, name, plugin, isolation.callsAtOnce(atOnce), false);
  }

  private Shield add(String port, String name, String plugin, Isolation bounds, boolean suspends) {
    return add(port, name, plugin, bounds, bounds.callsAtOnce(), suspends);
  }

  private Shield add(
      String port,
      String name,
      String plugin,
      Isolation bounds,
      int mostStalled,
      boolean suspends) {
    Shield shield = new Shield(port, name, plugin, bounds, mostStalled, suspends, threads, words);
    all.add(shield);
    return shield;
  }

  /** How all of them do. */
  public List<ContributionStatus> status() {
    return all.stream().map(Shield::status).toList();
  }
}
