// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.replay;

import com.zaxxer.hikari.HikariDataSource;
import io.millrace.benchmarks.BareCamunda;
import io.millrace.engine.BlockStep;
import io.millrace.engine.CompleteStep;
import io.millrace.engine.Reassign;
import io.millrace.engine.Reopen;
import io.millrace.engine.StartStep;
import io.millrace.engine.UnblockStep;
import io.millrace.engine.UpdateFacts;
import io.millrace.engine.WorkRequest;
import io.millrace.examples.replay.ReplayPlan;
import io.millrace.logs.LogEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Bare Camunda through its public API: for each request of the plan the calls that a host would
 * make. Find the task, then complete it, claim it or hand it to somebody; what the engine has no
 * word for becomes a variable. Each call is a transaction.
 */
final class CamundaReplay implements Replayed {
  private final String mapping;
  private final String name;
  private final HikariDataSource database;
  private final BareCamunda camunda;
  private final Map<String, String> instances = new HashMap<>();

  CamundaReplay(String name, HikariDataSource database, String mapping) {
    this.name = name;
    this.database = database;
    this.mapping = mapping;
    camunda = BareCamunda.start(database, false, false);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void replay(List<LogEvent> events) {
    ReplayPlan plan = ReplayPlan.builtIn(mapping);
    for (LogEvent event : events) {
      if (event.kind() == LogEvent.Kind.OPENED) {
        plan.opened(event, event.group());
        instances.put(event.itemId(), camunda.startInstance(event.itemId(), Map.of()));
        continue;
      }
      plan.requests(event).forEach(this::perform);
      if (event.kind() == LogEvent.Kind.ENDED) {
        plan.forget(event);
        instances.remove(event.itemId());
      }
    }
  }

  private void perform(WorkRequest<?> request) {
    String instance = Objects.requireNonNull(instances.get(request.item()));
    String step = request.step() == null ? "" : request.step();
    if (request instanceof CompleteStep complete) {
      String result = complete.result();
      camunda.complete(
          camunda.findTask(instance, step),
          result == null ? Map.of() : Map.of(step + "_result", result));
    } else if (request instanceof StartStep start) {
      String person = start.assignee();
      if (person == null) {
        camunda.claim(camunda.findTask(instance, step), "replay");
      } else {
        camunda.assign(camunda.findTask(instance, step), person);
      }
    } else if (request instanceof Reassign reassign) {
      camunda.assign(camunda.findTask(instance, step), reassign.assignee());
      if (reassign.team() != null) {
        camunda.setVariables(instance, Map.of("team", reassign.team()));
      }
    } else if (request instanceof BlockStep block) {
      camunda.setVariables(instance, Map.of("blocked", block.reason()));
    } else if (request instanceof UnblockStep) {
      camunda.setVariables(instance, Map.of("blocked", ""));
    } else if (request instanceof UpdateFacts update) {
      camunda.setVariables(instance, update.facts().values());
    } else if (request instanceof Reopen) {
      instances.put(request.item(), camunda.reopen(request.item()));
    } else {
      throw new IllegalStateException("Expected a request of the plan, but got " + request + ".");
    }
  }

  @Override
  public long closed() {
    return camunda.ended();
  }

  @Override
  public void close() {
    camunda.close();
    database.close();
  }
}
