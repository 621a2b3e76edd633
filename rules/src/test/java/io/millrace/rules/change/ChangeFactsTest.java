// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.ChangeWindow;
import io.millrace.model.ChangeWindow.Type;
import io.millrace.model.ConfigurationItem;
import io.millrace.model.Facts;
import io.millrace.model.Person;
import io.millrace.model.ScheduledChange;
import io.millrace.model.TrackRecord;
import io.millrace.plugin.port.ChangeCalendar;
import io.millrace.plugin.port.ChangeHistory;
import io.millrace.plugin.port.ConfigurationGraph;
import io.millrace.plugin.port.People;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What becomes of the answers of ports, and of ports that do not answer. */
class ChangeFactsTest {
  private static final ExecutorService THREADS = Executors.newCachedThreadPool();

  @AfterAll
  static void stop() {
    THREADS.shutdownNow();
  }

  // ---- no ports ----

  @Test
  void shouldHaveNothingToObjectToWithoutPorts() {
    Facts facts = gather(ports(), Samples.change());

    assertThat(facts.values())
        .containsEntry("blastRadius", 0L)
        .containsEntry("criticalService", false)
        .containsEntry("inFreeze", false)
        .containsEntry("maintenanceBound", false)
        .containsEntry("conflicts", 0L)
        .containsEntry("teamChanges", 0L);
    assertThat(facts.missing()).isEmpty();
    ChangeVerdict verdict = Samples.decide(GuardrailSettings.defaults(), facts);
    assertThat(verdict.verdict()).as(verdict.toText()).isEqualTo(Verdict.PASS);
  }

  @Test
  void shouldTakeTheHostsOwnFactsWhereThereIsNoPort() {
    Facts facts =
        gather(
            ports(),
            Samples.change().fact("blastRadius", 77).missing("conflicts", "the host failed"));

    assertThat(facts.values()).containsEntry("blastRadius", 77L).doesNotContainKey("conflicts");
    assertThat(facts.missing()).containsEntry("conflicts", "the host failed");
  }

  @Test
  void shouldSayThatNoThreadWasFree() {
    Executor exhausted =
        task -> {
          throw new OutOfMemoryError("unable to create native thread");
        };

    Facts facts = gather(ChangeFacts.builder(exhausted).graph(new Graph()), Samples.change());

    assertThat(facts.missing())
        .containsEntry("blastRadius", "configuration graph: no thread was free to ask it");
  }

  // ---- configuration graph ----

  @Test
  void shouldFollowDependentsOverLevelsAndCyclesAndNameTheirServices() {
    Graph graph = new Graph();
    graph.add("web-1", "booking", false, "app-1", "app-2");
    graph.add("app-1", "booking", false, "web-1", "till-1");
    graph.add("app-2", null, false);
    graph.add("till-1", "till", true, "gone-1");

    Facts facts = gather(ports().graph(graph), Samples.change());

    assertThat(facts.values())
        .containsEntry("blastRadius", 4L)
        .containsEntry("blastCapped", false)
        .containsEntry("blastServices", List.of("booking", "till"))
        .containsEntry("criticalService", true)
        .containsEntry("criticalServices", List.of("till"));
    assertThat(graph.calls)
        .containsExactly(
            Set.of("web-1"), Set.of("app-1", "app-2"), Set.of("till-1"), Set.of("gone-1"));
  }

  @Test
  void shouldStopAtTheBoundsOfDepthAndSize() {
    Graph chain = new Graph();
    Graph star = new Graph();
    String[] many = new String[50];
    for (int i = 0; i < 50; i++) {
      chain.add("web-" + (i + 1), null, false, "web-" + (i + 2));
      many[i] = "leaf-" + i;
    }
    star.add("web-1", null, false, many);

    Facts deep = gather(ports().graph(chain).depth(3), Samples.change());
    Facts wide = gather(ports().graph(star).size(20), Samples.change());

    assertThat(deep.values()).containsEntry("blastRadius", 3L).containsEntry("blastCapped", true);
    assertThat(chain.calls).hasSize(4);
    assertThat(wide.values()).containsEntry("blastRadius", 20L).containsEntry("blastCapped", true);
  }

  @Test
  void shouldNotKnowTheBlastRadiusOfAnItemThatTheGraphDoesNotKnow() {
    Graph graph = new Graph();
    graph.add("web-1", "booking", false);

    Facts facts = gather(ports().graph(graph), Samples.change().items("web-1", "web-9"));

    assertThat(facts.missing())
        .containsEntry("blastRadius", "the configuration graph does not know web-9");
    assertThat(facts.has("criticalService")).isFalse();
    Facts nothing = gather(ports().graph(graph), Samples.change().fact("changeItems", List.of()));
    assertThat(nothing.missing())
        .containsEntry("blastRadius", "the change names no configuration item");
  }

