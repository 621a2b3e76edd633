// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.packs;

import io.millrace.engine.ConflictException;
import io.millrace.engine.InvalidStateException;
import io.millrace.engine.PackChange;
import io.millrace.engine.internal.store.ActivationRow;
import io.millrace.engine.internal.store.LastActivation;
import io.millrace.model.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes the history of tenants' packs. Rows are only ever added. Thread-safe. */
public final class ActivationLog {
  private static final int MAX_PLANS = 100;

  private final PackTransactions transactions;
  private final Supplier<Instant> now;

  /**
   * @param now the clock, in the precision of the store
   */
  public ActivationLog(PackTransactions transactions, Supplier<Instant> now) {
    this.transactions = transactions;
    this.now = now;
  }

  /**
   * Who asks for a change, and why.
   *
   * @param commandId makes it repeatable; null to run every time
   * @param fingerprint tells whether two requests of one command id ask for the same
   */
  public record Request(
      Caller caller, String reason, @Nullable String commandId, String fingerprint) {
    String tenant() {
      return caller.tenant();
    }
  }

  /**
   * Where going back leads to.
   *
   * @param pack the pack before; null for the base alone
   * @param restores the row whose place it returns to; 0 for the time before the first
   * @param sequence the last row when this was found out
   */
  public record Target(@Nullable PackKey pack, long restores, long sequence) {}

  /** What a row says besides who asked for it. */
  private record Entry(PackChange kind, @Nullable PackKey pack, @Nullable Long restores) {}

  /** What is last in the log, and the time, which never goes back from row to row. */
  private record Moment(long sequence, Instant time) {}

  /** What a command did when it came first. */
  public Optional<ActivationRow> findEarlier(Request request) {
    return request.commandId() == null
        ? Optional.empty()
        : transactions.run(tables -> Optional.ofNullable(earlier(tables, request)));
  }

  /** Lets a pack take effect at an instant, or at once. */
  public ActivationRow activate(Request request, PackKey pack, @Nullable Instant from) {
    return transactions.run(
        tables -> {
          ActivationRow earlier = earlier(tables, request);
          if (earlier != null) {
            return earlier;
          }
          Moment moment = moment(tables, request.tenant());
          Instant effective = from == null ? moment.time() : later(from, moment.time());
          if (effective.isAfter(moment.time())) {
            refuseManyPlans(tables, request.tenant(), moment.time());
          }
          Entry entry = new Entry(PackChange.ACTIVATED, pack, null);
          return append(tables, request, entry, moment, moment.sequence() + 1, effective);
        });
  }

  /**
   * Where going back leads to now.
   *
   * @throws InvalidStateException if there is nothing to go back to
   */
  public Target target(String tenant) {
    return transactions.run(
        tables -> {
          Moment moment = moment(tables, tenant);
          ActivationRow current = inForce(tables, tenant, moment);
          ActivationRow before = current;
          while (before != null && samePack(before, current)) {
            ActivationRow origin = origin(tables, before);
            before = origin == null ? null : tables.read().activationBefore(origin);
          }
          if (before == null && (current == null || current.packId() == null)) {
            throw new InvalidStateException(
                tenant,
                "Expected tenant '"
                    + tenant
                    + "' to have a pack in force to go back from, but it has none.",
                "look at the history, or activate the pack that is wanted");
          }
          ActivationRow origin = before == null ? null : origin(tables, before);
          return new Target(
              before == null ? null : PackKey.of(before),
              origin == null ? 0 : origin.sequence(),
              moment.sequence());
        });
  }

  /** Goes back; empty if the log has grown since the target was found out. */
  public Optional<ActivationRow> rollBack(Request request, Target target) {
    return transactions.run(
        tables -> {
          ActivationRow earlier = earlier(tables, request);
          if (earlier != null) {
            return Optional.of(earlier);
          }
          Moment moment = moment(tables, request.tenant());
          Entry entry = new Entry(PackChange.ROLLED_BACK, target.pack(), target.restores());
          return moment.sequence() == target.sequence()
              ? Optional.of(goBack(tables, request, entry, moment))
              : Optional.empty();
        });
  }

  /**
   * Goes on with the base alone.
   *
   * @throws InvalidStateException if there is nothing to end
   */
  public ActivationRow deactivate(Request request) {
    return transactions.run(
        tables -> {
          ActivationRow earlier = earlier(tables, request);
          if (earlier != null) {
            return earlier;
          }
          String tenant = request.tenant();
          Moment moment = moment(tables, tenant);
          ActivationRow current = inForce(tables, tenant, moment);
          boolean planned = !tables.read().plansAfter(tenant, moment.time(), 1).isEmpty();
          if (!planned && (current == null || current.packId() == null)) {
            throw new InvalidStateException(
                tenant,
                "Expected tenant '"
                    + tenant
                    + "' to have a pack of its own, in force or planned, but it has none.",
                "do nothing: the shared policies decide");
          }
          return goBack(tables, request, new Entry(PackChange.DEACTIVATED, null, null), moment);
        });
  }

