// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.bpmn.Step;
import io.millrace.engine.Candidate;
import io.millrace.engine.EngineException;
import io.millrace.engine.internal.store.LoadRow;
import io.millrace.engine.internal.store.RunRow;
import io.millrace.engine.internal.store.StoreMapper;
import io.millrace.engine.internal.store.WorkItemRow;
import io.millrace.model.Person;
import io.millrace.plugin.port.People;
import io.millrace.rules.change.NoAnswerException;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who can take a step: asks the directory of people outside any transaction. Thread-safe. */
final class Candidates {
  /** The fact that names the skills that a work item needs. */
  static final String SKILLS = "skillsNeeded";

  /** Who is there comes first, then who fits best, then who has least to do. */
  private static final Comparator<Candidate> ORDER =
      Comparator.comparing((Candidate one) -> !one.person().available())
          .thenComparing(one -> -one.skills().size())
          .thenComparing(Candidate::openSteps)
          .thenComparing(one -> one.person().id());

  private final Environment env;
  private final ProcessRuntime runtime;
  private final People people;

  Candidates(Environment env, ProcessRuntime runtime, People people) {
    this.env = env;
    this.runtime = runtime;
    this.people = people;
  }

  private record Wanted(String team, Set<String> skills) {}

  List<Candidate> of(String tenant, String id, @Nullable String step) {
    Wanted wanted =
        runtime.transaction(
            unit -> {
              ItemWork item = read(unit.store(), tenant, id);
              String team = item.runs().require(step).team;
              return new Wanted(team == null ? "" : team, skills(item));
            });
    Map<String, Person> found = ask(tenant, wanted);
    if (found.isEmpty()) {
      return List.of();
    }
    return runtime.transaction(
        unit -> {
          ItemWork item = read(unit.store(), tenant, id);
          RunRow run = item.runs().require(step);
          Step stepOf = env.streams().stepOf(run);
          Map<String, Integer> loads = loads(unit.store(), tenant, found.keySet());
          return found.values().stream()
              .filter(person -> DutyCheck.mayDo(item, stepOf, person.id()))
              .map(person -> candidate(person, wanted.skills(), loads))
              .sorted(ORDER)
              .toList();
        });
  }

  /** As it stands, without a lock: nothing is changed. */
  private ItemWork read(StoreMapper store, String tenant, String id) {
    WorkItemRow row = store.findItem(tenant, id);
    if (row == null) {
      throw UnitOfWork.unknown(id);
    }
    return new ItemWork(store, env, row, false);
  }

  private static Set<String> skills(ItemWork item) {
    Object needed = item.knowledge().facts().values().get(SKILLS);
    Collection<?> names =
        needed instanceof Collection<?> several
            ? several
            : List.of(Objects.toString(needed, "").split(","));
    Set<String> skills = new LinkedHashSet<>();
    names.forEach(name -> skills.add(name.toString().strip()));
    skills.remove("");
    return Collections.unmodifiableSet(skills);
  }

  private Map<String, Person> ask(String tenant, Wanted wanted) {
    try {
      return people.find(tenant, wanted.team(), wanted.skills(), env.now());
    } catch (NoAnswerException e) {
      throw new EngineException(
          "Expected the directory of people to say who can take the step, but "
              + e.getMessage()
              + ".",
          "look at Millrace.contributions(), and ask again later",
          e,
          true,
          false);
    }
  }

  private static Map<String, Integer> loads(
      StoreMapper store, String tenant, Set<String> assignees) {
    Map<String, Integer> loads = new HashMap<>();
    for (LoadRow load : store.loads(tenant, assignees)) {
      loads.put(load.assignee(), load.steps());
    }
    return loads;
  }

  private static Candidate candidate(
      Person person, Set<String> needed, Map<String, Integer> loads) {
    Set<String> fitting = new LinkedHashSet<>(needed);
    fitting.retainAll(person.skills());
    return new Candidate(
        person, Collections.unmodifiableSet(fitting), loads.getOrDefault(person.id(), 0));
  }
}