  // ---- calendar ----

  @Test
  void shouldTellFreezesOfServicesThatTheChangeCanReach() {
    Graph graph = new Graph();
    graph.add("web-1", "booking", false, "till-1");
    graph.add("till-1", "till", false);
    ChangeCalendar calendar =
        calendar(
            window("till freeze", Type.FREEZE, -1, 1, "till"),
            window("other freeze", Type.FREEZE, -1, 1, "payroll"),
            window("over by then", Type.FREEZE, -5, 0),
            window("Easter", Type.HOLIDAY, 1, 9));

    Facts facts = gather(ports().graph(graph).calendar(calendar), Samples.change());

    assertThat(facts.values())
        .containsEntry("inFreeze", true)
        .containsEntry("freezeName", "till freeze")
        .containsEntry("freezeEnds", "2026-03-04T21:00:00Z")
        .containsEntry("inHoliday", true)
        .containsEntry("holidayName", "Easter");
  }

  @Test
  void shouldBeWithinMaintenanceOnlyIfEveryBoundItemIsForTheWholeTime() {
    ChangeCalendar adjoining =
        bound(
            Set.of("web-1", "web-2"),
            window("first", Type.MAINTENANCE, -1, 1, "web-1", "web-2"),
            window("second", Type.MAINTENANCE, 1, 2),
            window("later", Type.MAINTENANCE, 100, 101, "web-1", "web-2"),
            window("next", Type.MAINTENANCE, 120, 122, "web-1", "web-2"));
    ChangeCalendar partly =
        bound(
            Set.of("web-1", "web-2"),
            window("first", Type.MAINTENANCE, -1, 5, "web-1"),
            window("later", Type.MAINTENANCE, 100, 101),
            window("next", Type.MAINTENANCE, 120, 122));
    ChangeRequest.Builder change = Samples.change().items("web-1", "web-2");

    assertThat(gather(ports().calendar(adjoining), change).values())
        .containsEntry("maintenanceBound", true)
        .containsEntry("inMaintenanceWindow", true)
        .doesNotContainKey("nextMaintenanceWindow");
    assertThat(gather(ports().calendar(partly), change).values())
        .containsEntry("maintenanceBound", true)
        .containsEntry("inMaintenanceWindow", false)
        .containsEntry("nextMaintenanceWindow", "2026-03-09T20:00:00Z");
  }

  @Test
  void shouldAskTheCalendarNothingAboutAChangeWithoutTime() {
    ChangeRequest.Builder backwards = Samples.change().planned(Samples.END, Samples.START);
    String why = "the change has no planned start and, after it, a planned end";

    Facts facts = gather(ports().calendar(calendar()).history(new History(List.of())), backwards);

    assertThat(facts.missing())
        .containsEntry("inFreeze", why)
        .containsEntry("inMaintenanceWindow", why)
        .containsEntry("conflicts", why);
  }

  @Test
  void shouldGiveNoAllClearForServicesThatNobodyKnows() {
    ConfigurationGraph failing =
        (tenant, ids) -> {
          throw new IllegalStateException("no connection");
        };
    Facts clear = gather(ports().graph(failing).calendar(calendar()), Samples.change());
    Facts frozen =
        gather(
            ports().graph(failing).calendar(calendar(window("all", Type.FREEZE, -1, 1))),
            Samples.change());

    assertThat(clear.missing())
        .containsEntry(
            "inFreeze",
            "its services are not known, configuration graph: it failed: "
                + "java.lang.IllegalStateException: no connection");
    assertThat(frozen.values()).containsEntry("inFreeze", true);
  }

  // ---- history ----

  @Test
  void shouldListConflictsWithoutTheChangeItselfAndRates() {
    History history =
        new History(
            List.of(
                change("CHG-3", "web-1", 1, 5),
                change("CHG-2", "web-1", -1, 1),
                change("CHG-1", "web-1", 0, 2),
                change("CHG-4", "web-1", 2, 3),
                change("CHG-5", "db-1", 0, 2)));

    Facts facts = gather(ports().history(history), Samples.change().model("restart"));

    assertThat(facts.values())
        .containsEntry("conflicts", 2L)
        .containsEntry("conflictingChanges", List.of("CHG-2", "CHG-3"))
        .containsEntry("teamChanges", 8L)
        .containsEntry("teamSuccessRate", 87.5)
        .containsEntry("modelChanges", 4L)
        .containsEntry("modelSuccessRate", 100L);
    assertThat(history.asked)
        .containsExactly(
            "default web 2025-12-02T08:00:00Z 2026-03-02T08:00:00Z",
            "default restart 2025-12-02T08:00:00Z 2026-03-02T08:00:00Z");
  }

  // ---- people ----

