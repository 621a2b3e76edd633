// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** What a plugin may do that breaks its contract. */
enum Misdeed {
  NONE,
  THROWS,
  THROWS_ERROR,
  THROWS_CHECKED,
  THROWS_WHAT_CANNOT_BE_PRINTED,
  THROWS_WHAT_FAILS_BADLY,
  THROWS_WHAT_NEVER_ANSWERS,
  HANGS,
  IGNORES_INTERRUPTS,
  NULL,
  NULL_INSIDE,
  HUGE,
  WRONG_KEYS,
  CALLS_MILLRACE;

  /** Lets those go that ignore their interrupts. */
  private static volatile CountDownLatch gate = new CountDownLatch(1);

  /** An exception that fails at each question. */
  private static final class Unprintable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("no words");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      return new StackTraceElement[1];
    }
  }

  /** An exception that breaks whoever asks it, and says that it caused itself. */
  private static final class Explosive extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new AssertionError("no message");
    }

    @Override
    public Throwable getCause() {
      return new Explosive();
    }

    @Override
    public String toString() {
      throw new NoClassDefFoundError("no words");
    }
  }

  /** An exception that keeps whoever asks it. */
  private static final class Silent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      hang();
      return "too late";
    }
  }

  /** The answers of a port, by what is wrong with them. */
  record Answers<T>(
      Supplier<T> good, Supplier<T> nullInside, Supplier<T> huge, Supplier<T> wrongKeys) {}

  /** Does it, or answers. */
  @SuppressWarnings("NullAway") // that is the misdeed
  <T> T commit(Answers<T> answers, Runnable reentrant) {
    switch (this) {
      case THROWS -> throw new IllegalStateException("it broke");
      case THROWS_ERROR -> throw new StackOverflowError("it broke");
      case THROWS_CHECKED -> sneak(new java.io.IOException("it broke"));
      case THROWS_WHAT_CANNOT_BE_PRINTED -> throw new Unprintable();
      case THROWS_WHAT_FAILS_BADLY -> throw new Explosive();
      case THROWS_WHAT_NEVER_ANSWERS -> throw new Silent();
      case HANGS -> hang();
      case IGNORES_INTERRUPTS -> hangOn();
      case CALLS_MILLRACE -> reentrant.run();
      default -> {}
    }
    return switch (this) {
      case NULL -> null;
      case NULL_INSIDE -> answers.nullInside().get();
      case HUGE -> answers.huge().get();
      case WRONG_KEYS -> answers.wrongKeys().get();
      default -> answers.good().get();
    };
  }

  /** Ends all calls that hang. */
  static void release() {
    gate.countDown();
    gate = new CountDownLatch(1);
  }

  private static void hang() {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void hangOn() {
    CountDownLatch until = gate;
    while (until.getCount() > 0) {
      try {
        until.await();
      } catch (InterruptedException e) {
        // the misdeed
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void sneak(Throwable failure) throws E {
    throw (E) failure;
  }
}
