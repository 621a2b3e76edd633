// SPDX-License-Identifier: Apache-2.0
package io.millrace.model;

import io.millrace.api.HostCalls;

/**
 * How past changes went. Immutable.
 *
 * @param changes how many changes were finished
 * @param failed how many of them failed, were backed out, or caused an incident
 */
@HostCalls
public record TrackRecord(int changes, int failed) {
  private static final TrackRecord NONE = new TrackRecord(0, 0);

  /**
   * Checks the counts.
   *
   * @throws InvalidInputException if a count is negative, or more failed than there were
   */
  public TrackRecord {
    if (failed < 0 || changes < failed) {
      throw new InvalidInputException(
          "Expected a track record to count failed changes among all changes, but "
              + failed
              + " of "
              + changes
              + " failed.",
          "count each finished change once, and the failed ones among them");
    }
  }

  /** No change was finished. */
  public static TrackRecord none() {
    return NONE;
  }

  /** The share of changes that went well, from 0 to 100; not a number if there was none. */
  public double successPercent() {
    return changes == 0 ? Double.NaN : 100.0 * (changes - failed) / changes;
  }
}
