// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.model.Caller;
import io.millrace.plugin.port.CallerSource;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/**
 * What Millrace relies on in a {@link CallerSource}. Extend it in the host's tests, and say where
 * it comes from and how somebody is signed in. JUnit 5 runs the tests.
 */
public abstract class CallerSourceContract {
  /** For subclasses. */
  protected CallerSourceContract() {}

  /** The caller source to test. */
  protected abstract CallerSource callers();

  /** Somebody to sign in. */
  protected abstract Caller somebody();

  /** Runs something while somebody is signed in. */
  protected abstract <T> T signedIn(Caller who, Callable<T> work) throws Exception;

  @Test
  void shouldNameWhoIsSignedIn() throws Exception {
    CallerSource callers = callers();

    Caller found = signedIn(somebody(), callers::current);

    assertEquals(somebody(), found, "Expected who is signed in.");
  }

  @Test
  void shouldFailWhenNobodyIsSignedIn() throws Exception {
    CallerSource callers = callers();
    signedIn(somebody(), callers::current);

    assertThrows(
        RuntimeException.class,
        callers::current,
        "Expected nobody, and not the last one, when nobody is signed in any more.");
  }
}
