// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.model.DecisionPoint;
import io.millrace.model.StreamView;
import io.millrace.plugin.Contributions;
import io.millrace.plugin.PackFiles;
import io.millrace.plugin.Plugin;
import io.millrace.plugin.port.PullOrder;
import io.millrace.plugin.port.Resolver;
import io.millrace.plugin.port.StreamCheck;
import io.millrace.plugin.port.WorkingTime;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The plugin that {@code docs/plugins.md} shows. */
final class HousePlugin implements Plugin {
  private final WorkingTime serviceHours;

  HousePlugin(WorkingTime serviceHours) {
    this.serviceHours = serviceHours;
  }

  @Override
  public String id() {
    return "house";
  }

  @Override
  public void contribute(Contributions to) {
    to.policyPack(PackFiles.classPath(HousePlugin.class, "house/policies"))
        .resolver(DecisionPoint.ROUTING, "house-teams-1", HousePlugin::localTeamFirst)
        .pullOrder("house-harm", HousePlugin::harm)
        .valueStream("wash-car.bpmn", model("/house/wash-car.bpmn"))
        .streamCheck("house-owners", HousePlugin::everyStepHasAnOwner)
        .workingTime(serviceHours);
  }

  private static Resolver.Choice localTeamFirst(Resolver.Question question) {
    String site = question.facts().text("site", "none");
    return question.proposals("team").stream()
        .filter(proposal -> proposal.value().endsWith("-" + site))
        .findFirst()
        .map(proposal -> Resolver.Choice.of(proposal, "the team is at " + site))
        .orElse(Resolver.Choice.none());
  }

  private static PullOrder.Key harm(PullOrder.Item item) {
    return PullOrder.Key.begin()
        .highestFirst("harm", item.facts().findNumber("harmPerDay").orElse(null))
        .earliestFirst("due", item.dueAt());
  }

  private static List<StreamCheck.Finding> everyStepHasAnOwner(StreamView stream) {
    return stream.steps().stream()
        .filter(step -> step.accountable().isEmpty())
        .map(
            step ->
                StreamCheck.Finding.error(
                    step.id(),
                    "Expected '" + step.id() + "' to have an owner, but nobody is accountable.",
                    "name a role under 'accountable'"))
        .toList();
  }

  private static byte[] model(String path) {
    try (InputStream in = Objects.requireNonNull(HousePlugin.class.getResourceAsStream(path))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
