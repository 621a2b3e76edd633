// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.access;

import io.millrace.engine.Candidate;
import io.millrace.engine.Link;
import io.millrace.engine.LinkRecord;
import io.millrace.engine.Page;
import io.millrace.engine.Receipt;
import io.millrace.engine.Transition;
import io.millrace.engine.Work;
import io.millrace.engine.WorkItem;
import io.millrace.engine.WorkRequest;
import io.millrace.engine.WorklistEntry;
import io.millrace.engine.WorklistQuery;
import io.millrace.model.Action;
import io.millrace.model.Facts;
import io.millrace.model.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks before work on work items. */
record GuardedWork(Guarded<Work> work) implements Work {

  @Override
  public Optional<WorkItem> find(String item) {
    return work.allowed(Action.READ_ITEM, Resource.Type.WORK_ITEM, item).find(item);
  }

  @Override
  public Page<WorklistEntry> search(WorklistQuery query) {
    List<Resource> narrowedTo = new ArrayList<>();
    if (query.team() != null) {
      narrowedTo.add(new Resource(Resource.Type.TEAM, query.team()));
    }
    if (query.assignee() != null) {
      narrowedTo.add(new Resource(Resource.Type.PERSON, query.assignee()));
    }
    Work allowed =
        narrowedTo.isEmpty()
            ? work.allowed(Action.SEARCH)
            : work.allowed(Action.SEARCH, narrowedTo);
    return allowed.search(query);
  }

  @Override
  public List<Transition> history(String item) {
    return work.allowed(Action.READ_HISTORY, Resource.Type.WORK_ITEM, item).history(item);
  }

  @Override
  public List<LinkRecord> links(String item) {
    return work.allowed(Action.READ_ITEM, Resource.Type.WORK_ITEM, item).links(item);
  }

  @Override
  public Facts facts(String item) {
    return work.allowed(Action.READ_ITEM, Resource.Type.WORK_ITEM, item).facts(item);
  }

  @Override
  public List<Candidate> candidates(String item, @Nullable String step) {
    return work.allowed(Action.FIND_CANDIDATES, Resource.Type.WORK_ITEM, item)
        .candidates(item, step);
  }

  @Override
  public Receipt perform(WorkRequest<?> request) {
    return work.allowed(request.action(), resources(request)).perform(request);
  }

  @Override
  public List<Receipt> performAll(List<? extends WorkRequest<?>> requests) {
    List<? extends WorkRequest<?>> copy = List.copyOf(requests); // what is asked about is done
    Map<Action, Collection<Resource>> about = new EnumMap<>(Action.class);
    for (WorkRequest<?> request : copy) {
      about
          .computeIfAbsent(request.action(), action -> new LinkedHashSet<>())
          .addAll(resources(request));
    }
    Work allowed = null;
    for (Map.Entry<Action, Collection<Resource>> one : about.entrySet()) {
      allowed = work.allowed(one.getKey(), List.copyOf(one.getValue()));
    }
    return allowed == null ? List.of() : allowed.performAll(copy);
  }

  /** A link tells whether the tenant has its target: that is asked about too. */
  private static List<Resource> resources(WorkRequest<?> request) {
    Resource item = new Resource(Resource.Type.WORK_ITEM, request.item());
    return request instanceof Link link
        ? List.of(item, new Resource(Resource.Type.LINK_TARGET, link.target()))
        : List.of(item);
  }
}
