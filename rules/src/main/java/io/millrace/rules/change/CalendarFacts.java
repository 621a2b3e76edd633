// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import io.millrace.model.ChangeWindow;
import io.millrace.model.ChangeWindow.Type;
import io.millrace.model.Facts;
import io.millrace.plugin.port.ChangeCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How a change's planned time lies to freezes, maintenance windows and holidays. */
final class CalendarFacts {
  static final Set<String> NAMES =
      Set.of(
          "inFreeze",
          "freezeName",
          "freezeEnds",
          "inHoliday",
          "holidayName",
          "maintenanceBound",
          "inMaintenanceWindow",
          "nextMaintenanceWindow");

  /** Without a calendar, every time is as good as another. */
  static final Facts NONE =
      Facts.builder()
          .put("inFreeze", false)
          .put("inHoliday", false)
          .put("maintenanceBound", false)
          .put("inMaintenanceWindow", false)
          .build();

  /** How far beyond the change the next maintenance window is looked for. */
  private static final Duration HORIZON = Duration.ofDays(14);

  private static final Comparator<ChangeWindow> BY_TIME =
      Comparator.comparing(ChangeWindow::from)
          .thenComparing(ChangeWindow::to)
          .thenComparing(ChangeWindow::name);

  private final Instant from;
  private final Instant to;
  private final Map<String, String> owners;
  private final Set<String> concerned;
  private final List<ChangeWindow> windows;
  private final Set<String> bound;

  private CalendarFacts(
      Instant from,
      Instant to,
      Map<String, String> owners,
      Set<String> concerned,
      Collection<ChangeWindow> windows,
      Set<String> bound) {
    this.from = from;
    this.to = to;
    this.owners = owners;
    this.concerned = concerned;
    this.windows = windows.stream().sorted(BY_TIME).toList();
    this.bound = bound;
  }

  /**
   * Asks the calendar about a change with a planned time.
   *
   * @param services the services that the change can reach
   * @param owners the service by item of the change
   */
  static Facts ask(
      ChangeCalendar calendar,
      Plan plan,
      Instant from,
      Instant to,
      Collection<String> services,
      Map<String, String> owners) {
    Set<String> own = new LinkedHashSet<>(plan.items());
    own.addAll(new TreeSet<>(owners.values()));
    if (!plan.text("service").isEmpty()) {
      own.add(plan.text("service"));
    }
    Set<String> all = new LinkedHashSet<>(own);
    all.addAll(new TreeSet<>(services));
    Set<String> concerned = Collections.unmodifiableSet(all);
    List<ChangeWindow> windows = calendar.windows(plan.tenant(), concerned, from, to.plus(HORIZON));
    Set<String> bound =
        calendar.boundToMaintenance(plan.tenant(), Collections.unmodifiableSet(own));
    Set<String> boundOwn = own.stream().filter(bound::contains).collect(Collectors.toSet());
    return new CalendarFacts(from, to, owners, concerned, windows, boundOwn).facts();
  }

  private Facts facts() {
    Facts.Builder facts = Facts.builder();
    List<ChangeWindow> freezes = during(Type.FREEZE);
    facts.put("inFreeze", !freezes.isEmpty());
    if (!freezes.isEmpty()) {
      facts.put("freezeName", names(freezes));
      facts.put("freezeEnds", Collections.max(freezes.stream().map(ChangeWindow::to).toList()));
    }
    List<ChangeWindow> holidays = during(Type.HOLIDAY);
    facts.put("inHoliday", !holidays.isEmpty());
    if (!holidays.isEmpty()) {
      facts.put("holidayName", names(holidays));
    }
    facts.put("maintenanceBound", !bound.isEmpty());
    boolean covered =
        bound.isEmpty()
            ? !during(Type.MAINTENANCE).isEmpty() && isCovered(windowsOf(concerned))
            : bound.stream().allMatch(id -> isCovered(windowsOf(withOwner(id))));
    facts.put("inMaintenanceWindow", covered);
    if (!covered) {
      next().ifPresent(window -> facts.put("nextMaintenanceWindow", window.from()));
    }
    return facts.build();
  }

  private List<ChangeWindow> during(Type type) {
    return windows.stream()
        .filter(one -> one.type() == type && one.overlaps(from, to) && one.concernsAny(concerned))
        .toList();
  }

  private Set<String> withOwner(String id) {
    String owner = owners.get(id);
    return owner == null || owner.equals(id) ? Set.of(id) : Set.of(id, owner);
  }

  private List<ChangeWindow> windowsOf(Set<String> ids) {
    return windows.stream()
        .filter(one -> one.type() == Type.MAINTENANCE && one.concernsAny(ids))
        .toList();
  }

  /** Whether windows, which may adjoin, cover the whole of the planned time. */
  private boolean isCovered(List<ChangeWindow> sorted) {
    Instant reached = from;
    for (ChangeWindow window : sorted) {
      if (!window.from().isAfter(reached) && window.to().isAfter(reached)) {
        reached = window.to();
      }
    }
    return !reached.isBefore(to);
  }

  /** The first window that is open to every bound item and long enough. */
  private Optional<ChangeWindow> next() {
    Duration needed = Duration.between(from, to);
    return windowsOf(bound.isEmpty() ? concerned : bound).stream()
        .filter(one -> one.from().isAfter(from))
        .filter(one -> bound.stream().allMatch(id -> one.concernsAny(withOwner(id))))
        .filter(one -> Duration.between(one.from(), one.to()).compareTo(needed) >= 0)
        .findFirst();
  }

  private static String names(List<ChangeWindow> windows) {
    return windows.stream().map(ChangeWindow::name).distinct().collect(Collectors.joining(", "));
  }
}
