// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

import io.millrace.rules.PackSource;
import java.util.Map;

/** What is different about policies when a log is replayed. */
public final class ReplayPolicies {
  private ReplayPolicies() {}

  /**
   * A layer that leaves out what raises a priority above the matrix, such as age: the systems that
   * recorded the priorities in the logs know impact and urgency alone, and the two are compared.
   */
  public static PackSource asRecorded() {
    return PackSource.of(
        "replay",
        Map.of(
            PackSource.MANIFEST,
            """
            pack: replay
            version: "1"
            owner: the replay
            disable: [priority raises]
            """));
  }
}
