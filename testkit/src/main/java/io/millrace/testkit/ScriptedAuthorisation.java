// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.model.Action;
import io.millrace.model.Caller;
import io.millrace.model.Resource;
import io.millrace.plugin.port.Authorisation;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An authorisation that allows what a test told it to and nothing else, and remembers what it was
 * asked. Thread-safe.
 */
public final class ScriptedAuthorisation implements Authorisation {
  private final Set<Right> rights = ConcurrentHashMap.newKeySet();
  private final Set<OneRight> singleRights = ConcurrentHashMap.newKeySet();
  private final List<Question> questions = new CopyOnWriteArrayList<>();
  private volatile boolean failing;

  private record Right(Caller caller, Action action) {}

  private record OneRight(Caller caller, Action action, Resource resource) {}

  /** Creates an authorisation that allows nothing. */
  public ScriptedAuthorisation() {}

  /** Allows a caller these actions on everything of its tenant. */
  public ScriptedAuthorisation allow(Caller caller, Action... actions) {
    for (Action action : actions) {
      rights.add(new Right(caller, action));
    }
    return this;
  }

  /** Allows a caller one action on one thing. */
  public ScriptedAuthorisation allow(Caller caller, Action action, Resource.Type type, String id) {
    singleRights.add(new OneRight(caller, action, new Resource(type, id)));
    return this;
  }

  /** Allows a caller everything in its tenant. */
  public ScriptedAuthorisation allowAll(Caller caller) {
    return allow(caller, Action.values());
  }

  /** Takes everything back that a caller was allowed. */
  public ScriptedAuthorisation revoke(Caller caller) {
    rights.removeIf(right -> right.caller().equals(caller));
    singleRights.removeIf(right -> right.caller().equals(caller));
    return this;
  }

  /** Fails at every call from now on, or does so no longer. */
  public ScriptedAuthorisation failing(boolean value) {
    failing = value;
    return this;
  }

  /** What it was asked, in order. */
  public List<Question> questions() {
    return List.copyOf(questions);
  }

  @Override
  public Answer decide(Question question) {
    questions.add(question);
    if (failing) {
      throw new IllegalStateException("the authorisation was told to fail");
    }
    boolean everything = rights.contains(new Right(question.caller(), question.action()));
    return everything || question.resources().stream().allMatch(one -> may(question, one))
        ? Answer.allow()
        : Answer.deny("the test does not let '" + question.caller().actor() + "' do that");
  }

  private boolean may(Question question, Resource resource) {
    return singleRights.contains(new OneRight(question.caller(), question.action(), resource));
  }
}
