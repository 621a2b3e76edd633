// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import io.millrace.engine.internal.streams.ElementMapping;
import io.millrace.engine.internal.streams.EngineMigration;
import io.millrace.engine.internal.streams.Instruction;
import io.millrace.engine.internal.streams.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationException;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationReport;
import org.camunda.bpm.engine.migration.MigrationInstruction;
import org.camunda.bpm.engine.migration.MigrationInstructionBuilder;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.migration.MigrationPlanBuilder;
import org.camunda.bpm.engine.migration.MigrationPlanValidationException;
import org.jspecify.annotations.Nullable;

/** A migration plan of the process engine, and what it says against it in our words. */
final class CamundaMigration implements EngineMigration {
  private final RuntimeService service;
  private final @Nullable MigrationPlan plan;
  private final List<Refusal> refusals;

  private CamundaMigration(
      RuntimeService service, @Nullable MigrationPlan plan, List<Refusal> refusals) {
    this.service = service;
    this.plan = plan;
    this.refusals = refusals;
  }

  static CamundaMigration prepare(
      RuntimeService service, String from, String to, List<Instruction> instructions) {
    MigrationPlanBuilder plan = service.createMigrationPlan(from, to);
    for (Instruction instruction : instructions) {
      MigrationInstructionBuilder mapped = plan.mapActivities(instruction.from(), instruction.to());
      plan = instruction.newTrigger() ? mapped.updateEventTrigger() : mapped;
    }
    try {
      return new CamundaMigration(service, plan.build(), List.of());
    } catch (MigrationPlanValidationException e) {
      List<Refusal> refusals =
          e.getValidationReport().getInstructionReports().stream()
              .map(report -> refusal(report.getMigrationInstruction(), report.getFailures()))
              .toList();
      return new CamundaMigration(service, null, refusals);
    }
  }

  private static Refusal refusal(MigrationInstruction instruction, List<String> failures) {
    return new Refusal(
        element(instruction.getSourceActivityId()),
        RefusalText.of(failures, element(instruction.getTargetActivityId())));
  }

  private static String element(String activity) {
    return activity.replace(ElementMapping.BODY, "");
  }

  @Override
  public List<Refusal> refusals() {
    return refusals;
  }

  @Override
  public Collection<String> places(String instance) {
    return tables().places(instance, false).stream().map(CamundaMigration::element).toList();
  }

  @Override
  public Map<String, String> variables(String instance) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (EngineTables.Variable variable : tables().variables(instance)) {
      String text = variable.text();
      variables.put(variable.name(), text == null ? "" : text);
    }
    return variables;
  }

  private static EngineTables tables() {
    return Context.getCommandContext()
        .getDbSqlSession()
        .getSqlSession()
        .getMapper(EngineTables.class);
  }

  @Override
  public List<Refusal> move(String instance, Map<String, String> variables) {
    if (plan == null) {
      throw new IllegalStateException("The engine refused the plan: " + refusals);
    }
    try {
      service.newMigration(plan).processInstanceIds(instance).execute();
    } catch (MigratingProcessInstanceValidationException e) {
      return refusals(e.getValidationReport());
    }
    if (!variables.isEmpty()) {
      service.setVariables(instance, variables);
    }
    return List.of();
  }

  private static List<Refusal> refusals(MigratingProcessInstanceValidationReport report) {
    List<Refusal> refusals = new ArrayList<>();
    if (!report.getFailures().isEmpty()) {
      refusals.add(new Refusal(null, RefusalText.of(report.getFailures(), "")));
    }
    report
        .getActivityInstanceReports()
        .forEach(
            one ->
                refusals.add(
                    new Refusal(
                        element(one.getSourceScopeId()), RefusalText.of(one.getFailures(), ""))));
    report
        .getTransitionInstanceReports()
        .forEach(
            one ->
                refusals.add(
                    new Refusal(
                        element(one.getSourceScopeId()), RefusalText.of(one.getFailures(), ""))));
    return refusals;
  }
}
