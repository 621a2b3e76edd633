// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small logs made for tests. */
final class MadeTickets {
  private static final String HEADER =
      "number,incident_state,sys_mod_count,opened_at,sys_updated_at,impact,urgency,priority,"
          + "assignment_group,assigned_to,resolved_at,closed_at,category,made_sla\n";

  private MadeTickets() {}

  /**
   * Five incidents: INC1 as the matrix has it; INC2 raised to critical in mid-life; INC3 lowered;
   * INC4 never assigned; INC5 with a name that carries markup and an escape sequence.
   */
  static Path serviceNow(Path folder) {
    return write(
        folder.resolve("incidents.csv"),
        HEADER
            + row("INC1", 0, "4/3/2024 08:00", "2 - Medium,2 - Medium,3 - Moderate,Desk")
            + row("INC2", 0, "4/3/2024 09:00", "2 - Medium,2 - Medium,3 - Moderate,Desk")
            + row("INC2", 1, "4/3/2024 10:00", "1 - High,1 - High,1 - Critical,Network")
            + row("INC3", 0, "5/3/2024 09:00", "1 - High,1 - High,1 - Critical,Desk")
            + row("INC3", 1, "5/3/2024 09:30", "3 - Low,3 - Low,4 - Low,Desk")
            + row("INC4", 0, "18/3/2024 08:00", "3 - Low,2 - Medium,4 - Low,?")
            + row("<b>INC5\u001b[31m", 0, "18/3/2024 09:00", "2 - Medium,1 - High,4 - Low,<i>"));
  }

  private static String row(String number, int count, String updated, String values) {
    String opened = updated.replaceAll("(\\d+/3/2024) .*", "$1 07:00");
    return number
        + ","
        + (count == 0 ? "New" : "Closed")
        + ","
        + count
        + ","
        + opened
        + ","
        + updated
        + ","
        + values
        + ",Ann,?,"
        + (count == 0 ? "?" : updated)
        + ",Network,true\n";
  }

  /** Three tickets in the words of another tool, one row each. */
  static Path tickets(Path folder) {
    return write(
        folder.resolve("tickets.csv"),
        """
        Ticket;Created;Done;Subject;Area;Urgent;Weight;Prio;Group
        T-1;04.03.2024 08:00;;Printer is on fire;printing;1;1;1 - Critical;workplace
        T-2;04.03.2024 09:00;05.03.2024 09:00;No mail;email;2;2;3 - Moderate;infrastructure
        T-3;11.03.2024 09:00;;New laptop;hardware;3;3;2 - High;logistics
        """);
  }

  static Path mapping(Path folder) {
    return write(
        folder.resolve("mapping.yaml"),
        """
        name: help-desk
        columns:
          id: Ticket
          opened: Created
          closed: Done
          title: Subject
          category: Area
          urgency: Urgent
          impact: Weight
          priority: Prio
          team: Group
        times:
          pattern: dd.MM.yyyy HH:mm
          zone: Europe/Berlin
        """);
  }

  static Path write(Path file, String content) {
    try {
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
