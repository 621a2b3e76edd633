// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.model.Notification;
import io.millrace.model.Notification.Reason;
import io.millrace.model.Notification.Recipient;
import io.millrace.plugin.port.Notifier;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What Millrace relies on in a {@link Notifier}. Extend it in the plugin's tests, and say where the
 * notifier comes from and how to count the messages that it sent. JUnit 5 runs the tests; each
 * makes a notifier of its own.
 */
public abstract class NotifierContract {
  /** For subclasses. */
  protected NotifierContract() {}

  /** The notifier to test, ready for use. */
  protected abstract Notifier notifier();

  /** How many messages have been sent since the notifier was made; 0 if it does not tell. */
  protected abstract long messages();

  @Test
  void shouldTellForEveryReasonAndTypeOfRecipient() {
    Notifier notifier = notifier();

    for (Reason reason : Reason.values()) {
      for (Recipient.Type type : Recipient.Type.values()) {
        tell(notifier, notification(reason, List.of(new Recipient(type, "service-desk"))));
      }
    }
  }

  @Test
  void shouldCopeWithNobodyToTell() {
    tell(notifier(), notification(Reason.EXPEDITE_ARRIVED, List.of()));
  }

  @Test
  void shouldTellOnceWhatIsDeliveredAgain() {
    Notifier notifier = notifier();
    Notification notification =
        notification(
            Reason.STEP_BLOCKED, List.of(new Recipient(Recipient.Type.TEAM, "service-desk")));
    tell(notifier, notification);
    long once = messages();

    tell(notifier, notification);

    assertEquals(once, messages(), "Expected no further message: deliveries repeat, ids do not.");
  }

  private static void tell(Notifier notifier, Notification notification) {
    try {
      notifier.tell(notification);
    } catch (Exception e) {
      throw new AssertionError("Expected " + notification + " to be told, but it failed.", e);
    }
  }

  private static Notification notification(Reason reason, List<Recipient> recipients) {
    return new Notification(
        UUID.randomUUID(),
        reason,
        "default",
        "millrace-contract",
        "Cannot log in",
        "investigate",
        recipients,
        "waits for the vendor",
        Instant.parse("2026-03-02T08:00:00Z"));
  }
}
