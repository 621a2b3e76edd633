// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import io.millrace.bpmn.Milestone;
import io.millrace.model.ClassOfService;
import io.millrace.model.DemandSource;
import io.millrace.model.Kind;
import io.millrace.model.WorkItemState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of MR_WORK_ITEM: the working copy of one operation. Not thread-safe. */
@SuppressWarnings("NullAway.Init") // filled by the mapper or by the submitting operation
public final class WorkItemRow {
  /** The pull key of an item to which the policies gave no place. */
  public static final String LAST = "z";

  public UUID itemKey;
  public String tenant;
  public String id;
  public String title;
  public String description;
  public DemandSource source;
  public @Nullable String requester;
  public String stream;
  public Kind kind = Kind.QUERY;
  public @Nullable String category;
  public @Nullable String priority;
  public int priorityRank = Integer.MAX_VALUE;
  public ClassOfService classOfService = ClassOfService.STANDARD;
  public int classRank = ClassOfService.STANDARD.ordinal();
  public @Nullable String team;
  public WorkItemState state = WorkItemState.OPEN;
  public Instant openedAt;
  public @Nullable Instant resolvedAt;
  public @Nullable Instant closedAt;
  public Instant lastAt;
  public long sequence;
  public int factsVersion;
  public int reassignments;
  public int reopened;
  public @Nullable Instant blockedSince;
  public long blockedMillis;
  public String pullKey = LAST;
  public @Nullable String outcome;
  public @Nullable UUID parentKey;
  public @Nullable UUID parentRun;
  public @Nullable Milestone callUntil;
  public int callDepth;
}
