// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.internal.store.CatalogueRequestRow;
import io.millrace.engine.internal.store.LinkMapper;
import io.millrace.engine.internal.store.StorableText;
import io.millrace.engine.internal.store.WorkItemRow;
import io.millrace.model.Facts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How many other requests for the same a requester has opened in the calendar month, quarter and
 * year of one request, all of them in UTC. A work item is a request from when the policies are
 * asked for its request model; what knows the same facts, such as the change that fulfils it, is
 * none. What was cancelled, declined or not to be had does not count.
 */
final class SameRequests {
  private static final String CATALOGUE_ITEM = "catalogueItem";
  private static final int MONTHS_OF_A_QUARTER = 3;

  private SameRequests() {}

  /** What a work item's requester asks for; empty if requester or catalogue item is not known. */
  static Optional<CatalogueRequestRow> row(WorkItemRow item, Facts facts) {
    String requester = item.requester;
    if (requester == null || !facts.has(CATALOGUE_ITEM)) {
      return Optional.empty();
    }
    String wanted = comparable(facts.text(CATALOGUE_ITEM, ""));
    return Optional.of(
        new CatalogueRequestRow(
            item.itemKey, item.tenant, comparable(requester), wanted, item.openedAt));
  }

  /** Another spelling is no other request. */
  private static String comparable(String name) {
    String plain = name.strip().toLowerCase(Locale.ROOT);
    return StorableText.of(plain, Limits.NAME);
  }

  /**
   * The counts, under the names of facts.
   *
   * @param request the request that the policies are asked about
   * @param unwritten requests of this transaction, which the store may not know yet
   */
  static Map<String, String> count(
      LinkMapper store, CatalogueRequestRow request, Collection<CatalogueRequestRow> unwritten) {
    LocalDate day = day(request.openedAt());
    LocalDate year = day.withDayOfYear(1);
    Instant from = year.atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant to = year.plusYears(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    List<Instant> others = new ArrayList<>(store.sameRequests(request, from, to));
    for (CatalogueRequestRow other : unwritten) {
      if (isSame(request, other) && day(other.openedAt()).getYear() == day.getYear()) {
        others.add(other.openedAt());
      }
    }
    int month = day.getMonthValue();
    int quarter = quarter(month);
    Map<String, String> counts = new LinkedHashMap<>();
    counts.put("sameRequestsThisMonth", count(others, one -> one.getMonthValue() == month));
    counts.put(
        "sameRequestsThisQuarter", count(others, one -> quarter(one.getMonthValue()) == quarter));
    counts.put("sameRequestsThisYear", Integer.toString(others.size()));
    return counts;
  }

  private static boolean isSame(CatalogueRequestRow one, CatalogueRequestRow other) {
    return !one.itemKey().equals(other.itemKey())
        && one.tenant().equals(other.tenant())
        && one.requester().equals(other.requester())
        && one.catalogueItem().equals(other.catalogueItem());
  }

  private static String count(List<Instant> openings, Predicate<LocalDate> wanted) {
    return Long.toString(openings.stream().map(SameRequests::day).filter(wanted).count());
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  private static int quarter(int month) {
    return (month - 1) / MONTHS_OF_A_QUARTER;
  }
}
