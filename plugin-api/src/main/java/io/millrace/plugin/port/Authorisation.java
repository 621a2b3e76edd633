// SPDX-License-Identifier: Apache-2.0
package io.millrace.plugin.port;

import io.millrace.api.HostCalls;
import io.millrace.api.HostImplements;
import io.millrace.model.Action;
import io.millrace.model.Caller;
import io.millrace.model.Resource;
import java.util.List;

/**
 * Says who may do what. Without one, every caller may do everything in the tenant that it names;
 * with one, every operation on behalf of a caller is asked about first, and nothing passes but what
 * is allowed explicitly.
 *
 * <p>Called before anything else happens: no transaction is open, no fact source has been called,
 * and nobody has looked whether the resources exist. Answer in the same way for those that do not,
 * or the answer gives away what does. An operation asks once, when it begins, also if it takes many
 * transactions. What Millrace does by itself is not asked about: handlers, timers, deliveries of
 * events, clean-up in the background.
 *
 * <p>Called from several threads at once, on threads of Millrace's own, so that a caller does not
 * wait for longer than the {@code authorisationBudget} of the builder: variables of the caller's
 * thread, such as a security context, are not there, and the caller's transaction is not seen. A
 * call that throws, returns null or outlasts the budget denies; a late call is interrupted. At most
 * as many calls run at once as the builder's {@code isolation} says, and further ones wait within
 * their budget: keep in memory what is asked often. Do not call Millrace from here.
 */
@HostImplements
@FunctionalInterface
public interface Authorisation {

  /**
   * Says whether a caller may do something.
   *
   * @return {@link Answer#allow()}, or {@link Answer#deny} with a reason
   */
  Answer decide(Question question);

  /**
   * Who wants to do what. Immutable.
   *
   * @param caller the tenant and the actor
   * @param action what is to be done
   * @param resources what it is about, never empty, in the order of the request: allow it only if
   *     all of them may be touched. An operation on many work items asks once for each action, with
   *     all work items of that action. A {@linkplain Action#SEARCH search} names what it is
   *     narrowed to: a team, a person, or both together; else the tenant
   */
  @HostCalls
  record Question(Caller caller, Action action, List<Resource> resources) {
    /** Copies the resources. */
    public Question {
      resources = List.copyOf(resources);
    }
  }

  /**
   * Whether it is allowed. Immutable.
   *
   * @param allowed whether the operation may go on
   * @param reason why not, for the caller to read: say nothing that the caller must not know
   */
  @HostCalls
  record Answer(boolean allowed, String reason) {
    private static final Answer YES = new Answer(true, "");

    /** It may go on. */
    public static Answer allow() {
      return YES;
    }

    /** It must not go on. */
    public static Answer deny(String reason) {
      return new Answer(false, reason);
    }
  }
}
