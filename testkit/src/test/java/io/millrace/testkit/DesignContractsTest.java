// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.model.DecisionPoint;
import io.millrace.plugin.PackFiles;
import io.millrace.plugin.port.PullOrder;
import io.millrace.plugin.port.PullOrder.Key;
import io.millrace.plugin.port.Resolver;
import io.millrace.plugin.port.StreamCheck;
import io.millrace.plugin.port.StreamCheck.Finding;
import io.millrace.plugin.port.WorkingTime;
import io.millrace.rules.PackLoader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The contracts of what plugins bring for designers and rule authors, met. */
class DesignContractsTest {

  @Nested
  class OfAResolver extends ResolverContract {
    @Override
    protected Resolver resolver() {
      return new ScriptedResolver().picks("team", "service-desk");
    }

    @Override
    protected List<Resolver.Question> questions() {
      return DesignSamples.questions();
    }
  }

  @Nested
  class OfAPullOrder extends PullOrderContract {
    @Override
    protected PullOrder order() {
      return item ->
          Key.begin()
              .highestFirst("harm", item.facts().findNumber("harm").orElse(null))
              .earliestFirst("due", item.dueAt());
    }

    @Override
    protected List<PullOrder.Item> inOrder() {
      return DesignSamples.itemsByHarm();
    }
  }

  @Nested
  class OfAStreamCheck extends StreamCheckContract {
    @Override
    protected StreamCheck check() {
      return stream ->
          stream.steps().stream()
              .filter(step -> step.name().startsWith("Misc"))
              .map(
                  step ->
                      Finding.error(
                          step.id(),
                          "Expected a step that says what is done, but it is '"
                              + step.name()
                              + "'.",
                          "name it with a verb"))
              .toList();
    }

    @Override
    protected byte[] good() {
      return DesignSamples.model("Wash the car");
    }

    @Override
    protected byte[] bad() {
      return DesignSamples.model("Miscellaneous");
    }
  }

  @Nested
  class OfWorkingTime extends WorkingTimeContract {
    @Override
    protected WorkingTime calendar() {
      return WeeklyWorkingTime.nineToFive(ZoneId.of("Europe/Berlin"))
          .holiday(LocalDate.of(2026, 12, 25));
    }

    @Override
    protected Instant beginOfWork() {
      return Instant.parse("2026-03-02T08:00:00Z"); // a Monday, nine o'clock in Berlin
    }
  }

  @Nested
  class OfAPolicyPack extends PolicyPackContract {
    @Override
    protected PackFiles pack() {
      return DesignSamples.pack("net-team", "net-team");
    }

    @Override
    protected PackLoader with(PackLoader loader) {
      return loader.resolver(DecisionPoint.ROUTING, "scripted", new ScriptedResolver());
    }
  }

  @Nested
  class OfAValueStream extends ValueStreamContract {
    @Override
    protected byte[] model() {
      return DesignSamples.model("Wash the car");
    }
  }
}
