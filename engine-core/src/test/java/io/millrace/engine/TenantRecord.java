// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.event.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * All that is known of a tenant, as text that two tenants share if the same happened to them: work
 * items, step runs, transitions, decisions, facts, links, commands, what runs in the process
 * engine, and the events that were delivered. Ids that Millrace makes up are left out.
 */
final class TenantRecord {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Map<String, String> LABELS = new ConcurrentHashMap<>();
  private static final Map<String, String> PARTS = new TreeMap<>();

  static {
    PARTS.put(
        "1 item",
        """
        select ID, TITLE, STREAM, KIND, CATEGORY, PRIORITY, CLASS_OF_SERVICE, TEAM, STATE, OUTCOME,
          SEQUENCE, FACTS_VERSION, REASSIGNMENTS, REOPENED, CALL_DEPTH,
          case when PARENT_RUN is null then 'free' else 'called' end
        from MR_WORK_ITEM where TENANT = ? order by ID
        """);
    PARTS.put(
        "2 transition",
        """
        select w.ID, t.SEQUENCE, r.STREAM, r.STEP, t.STATE, t.TEAM, t.ASSIGNEE, t.ACTOR, t.NOTE
        from MR_TRANSITION t join MR_WORK_ITEM w on w.ITEM_KEY = t.ITEM_KEY
          join MR_STEP_RUN r on r.RUN_KEY = t.RUN_KEY
        where w.TENANT = ? order by w.ID, t.SEQUENCE
        """);
    PARTS.put(
        "3 run",
        """
        select w.ID, r.STREAM, r.STEP, r.STATE, r.RESULT, r.HANDLER, r.CALLED_ITEM, r.ASSIGNEE,
          case when r.ENDED_AT is null then 'open' else 'ended' end
        from MR_STEP_RUN r join MR_WORK_ITEM w on w.ITEM_KEY = r.ITEM_KEY
        where w.TENANT = ? order by w.ID, r.STEP, r.STATE, r.RESULT
        """);
    PARTS.put(
        "4 decision",
        """
        select w.ID, d.POINT, d.PACK_ID, d.PACK_VERSION, d.FACTS_VERSION, d.OUTPUTS, d.CONTEXT
        from MR_DECISION d join MR_WORK_ITEM w on w.ITEM_KEY = d.ITEM_KEY
        where w.TENANT = ? order by w.ID, d.DECISION_KEY
        """);
    PARTS.put(
        "5 facts",
        """
        select w.ID, f.VERSION, f.FACTS from MR_FACTS f
          join MR_WORK_ITEM w on w.ITEM_KEY = f.ITEM_KEY
        where w.TENANT = ? order by w.ID, f.VERSION
        """);
    PARTS.put(
        "6 link",
        """
        select w.ID, l.TYPE, l.TARGET, l.ACTOR from MR_LINK l
          join MR_WORK_ITEM w on w.ITEM_KEY = l.ITEM_KEY
        where w.TENANT = ? order by w.ID, l.TYPE, l.TARGET
        """);
    PARTS.put(
        "7 instance",
        """
        select w.ID, s.STREAM, case when s.ENDED_AT is null then 'open' else 'ended' end, s.DIGEST
        from MR_STREAM_INSTANCE s join MR_WORK_ITEM w on w.ITEM_KEY = s.ITEM_KEY
        where w.TENANT = ? order by w.ID, s.STREAM, s.DIGEST, s.ENDED_AT
        """);
    PARTS.put(
        "8 engine",
        """
        select w.ID, count(distinct e.ID_), count(distinct t.ID_), count(distinct j.ID_),
          count(distinct x.ID_), count(distinct v.ID_)
        from MR_WORK_ITEM w
          left join ACT_RU_EXECUTION p on p.BUSINESS_KEY_ = cast(w.ITEM_KEY as varchar(64))
          left join ACT_RU_EXECUTION e on e.PROC_INST_ID_ = p.ID_
          left join ACT_RU_TASK t on t.PROC_INST_ID_ = p.ID_
          left join ACT_RU_JOB j on j.PROCESS_INSTANCE_ID_ = p.ID_
          left join ACT_RU_EXT_TASK x on x.PROC_INST_ID_ = p.ID_
          left join ACT_RU_VARIABLE v on v.PROC_INST_ID_ = p.ID_
        where w.TENANT = ? group by w.ID order by w.ID
        """);
    PARTS.put(
        "9 command",
        "select COMMAND_ID, FINGERPRINT from MR_COMMAND where TENANT = ? order by COMMAND_ID");
    PARTS.put(
        "a pack", "select ID, VERSION, DIGEST from MR_PACK where TENANT = ? order by ID, VERSION");
    PARTS.put(
        "b activation",
        """
        select SEQUENCE, KIND, PACK_ID, PACK_VERSION from MR_PACK_ACTIVATION
        where TENANT = ? order by SEQUENCE
        """);
    PARTS.put(
        "c version",
        """
        select STREAM, VERSION, DIGEST from MR_STREAM_VERSION where TENANT = ?
        order by STREAM, VERSION
        """);
    PARTS.put(
        "d change",
        """
        select SEQUENCE, STREAM, VERSION from MR_STREAM_CHANGE where TENANT = ? order by SEQUENCE
        """);
  }

  private TenantRecord() {}

  /** Calls a content by a name: each tenant has one of its own that stands for the same. */
  static void label(String digest, String name) {
    LABELS.put(digest, name);
  }

  /** What the database holds of a tenant. */
  static List<String> stored(DataSource database, String tenant) {
    List<String> lines = new ArrayList<>();
    try (Connection connection = database.getConnection()) {
      for (Map.Entry<String, String> part : PARTS.entrySet()) {
        try (PreparedStatement statement = connection.prepareStatement(part.getValue())) {
          statement.setString(1, tenant);
          try (ResultSet rows = statement.executeQuery()) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
              StringBuilder line = new StringBuilder(part.getKey().substring(2));
              for (int i = 1; i <= columns; i++) {
                line.append(" | ").append(rows.getString(i));
              }
              lines.add(anonymous(line.toString(), tenant));
            }
          }
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return lines;
  }

  /** What was told of a tenant, as lines; events of one work item follow one another. */
  static List<String> told(List<Event> events, String tenant) {
    Map<String, List<String>> byItem = new TreeMap<>();
    for (Event event : events) {
      String line =
          "event | %s | %d | %s | %s"
              .formatted(
                  event.item(),
                  event.sequence(),
                  event.type(),
                  new TreeMap<>(event.data().values()));
      byItem.computeIfAbsent(event.item(), item -> new ArrayList<>()).add(anonymous(line, tenant));
    }
    return byItem.values().stream().flatMap(List::stream).toList();
  }

  /** Text without the tenant's name and without ids that Millrace makes up. */
  static String anonymous(String text, String tenant) {
    Matcher ids = UUID.matcher(text.replace(tenant, "TENANT"));
    return DIGEST
        .matcher(ids.replaceAll("ID"))
        .replaceAll(digest -> LABELS.getOrDefault(digest.group(), digest.group()));
  }
}
