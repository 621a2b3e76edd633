package io.millrace.examples.desk;

import io.millrace.bpmn.ValueStream;
import io.millrace.examples.axle.AxlePolicies;
import io.millrace.examples.axle.AxleStreams;
import io.millrace.rules.PackSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The service desk of Axle Car Hire: tickets of its own, worked on in Axle's value streams. */
@SpringBootApplication
public class AxleDesk {
  public static void main(String[] arguments) {
    SpringApplication.run(AxleDesk.class, arguments);
  }

  @Bean
  ValueStream restore() {
    return AxleStreams.restore();
  }

  @Bean
  ValueStream develop() {
    return AxleStreams.develop();
  }

  @Bean
  PackSource policies() {
    return AxlePolicies.pack();
  }
}
