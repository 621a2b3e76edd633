package io.millrace.examples.boot;

import io.millrace.engine.Millrace;
import io.millrace.engine.Operations;
import io.millrace.engine.Receipt;
import io.millrace.model.Caller;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Demand;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class ServiceDesk {
  public static void main(String[] arguments) {
    SpringApplication.run(ServiceDesk.class, arguments).close(); // a server would go on
  }

  @Bean
  CommandLineRunner firstIncident(Millrace millrace) {
    return arguments -> {
      Operations desk = millrace.as(Caller.actor("ann"));
      Demand demand = Demand.builder("INC-1").title("No mail").fact("impact", 2).fact("urgency", 1).build();
      Receipt receipt = desk.intake().submit(demand);
      System.out.println("Priority " + receipt.item().priority());
      receipt.findDecision(DecisionPoint.PRIORITY).ifPresent(id -> System.out.println(desk.decisions().explain(id).toText()));
    };
  }
}
