// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.model.Notification;
import io.millrace.plugin.port.Notifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A notifier that keeps what it is to tell, and lets tests wait for it. Thread-safe. */
public final class RecordingNotifier implements Notifier {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<Notification> told = new ArrayList<>();

  /** A notifier that has told nothing. */
  public RecordingNotifier() {}

  @Override
  public synchronized void tell(Notification notification) {
    told.add(notification);
    notifyAll();
  }

  /** What was told of one work item until now. */
  public synchronized List<Notification> ofItem(String tenant, String item) {
    return told.stream()
        .filter(one -> one.tenant().equals(tenant) && one.item().equals(item))
        .toList();
  }

  /**
   * Waits up to 30 seconds until somebody was told of a work item for a reason.
   *
   * @throws AssertionError if nobody is, or the thread is interrupted
   */
  public synchronized Notification awaitItem(
      String tenant, String item, Notification.Reason reason) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      for (Notification one : ofItem(tenant, item)) {
        if (one.reason() == reason) {
          return one;
        }
      }
      long left = (end - System.nanoTime()) / 1_000_000;
      try {
        if (left > 0) {
          wait(left);
          continue;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new AssertionError(
          "Expected somebody to be told of work item '"
              + item
              + "' because of "
              + reason
              + ", but nobody was. Told was "
              + ofItem(tenant, item)
              + ".");
    }
  }
}
