// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

/** The formats that can be read; each may be packed with gzip. Immutable. */
public enum LogFormat {
  /**
   * The audit log of ServiceNow incidents, as CSV with a header: one row for each update. Times
   * ({@code d/M/yyyy HH:mm}) have no zone and take the one of {@link ReadOptions#zone()}. A value
   * {@code ?} or an empty one is missing.
   */
  SERVICENOW,

  /**
   * XES, the exchange format of event logs (IEEE 1849): one item for each trace. Times without an
   * offset take the zone of {@link ReadOptions#zone()}. Nested attributes are skipped.
   */
  XES,

  /**
   * CSV with a header whose columns a {@link CsvMapping} explains: one row for each item, or one
   * for each event. Never found out by content: {@link ReadOptions#mapping()} says it.
   */
  CSV
}
