package io.millrace.examples.boot;

import io.millrace.engine.Millrace;
import io.millrace.engine.Receipt;
import io.millrace.examples.cmdb.CmdbPlugin;
import io.millrace.model.Caller;
import io.millrace.model.Demand;
import io.millrace.plugin.Plugin;
import org.springframework.boot.CommandLineRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** A plugin that knows nothing of Spring is a bean like any other. */
@Configuration
@Profile("cmdb")
class WithAPlugin {

  @Bean
  Plugin cmdb() {
    return new CmdbPlugin();
  }

  @Bean
  CommandLineRunner incidentOfAKnownService(Millrace millrace) {
    return arguments -> {
      Demand demand =
          Demand.builder("INC-2").title("Error").fact("service", "booking").fact("urgency", 2).build();
      Receipt receipt = millrace.as(Caller.system()).intake().submit(demand);
      System.out.println("With the CMDB: priority " + receipt.item().priority());
    };
  }
}
