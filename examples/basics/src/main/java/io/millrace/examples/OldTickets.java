// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples;

import io.millrace.logs.CsvMapping;
import io.millrace.logs.LogEvent;
import io.millrace.logs.ReadOptions;
import io.millrace.logs.SortedLog;
import io.millrace.model.Facts;
import io.millrace.rules.workshop.PastItem;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tickets of the product that was there before: {@code moving-in/tickets.csv}. */
final class OldTickets {
  private OldTickets() {}

  /** Reads what was known of each ticket, and the priority that it had. */
  static List<PastItem> read() throws IOException, URISyntaxException {
    Path folder = Path.of(OldTickets.class.getResource("/moving-in").toURI());
    CsvMapping mapping = CsvMapping.read(folder.resolve("mapping.yaml"));
    ReadOptions options = ReadOptions.builder().mapping(mapping).build();
    Path work = Files.createTempDirectory("moving-in");
    try (SortedLog log =
        SortedLog.prepare(folder.resolve("tickets.csv"), options, work, progress -> {})) {
      return log.stream().filter(LogEvent::firstOfItem).map(OldTickets::pastItem).toList();
    } finally {
      Files.delete(work);
    }
  }

  private static PastItem pastItem(LogEvent ticket) {
    Map<String, String> facts = new HashMap<>(ticket.attributes());
    String recorded = facts.remove("priority"); // the policies must not see the answer
    return new PastItem(
        ticket.itemId(),
        Facts.of(facts),
        ticket.occurredAt(),
        recorded == null ? Map.of() : Map.of("priority_level", recorded));
  }
}