  @Test
  void shouldGrantOnlyApprovalsOfPeopleWhoDoNotMakeTheChange() {
    People people =
        people(
            new Person("ann", Set.of("change-manager"), Set.of("web"), true),
            new Person("bob", Set.of(), Set.of("web"), false),
            new Person("dora", Set.of("service-owner"), Set.of("booking"), true));
    Facts facts = gather(ports().people(people), Samples.change().approvers("dora", "ann"));

    assertThat(facts.values())
        .containsEntry("approversKnown", true)
        .containsEntry("approverRoles", List.of("change-manager", "service-owner"))
        .containsEntry("approvalsGranted", List.of("service-owner"))
        .containsEntry("sameTeamApproval", false)
        .containsEntry("unavailablePeople", List.of("bob"));
  }

  @Test
  void shouldNotTrustApprovalsOfPeopleWhomTheDirectoryDoesNotKnow() {
    People people = people(new Person("ann", Set.of(), Set.of(), true));
    Facts facts =
        gather(
            ports().people(people),
            Samples.change().approvers("mallory").fact("approvalsGranted", "change-manager"));

    assertThat(facts.values()).doesNotContainKeys("approvalsGranted", "approverRoles");
    assertThat(facts.missing())
        .containsEntry("approverRoles", "the directory does not know bob, mallory");
    assertThat(
            Samples.decide(GuardrailSettings.defaults(), facts)
                .find("separation-of-duties")
                .orElseThrow()
                .effective())
        .isEqualTo(Verdict.NEEDS_APPROVAL);
  }

  // ---- ports of the tests ----

  private static final class Graph implements ConfigurationGraph {
    private final Map<String, ConfigurationItem> items = new HashMap<>();
    private final List<Set<String>> calls = new CopyOnWriteArrayList<>();

    void add(String id, @Nullable String service, boolean critical, String... dependents) {
      Set<String> ids = new LinkedHashSet<>(List.of(dependents));
      items.put(id, new ConfigurationItem(id, service, critical, ids));
    }

    @Override
    public Map<String, ConfigurationItem> lookUp(String tenant, Set<String> ids) {
      calls.add(Set.copyOf(ids));
      Map<String, ConfigurationItem> found = new HashMap<>(items);
      found.keySet().retainAll(ids);
      return found;
    }
  }

  private static final class History implements ChangeHistory {
    private final List<ScheduledChange> changes;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    History(List<ScheduledChange> changes) {
      this.changes = changes;
    }

    @Override
    public List<ScheduledChange> scheduled(
        String tenant, Set<String> items, Instant from, Instant to) {
      return changes; // more than asked for: only what matters may count
    }

    @Override
    public TrackRecord ofTeam(String tenant, String team, Instant from, Instant to) {
      asked.add(tenant + " " + team + " " + from + " " + to);
      return new TrackRecord(8, 1);
    }

    @Override
    public TrackRecord ofModel(String tenant, String model, Instant from, Instant to) {
      asked.add(tenant + " " + model + " " + from + " " + to);
      return new TrackRecord(4, 0);
    }
  }

  private static People people(Person... known) {
    return (tenant, ids, at) -> {
      assertThat(at).isEqualTo(Samples.START);
      Map<String, Person> found = new LinkedHashMap<>();
      for (Person person : known) {
        if (ids.contains(person.id())) {
          found.put(person.id(), person);
        }
      }
      return found;
    };
  }

  private static ChangeCalendar calendar(ChangeWindow... windows) {
    return (tenant, concerned, from, to) -> List.of(windows);
  }

  private static ChangeCalendar bound(Set<String> ids, ChangeWindow... windows) {
    return new ChangeCalendar() {
      @Override
      public List<ChangeWindow> windows(
          String tenant, Set<String> concerned, Instant from, Instant to) {
        return List.of(windows);
      }

      @Override
      public Set<String> boundToMaintenance(String tenant, Set<String> concerned) {
        return ids;
      }
    };
  }

  private static ChangeWindow window(
      String name, Type type, int fromHours, int toHours, String... concerns) {
    return new ChangeWindow(
        name,
        type,
        Samples.START.plus(Duration.ofHours(fromHours)),
        Samples.START.plus(Duration.ofHours(toHours)),
        Set.of(concerns));
  }

  private static ScheduledChange change(String id, String item, int fromHours, int toHours) {
    return new ScheduledChange(
        id,
        Set.of(item),
        Samples.START.plus(Duration.ofHours(fromHours)),
        Samples.START.plus(Duration.ofHours(toHours)));
  }

  private static ChangeFacts.Builder ports() {
    return ChangeFacts.builder(THREADS).period(Duration.ofDays(90));
  }

  private static Facts gather(ChangeFacts.Builder ports, ChangeRequest.Builder change) {
    return ports.build().gather(change.build(), Samples.AT);
  }
}
