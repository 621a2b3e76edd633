// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.model.Person;
import io.millrace.plugin.port.People;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A directory of the people whom a test added. Thread-safe. */
public final class ScriptedPeople implements People {
  private final Map<String, Person> people = new ConcurrentHashMap<>();
  private volatile boolean failing;

  /** Creates a directory without people. */
  public ScriptedPeople() {}

  /** Knows somebody of a team, at work, with these roles. */
  public ScriptedPeople knows(String id, String team, String... roles) {
    return knows(new Person(id, Set.copyOf(List.of(roles)), Set.of(team), true));
  }

  /** Knows this person from now on, whoever asks. */
  public ScriptedPeople knows(Person person) {
    people.put(person.id(), person);
    return this;
  }

  /** Fails at every call from now on, or does so no longer. */
  public ScriptedPeople failing(boolean value) {
    failing = value;
    return this;
  }

  @Override
  public Map<String, Person> lookUp(String tenant, Set<String> ids, Instant at) {
    if (failing) {
      throw new IllegalStateException("the directory was told to fail");
    }
    Map<String, Person> found = new LinkedHashMap<>();
    for (String id : ids) {
      Person person = people.get(id);
      if (person != null) {
        found.put(id, person);
      }
    }
    return found;
  }

  @Override
  public Map<String, Person> find(String tenant, String team, Set<String> skills, Instant at) {
    if (failing) {
      throw new IllegalStateException("the directory was told to fail");
    }
    Map<String, Person> found = new TreeMap<>();
    people.forEach(
        (id, person) -> {
          boolean skilled = person.skills().stream().anyMatch(skills::contains);
          if (skilled || person.teams().contains(team)) {
            found.put(id, person);
          }
        });
    return found;
  }
}
