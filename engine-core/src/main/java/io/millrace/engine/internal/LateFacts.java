// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.NotFoundException;
import io.millrace.engine.Stamp;
import io.millrace.engine.internal.store.StoreMapper;
import io.millrace.engine.internal.store.WorkItemRow;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the fact sources about demand that came in inside a transaction of the host's, after its
 * commit, and lets the policies decide anew. Any node may do so: what one has taken, the others
 * leave alone for a while. Its rounds run on one thread.
 */
final class LateFacts {
  private static final Logger LOG = LoggerFactory.getLogger(LateFacts.class);
  private static final String ACTOR = "fact-sources";
  private static final int ITEMS = 50;

  /** How long after it was taken another node takes what was not finished. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  private final ProcessRuntime runtime;
  private final Consumer<Consumer<StoreMapper>> transactions;
  private final FactLookup lookup;
  private final Performer performer;

  /** Follows the machine's time: an injected clock may stand still. */
  private final Clock clock = Clock.systemUTC();

  /**
   * @param transactions runs statements in a transaction each
   */
  LateFacts(
      ProcessRuntime runtime,
      Consumer<Consumer<StoreMapper>> transactions,
      FactLookup lookup,
      Performer performer) {
    this.runtime = runtime;
    this.transactions = transactions;
    this.lookup = lookup;
    this.performer = performer;
  }

  /** A work item as it was when the sources were asked. */
  private record Known(UUID key, Demand demand) {}

  /** One round; says whether there may be more to ask about. */
  boolean round() {
    List<UUID> taken = take();
    Map<String, List<Known>> byTenant = new LinkedHashMap<>();
    for (UUID key : taken) {
      read(key, byTenant);
    }
    byTenant.forEach(this::ask);
    return taken.size() == ITEMS;
  }

  private List<UUID> take() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<UUID> taken = new ArrayList<>();
    transactions.accept(
        store -> {
          taken.addAll(store.lockLateFacts(now, ITEMS));
          taken.forEach(key -> store.postponeLateFacts(key, now.plus(LEASE)));
        });
    return taken;
  }

  private void read(UUID key, Map<String, List<Known>> byTenant) {
    WorkItemRow row = runtime.transaction(unit -> unit.store().findItemByKey(key));
    if (row == null) {
      transactions.accept(store -> store.deleteLateFacts(key));
      return;
    }
    Facts facts =
        runtime.transaction(
            unit -> {
              String json = unit.store().findFacts(key, row.factsVersion);
              return json == null ? Facts.none() : Codec.readFacts(json);
            });
    Demand demand =
        new Demand(
            row.id,
            row.title,
            row.description,
            row.source,
            row.requester,
            null,
            new Facts(facts.values(), Map.of()),
            row.openedAt);
    byTenant.computeIfAbsent(row.tenant, unseen -> new ArrayList<>()).add(new Known(key, demand));
  }

  private void ask(String tenant, List<Known> items) {
    Map<String, Facts> found = lookup.enrich(tenant, items.stream().map(Known::demand).toList());
    for (Known item : items) {
      String id = item.demand().id();
      Facts news = lookup.answered(id, found.getOrDefault(id, Facts.none()));
      try {
        learn(item.key(), news);
      } catch (InvalidInputException | NotFoundException e) {
        LOG.warn("The facts of work item '{}' cannot be kept.", id, e);
        transactions.accept(store -> store.deleteLateFacts(item.key()));
      } catch (RuntimeException | Error e) {
        // a conflict, the database, a participant: the others go on
        LOG.warn(
            "The facts of work item '{}' could not be kept; its sources are asked again.", id, e);
      }
    }
  }

  private void learn(UUID key, Facts found) {
    runtime.transaction(
        unit -> {
          ItemWork item = unit.item(key.toString());
          unit.write(store -> store.deleteLateFacts(key));
          if (!item.row().state.isEnded()) {
            item.begin(ACTOR, Stamp.NOW);
            performer.learnLate(item, found);
          }
          return item;
        });
  }
}
