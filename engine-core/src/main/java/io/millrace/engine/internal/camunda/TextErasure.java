// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import io.millrace.engine.internal.HistoryTexts;
import io.millrace.engine.internal.store.StorableText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Finds texts of stream instances in the engine's tables, and what they are to be changed to. */
final class TextErasure {
  private static final String INSTANCE = "PROC_INST_ID_";
  private static final String JOB_INSTANCE = "PROCESS_INSTANCE_ID_";
  private static final int TEXT = 4_000;
  private static final int NAME = 255;

  /** Where people's and handlers' texts are: variables, reasons, messages of failures. */
  private static final List<Column> COLUMNS =
      List.of(
          new Column("ACT_RU_VARIABLE", INSTANCE, "TEXT_", TEXT, true),
          new Column("ACT_RU_VARIABLE", INSTANCE, "TEXT2_", TEXT, true),
          new Column("ACT_RU_TASK", INSTANCE, "DESCRIPTION_", TEXT, true),
          new Column("ACT_RU_TASK", INSTANCE, "ASSIGNEE_", NAME, true),
          new Column("ACT_RU_TASK", INSTANCE, "OWNER_", NAME, true),
          new Column("ACT_RU_EXT_TASK", INSTANCE, "ERROR_MSG_", TEXT, true),
          new Column("ACT_RU_JOB", JOB_INSTANCE, "EXCEPTION_MSG_", TEXT, true),
          new Column("ACT_RU_INCIDENT", INSTANCE, "INCIDENT_MSG_", TEXT, true),
          new Column("ACT_HI_VARINST", INSTANCE, "TEXT_", TEXT, false),
          new Column("ACT_HI_VARINST", INSTANCE, "TEXT2_", TEXT, false),
          new Column("ACT_HI_DETAIL", INSTANCE, "TEXT_", TEXT, false),
          new Column("ACT_HI_DETAIL", INSTANCE, "TEXT2_", TEXT, false),
          new Column("ACT_HI_PROCINST", INSTANCE, "DELETE_REASON_", TEXT, false),
          new Column("ACT_HI_TASKINST", INSTANCE, "DELETE_REASON_", TEXT, false),
          new Column("ACT_HI_TASKINST", INSTANCE, "DESCRIPTION_", TEXT, false),
          new Column("ACT_HI_TASKINST", INSTANCE, "ASSIGNEE_", NAME, false),
          new Column("ACT_HI_TASKINST", INSTANCE, "OWNER_", NAME, false),
          new Column("ACT_HI_ACTINST", INSTANCE, "ASSIGNEE_", NAME, false),
          new Column("ACT_HI_EXT_TASK_LOG", INSTANCE, "ERROR_MSG_", TEXT, false),
          new Column("ACT_HI_INCIDENT", INSTANCE, "INCIDENT_MSG_", TEXT, false),
          new Column("ACT_HI_JOB_LOG", JOB_INSTANCE, "JOB_EXCEPTION_MSG_", TEXT, false));

  /** Where the details of failures are. */
  private static final List<Column> DETAILS =
      List.of(
          new Column("ACT_RU_EXT_TASK", INSTANCE, "ERROR_DETAILS_ID_", TEXT, true),
          new Column("ACT_RU_JOB", JOB_INSTANCE, "EXCEPTION_STACK_ID_", TEXT, true),
          new Column("ACT_HI_EXT_TASK_LOG", INSTANCE, "ERROR_DETAILS_ID_", TEXT, false),
          new Column("ACT_HI_JOB_LOG", JOB_INSTANCE, "JOB_EXCEPTION_STACK_ID_", TEXT, false));

  private final EngineTexts tables;
  private final UnaryOperator<String> change;
  private final Map<String, Long> counts = new LinkedHashMap<>();
  private final Set<String> instances = new LinkedHashSet<>();
  private final List<Runnable> writes = new ArrayList<>();

  private TextErasure(EngineTexts tables, UnaryOperator<String> change) {
    this.tables = tables;
    this.change = change;
  }

  /** A column of texts, and how its rows name their instance. */
  private record Column(String table, String key, String name, int width, boolean runs) {}

  /**
   * What there is to change.
   *
   * @param change gives what is to stand for a text, the text itself if it may stay
   */
  static HistoryTexts find(
      EngineTexts tables, List<String> instances, UnaryOperator<String> change) {
    TextErasure erasure = new TextErasure(tables, change);
    COLUMNS.forEach(column -> erasure.texts(column, instances));
    DETAILS.forEach(column -> erasure.details(column, instances));
    List<Runnable> writes = List.copyOf(erasure.writes);
    return new HistoryTexts(erasure.counts, erasure.instances, () -> writes.forEach(Runnable::run));
  }

  private void texts(Column column, List<String> of) {
    for (EngineTexts.Cell cell : tables.cells(column.table, column.key, column.name, of)) {
      String changed = change.apply(cell.text());
      if (!changed.equals(cell.text())) {
        String fitting = StorableText.of(changed, column.width);
        found(column.table, cell.instance(), () -> write(column, cell.id(), fitting));
      }
    }
  }

  private void write(Column column, String id, String text) {
    if (column.runs) {
      tables.writeRunning(column.table, column.name, id, text);
    } else {
      tables.write(column.table, column.name, id, text);
    }
  }

  private void details(Column column, List<String> of) {
    for (EngineTexts.Bytes bytes : tables.details(column.table, column.key, column.name, of)) {
      String text = new String(bytes.content(), StandardCharsets.UTF_8);
      String changed = change.apply(text);
      if (!changed.equals(text)) {
        byte[] content = changed.getBytes(StandardCharsets.UTF_8);
        found("ACT_GE_BYTEARRAY", bytes.instance(), () -> tables.writeBytes(bytes.id(), content));
      }
    }
  }

  private void found(String table, String instance, Runnable write) {
    counts.merge(table, 1L, Long::sum);
    instances.add(instance);
    writes.add(write);
  }
}
