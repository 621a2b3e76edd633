// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.Action;
import io.millrace.model.Caller;
import io.millrace.model.MillraceException;
import io.millrace.model.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The caller may not do this, or the {@link io.millrace.plugin.port.Authorisation} gave no answer
 * that says so. Nothing has been changed, no transaction was opened, and no fact source was called.
 * It says nothing of whether the resources exist: nobody looked. Immutable.
 */
public final class NotAllowedException extends MillraceException {
  private static final long serialVersionUID = 1L;

  private final transient Caller caller;
  private final Action action;
  private final transient List<Resource> resources;
  private final boolean answered;

  /**
   * The authorisation said no.
   *
   * @param problem what was expected, and what was found instead
   * @param advice what to do about it, without the leading "Maybe" and the final full stop
   */
  public NotAllowedException(
      Caller caller, Action action, List<Resource> resources, String problem, String advice) {
    super(problem, advice);
    this.caller = caller;
    this.action = action;
    this.resources = List.copyOf(resources);
    this.answered = true;
  }

  /**
   * The authorisation gave no answer.
   *
   * @param problem what was expected, and what was found instead
   * @param advice what to do about it, without the leading "Maybe" and the final full stop
   * @param cause what it threw; null if it threw nothing
   */
  public NotAllowedException(
      Caller caller,
      Action action,
      List<Resource> resources,
      String problem,
      String advice,
      @Nullable Throwable cause) {
    super(problem, advice);
    if (cause != null) {
      initCause(cause);
    }
    this.caller = caller;
    this.action = action;
    this.resources = List.copyOf(resources);
    this.answered = false;
  }

  /** Who wanted to do it. */
  public Caller caller() {
    return caller;
  }

  /** What was to be done. */
  public Action action() {
    return action;
  }

  /** What it was about, as the caller named it. */
  public List<Resource> resources() {
    return resources;
  }

  /**
   * Whether the authorisation said no; otherwise it failed, was late or gave no answer, and the
   * operation may be allowed when it is repeated.
   */
  public boolean answered() {
    return answered;
  }
}
