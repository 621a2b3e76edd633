// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.growth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.millrace.engine.internal.store.DecisionRow;
import io.millrace.engine.internal.store.EndedInstance;
import io.millrace.engine.internal.store.FactsRow;
import io.millrace.engine.internal.store.GrowthMapper;
import io.millrace.engine.internal.store.LinkRow;
import io.millrace.engine.internal.store.RunRow;
import io.millrace.engine.internal.store.TransitionRow;
import io.millrace.engine.internal.store.WorkItemRow;
import io.millrace.plugin.port.Archive;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One work item as JSON, in the format of docs/housekeeping.md. Reads the store piece by piece
 * while it writes, so that a long history needs no more memory than a short one. Not thread-safe.
 */
public final class ArchiveDocument implements Archive.Document {
  /** Names the format and its version. */
  public static final String FORMAT = "millrace-archive/1";

  private static final int PAGE = 50;
  private static final UUID FIRST = new UUID(0, 0);
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final GrowthMapper store;
  private final WorkItemRow item;
  private final Instant archivedAt;

  /**
   * @param item the work item, which has ended
   * @param archivedAt now
   */
  public ArchiveDocument(GrowthMapper store, WorkItemRow item, Instant archivedAt) {
    this.store = store;
    this.item = item;
    this.archivedAt = archivedAt;
  }

  @Override
  public String tenant() {
    return item.tenant;
  }

  @Override
  public String id() {
    return item.id;
  }

  @Override
  public UUID key() {
    return item.itemKey;
  }

  @Override
  public Instant endedAt() {
    Instant closed = item.closedAt;
    return closed == null ? item.lastAt : closed;
  }

  @Override
  public void writeTo(OutputStream target) throws IOException {
    try (JsonGenerator out = JSON.createGenerator(target)) {
      out.writeStartObject();
      out.writeStringField("format", FORMAT);
      out.writeStringField("tenant", item.tenant);
      out.writeStringField("id", item.id);
      out.writeStringField("key", item.itemKey.toString());
      out.writeStringField("archivedAt", archivedAt.toString());
      item(out);
      facts(out);
      out.writeArrayFieldStart("instances");
      for (EndedInstance instance : store.endedInstances(item.itemKey)) {
        instance(out, instance);
      }
      out.writeEndArray();
      pages(out, "runs", store::nextRuns, run -> run.runKey, ArchiveDocument::run);
      transitions(out);
      pages(
          out,
          "decisions",
          store::nextDecisions,
          DecisionRow::decisionKey,
          ArchiveDocument::decision);
      pages(out, "links", store::nextLinks, LinkRow::linkKey, ArchiveDocument::link);
      out.writeEndObject();
    }
  }

  /** Reads the rows after one, in the order of their keys. */
  private interface Reader<T> {
    List<T> next(UUID item, UUID after, int limit);
  }

  /** Writes one row. */
  private interface Writer<T> {
    void write(JsonGenerator out, T row) throws IOException;
  }

  private <T> void pages(
      JsonGenerator out, String name, Reader<T> reader, Function<T, UUID> key, Writer<T> writer)
      throws IOException {
    out.writeArrayFieldStart(name);
    UUID last = FIRST;
    List<T> page;
    do {
      page = reader.next(item.itemKey, last, PAGE);
      for (T row : page) {
        writer.write(out, row);
        last = key.apply(row);
      }
    } while (page.size() == PAGE);
    out.writeEndArray();
  }

  private void item(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("item");
    out.writeStringField("title", item.title);
    out.writeStringField("description", item.description);
    out.writeStringField("source", item.source.name());
    text(out, "requester", item.requester);
    out.writeStringField("stream", item.stream);
    out.writeStringField("kind", item.kind.name());
    text(out, "category", item.category);
    text(out, "priority", item.priority);
    out.writeStringField("classOfService", item.classOfService.name());
    text(out, "team", item.team);
    out.writeStringField("state", item.state.name());
    text(out, "outcome", item.outcome);
    text(out, "openedAt", item.openedAt);
    text(out, "resolvedAt", item.resolvedAt);
    text(out, "closedAt", item.closedAt);
    text(out, "lastAt", item.lastAt);
    out.writeNumberField("sequence", item.sequence);
    out.writeNumberField("reassignments", item.reassignments);
    out.writeNumberField("reopened", item.reopened);
    out.writeNumberField("blockedMillis", item.blockedMillis);
    text(out, "parent", item.parentKey);
    out.writeEndObject();
  }

