// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.model.Demand;
import io.millrace.plugin.port.DemandIds;
import org.junit.jupiter.api.Test;

/**
 * What Millrace relies on in {@link DemandIds}. Extend it in the plugin's tests, and say where the
 * ids come from and two demands that are not the same. JUnit 5 runs the tests.
 */
public abstract class DemandIdsContract {
  private static final int LONGEST = 255;

  /** For subclasses. */
  protected DemandIdsContract() {}

  /** A new one to test: two of them have to agree. */
  protected abstract DemandIds ids();

  /** A demand without an id. */
  protected abstract Demand one();

  /** Another demand without an id. */
  protected abstract Demand other();

  /** The tenant of both demands. */
  protected String tenant() {
    return "default";
  }

  @Test
  void shouldGiveAnIdThatCanBeStored() {
    String id = ids().idFor(tenant(), one());

    assertFalse(id.isBlank(), "Expected an id, but it is blank.");
    assertTrue(id.length() <= LONGEST, "Expected at most 255 characters, but got " + id + ".");
  }

  @Test
  void shouldGiveTheSameDemandTheSameIdWheneverItIsAsked() {
    assertEquals(
        ids().idFor(tenant(), one()),
        ids().idFor(tenant(), one()),
        "Expected the same id: a demand that comes again is no new one.");
  }

  @Test
  void shouldTellDemandsApart() {
    assertNotEquals(
        ids().idFor(tenant(), one()),
        ids().idFor(tenant(), other()),
        "Expected two ids for two demands.");
  }

  @Test
  void shouldServeSeveralThreadsAtOnce() throws Exception {
    DemandIds ids = ids();
    PortChecks.onSeveralThreads(() -> ids.idFor(tenant(), one()));
  }
}
