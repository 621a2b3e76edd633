package io.millrace.examples;

import io.millrace.engine.Millrace;
import io.millrace.engine.Receipt;
import io.millrace.model.Caller;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.plugin.Contributions;
import io.millrace.plugin.Plugin;
import io.millrace.plugin.port.FactSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A plugin that knows how important each service is, and one that prints what happens. */
public final class CmdbPlugin implements Plugin, FactSource {
  private static final Map<String, Integer> IMPACT = Map.of("booking", 1, "intranet", 4);

  /** Submits one incident with both plugins. */
  public static void main(String[] arguments) {
    Plugin printer =
        new Plugin() {
          @Override
          public String id() {
            return "printer";
          }

          @Override
          public void contribute(Contributions contributions) {
            contributions.participant(
                events -> events.forEach(event -> System.out.println(event.type())));
          }
        };
    try (Millrace millrace = Millrace.builder().plugin(new CmdbPlugin()).plugin(printer).build()) {
      Demand demand =
          Demand.builder("INC-2")
              .title("The booking app shows an error")
              .fact("service", "booking")
              .fact("urgency", 2)
              .build();
      Receipt receipt = millrace.as(Caller.system()).intake().submit(demand);
      System.out.println("priority " + receipt.item().priority());
    }
  }

  @Override
  public String id() {
    return "cmdb";
  }

  @Override
  public void contribute(Contributions contributions) {
    contributions.factSource(this);
  }

  @Override
  public String name() {
    return "cmdb";
  }

  @Override
  public Set<String> provides() {
    return Set.of("impact");
  }

  @Override
  public Map<String, Facts> lookUp(String tenant, List<Demand> demands) {
    Map<String, Facts> found = new HashMap<>();
    for (Demand demand : demands) {
      Integer impact = IMPACT.get(demand.facts().text("service", ""));
      if (impact != null) {
        found.put(demand.id(), Facts.of("impact", impact));
      }
    }
    return found;
  }
}
