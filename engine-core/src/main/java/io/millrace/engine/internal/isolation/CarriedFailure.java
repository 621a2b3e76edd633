package io.millrace.engine.internal.isolation;

import java.util.concurrent.ExecutionException;

/**
 * Carries what somebody else's code threw from one thread to another. Futures ask an exception for
 * its words when they pass it on, and not every exception survives that: this one does.
 */
public final class CarriedFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Throwable failure;

  /** Takes a failure on. */
  public CarriedFailure(Throwable failure) {
    super("a failure on another thread", null, false, false);
    this.failure = failure;
  }

  /** What was thrown, out of what a future passed on. */
  public static Throwable of(ExecutionException passedOn) {
    Throwable cause = passedOn.getCause();
    if (cause instanceof CarriedFailure carried) {
      return carried.failure;
    }
    return cause == null ? passedOn : cause;
  }
}