  /** What is in force at an instant; empty if nothing has taken effect by then. */
  public Optional<ActivationRow> findAt(String tenant, Instant at) {
    return transactions.run(
        tables -> tables.read().activationsUntil(tenant, at, 1).stream().findFirst());
  }

  /** A page of the history, newest first. */
  public List<ActivationRow> page(String tenant, int offset, int limit) {
    return transactions.run(tables -> tables.read().activations(tenant, offset, limit));
  }

  /** How many entries the history has. */
  public long count(String tenant) {
    return transactions.run(tables -> tables.read().countActivations(tenant));
  }

  /** Takes effect at once, and again at each instant for which something else was planned. */
  private static ActivationRow goBack(
      PackTransactions.Tables tables, Request request, Entry entry, Moment moment) {
    long sequence = moment.sequence() + 1;
    ActivationRow done = append(tables, request, entry, moment, sequence, moment.time());
    Entry withdrawal = new Entry(PackChange.WITHDRAWN, entry.pack(), entry.restores());
    Request silent = new Request(request.caller(), request.reason(), null, request.fingerprint());
    for (ActivationRow plan :
        tables.read().plansAfter(request.tenant(), moment.time(), MAX_PLANS)) {
      append(tables, silent, withdrawal, moment, ++sequence, plan.effectiveFrom());
    }
    return done;
  }

  private static ActivationRow append(
      PackTransactions.Tables tables,
      Request request,
      Entry entry,
      Moment moment,
      long sequence,
      Instant effectiveFrom) {
    PackKey pack = entry.pack();
    ActivationRow row =
        new ActivationRow(
            request.tenant(),
            sequence,
            entry.kind(),
            pack == null ? null : pack.id(),
            pack == null ? null : pack.version(),
            pack == null ? null : pack.digest(),
            effectiveFrom,
            moment.time(),
            request.caller().actor(),
            request.reason(),
            entry.restores(),
            request.commandId(),
            request.commandId() == null ? null : request.fingerprint());
    tables.write().accept(store -> store.insertActivation(row));
    return row;
  }

  private static @Nullable ActivationRow earlier(PackTransactions.Tables tables, Request request) {
    String command = request.commandId();
    if (command == null) {
      return null;
    }
    ActivationRow row = tables.read().findActivationByCommand(request.tenant(), command);
    if (row != null && !request.fingerprint().equals(row.fingerprint())) {
      throw new ConflictException(
          command,
          "Expected command '"
              + command
              + "' to ask for what it asked for the first time, but the request differs.",
          "use a new command id for each new request");
    }
    return row;
  }

  private Moment moment(PackTransactions.Tables tables, String tenant) {
    List<LastActivation> last = tables.read().lastActivations(Set.of(tenant));
    if (last.isEmpty()) {
      return new Moment(0, now.get());
    }
    long sequence = last.get(0).sequence();
    ActivationRow row = tables.read().findActivation(tenant, sequence);
    // another node's clock may be ahead: what is recorded later must not take effect earlier
    return new Moment(sequence, row == null ? now.get() : later(now.get(), row.recordedAt()));
  }

  private static @Nullable ActivationRow inForce(
      PackTransactions.Tables tables, String tenant, Moment moment) {
    List<ActivationRow> rows = tables.read().activationsUntil(tenant, moment.time(), 1);
    return rows.isEmpty() ? null : rows.get(0);
  }

  /** The row whose place a row has; null for the time before the first. */
  private static @Nullable ActivationRow origin(PackTransactions.Tables tables, ActivationRow row) {
    Long restores = row.restores();
    return restores == null ? row : tables.read().findActivation(row.tenant(), restores);
  }

  private static boolean samePack(ActivationRow a, @Nullable ActivationRow b) {
    return b != null && Objects.equals(PackKey.of(a), PackKey.of(b));
  }

  private static void refuseManyPlans(PackTransactions.Tables tables, String tenant, Instant time) {
    if (tables.read().plansAfter(tenant, time, MAX_PLANS).size() == MAX_PLANS) {
      throw new InvalidStateException(
          tenant,
          "Expected tenant '"
              + tenant
              + "' to have fewer than "
              + MAX_PLANS
              + " activations planned, but it has "
              + MAX_PLANS
              + ".",
          "wait until some have taken effect, or withdraw all by deactivating");
    }
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
