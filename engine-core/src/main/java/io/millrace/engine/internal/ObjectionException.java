package io.millrace.engine.internal;

/** A participant threw: what it threw is for the caller, and no failure of Millrace's own. */
public final class ObjectionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RuntimeException thrown;

  ObjectionException(RuntimeException thrown) {
    super("a participant objects", thrown, false, false);
    this.thrown = thrown;
  }

  /** What it threw. */
  public RuntimeException thrown() {
    return thrown;
  }
}
