// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import java.util.Locale;

/** What a column of a ticket log can mean. Immutable. */
public enum CsvColumn {
  /** The item's id. Rows with the same id are one item. */
  ID,
  /** When the row was recorded. Without such a column a row counts as at its opening time. */
  TIME,
  /** When the item was opened. */
  OPENED,
  /** When the item was resolved. */
  RESOLVED,
  /** When the item was closed. */
  CLOSED,
  /** The state, handed on as it is. */
  STATE,
  /** The team that the item is assigned to. */
  TEAM,
  /** The person that the item is assigned to. */
  PERSON,
  /** One line for people to read; the attribute {@code title}. */
  TITLE,
  /** The text as it was received; the attribute {@code description}. */
  DESCRIPTION,
  /** The impact; the attribute {@code impact}. */
  IMPACT,
  /** The urgency; the attribute {@code urgency}. */
  URGENCY,
  /** The priority that was recorded; the attribute {@code priority}. */
  PRIORITY,
  /** The category; the attribute {@code category}. */
  CATEGORY,
  /** The kind of work, such as incident or request; the attribute {@code kind}. */
  KIND;

  /** Its name in mapping files and, where it is one, as an attribute. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether its values are attributes; the others have a place of their own. */
  boolean isAttribute() {
    return compareTo(TITLE) >= 0;
  }

  /** Whether its values are times. */
  boolean isTime() {
    return this == TIME || this == OPENED || this == RESOLVED || this == CLOSED;
  }
}