  private void facts(JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("facts");
    int version = -1;
    FactsRow row;
    while ((row = store.nextFacts(item.itemKey, version)) != null) {
      version = row.version();
      out.writeStartObject();
      out.writeNumberField("version", version);
      text(out, "occurredAt", row.occurredAt());
      text(out, "recordedAt", row.recordedAt());
      json(out, "known", row.facts());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void instance(JsonGenerator out, EndedInstance instance) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", instance.engineId());
    out.writeStringField("stream", instance.stream());
    out.writeStringField("digest", instance.digest());
    text(out, "startedAt", instance.startedAt());
    text(out, "endedAt", instance.endedAt());
    out.writeEndObject();
  }

  private static void run(JsonGenerator out, RunRow run) throws IOException {
    out.writeStartObject();
    text(out, "key", run.runKey);
    out.writeStringField("stream", run.stream);
    out.writeStringField("step", run.step);
    out.writeStringField("state", run.state.name());
    text(out, "team", run.team);
    text(out, "assignee", run.assignee);
    text(out, "instance", run.engineInstance);
    text(out, "handler", run.handler);
    out.writeNumberField("attempts", run.attempts);
    out.writeBooleanField("afterClose", run.afterClose);
    text(out, "arrivedAt", run.arrivedAt);
    text(out, "startedAt", run.startedAt);
    text(out, "endedAt", run.endedAt);
    text(out, "result", run.result);
    text(out, "calledItem", run.calledItem);
    out.writeEndObject();
  }

  private void transitions(JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("transitions");
    long last = -1;
    List<TransitionRow> page;
    do {
      page = store.nextTransitions(item.itemKey, last, PAGE);
      for (TransitionRow row : page) {
        last = row.sequence();
        out.writeStartObject();
        out.writeNumberField("sequence", row.sequence());
        text(out, "run", row.runKey());
        out.writeStringField("state", row.state().name());
        text(out, "team", row.team());
        text(out, "assignee", row.assignee());
        out.writeStringField("actor", row.actor());
        text(out, "note", row.note());
        out.writeBooleanField("inferred", row.inferred());
        text(out, "occurredAt", row.occurredAt());
        text(out, "recordedAt", row.recordedAt());
        out.writeEndObject();
      }
    } while (page.size() == PAGE);
    out.writeEndArray();
  }

  private static void decision(JsonGenerator out, DecisionRow row) throws IOException {
    out.writeStartObject();
    text(out, "key", row.decisionKey());
    out.writeStringField("point", row.point());
    text(out, "decidedAt", row.decidedAt());
    text(out, "recordedAt", row.recordedAt());
    out.writeObjectFieldStart("pack");
    out.writeStringField("id", row.packId());
    out.writeStringField("version", row.packVersion());
    out.writeStringField("digest", row.packDigest());
    out.writeEndObject();
    out.writeNumberField("factsVersion", row.factsVersion());
    json(out, "context", row.context());
    json(out, "outputs", row.outputs());
    json(out, "reasons", row.reasons());
    out.writeEndObject();
  }

  private static void link(JsonGenerator out, LinkRow row) throws IOException {
    out.writeStartObject();
    text(out, "key", row.linkKey());
    out.writeStringField("type", row.type());
    out.writeStringField("target", row.target());
    out.writeStringField("actor", row.actor());
    text(out, "occurredAt", row.occurredAt());
    text(out, "recordedAt", row.recordedAt());
    out.writeEndObject();
  }

  /** Leaves out what is not known. */
  private static void text(JsonGenerator out, String name, @Nullable Object value)
      throws IOException {
    if (value != null) {
      out.writeStringField(name, value.toString());
    }
  }

  /** Copies stored JSON token by token: it stays one line, and numbers stay as they are. */
  private static void json(JsonGenerator out, String name, String stored) throws IOException {
    out.writeFieldName(name);
    try (JsonParser in = JSON.createParser(stored)) {
      in.nextToken();
      out.copyCurrentStructure(in);
    }
  }
}
