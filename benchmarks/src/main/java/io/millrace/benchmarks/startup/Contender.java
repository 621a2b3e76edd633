// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.startup;

import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariDataSource;
import io.millrace.benchmarks.BareCamunda;
import io.millrace.benchmarks.Databases;
import io.millrace.benchmarks.decision.DroolsCompiler;
import io.millrace.benchmarks.decision.DroolsModifyForm;
import io.millrace.benchmarks.decision.MillraceForm;
import io.millrace.benchmarks.decision.SampleTicket;
import io.millrace.benchmarks.decision.SampleTickets;
import io.millrace.engine.Millrace;
import io.millrace.model.Caller;
import io.millrace.model.Demand;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;

/** What is started in a JVM of its own. */
enum Contender {
  /** Millrace's rules alone: the built-in pack. */
  PACK {
    @Override
    void start(Clock clock) {
      MillraceForm form = new MillraceForm();
      clock.ready();
      form.decide(ticket());
      clock.first();
      form.close();
    }
  },

  /** Drools compiling the same rules in the form that modifies the ticket. */
  DROOLS_COMPILES {
    @Override
    void start(Clock clock) {
      DroolsModifyForm form = new DroolsModifyForm();
      clock.ready();
      form.decide(ticket());
      clock.first();
    }
  },

  /** Drools compiling the very rules of the built-in pack; it takes no decision. */
  DROOLS_COMPILES_PACK {
    @Override
    void start(Clock clock) {
      DroolsCompiler.compile(
          "/io/millrace/policy/classification/classification.drl",
          "/io/millrace/policy/priority/priority.drl",
          "/io/millrace/policy/classofservice/class-of-service.drl",
          "/io/millrace/policy/routing/routing.drl",
          "/io/millrace/policy/feedback/feedback.drl");
      clock.ready();
      clock.first();
    }
  },

  /** Millrace on H2 in memory, up to the first work item. */
  MILLRACE {
    @Override
    void start(Clock clock) {
      try (Millrace millrace = Millrace.builder().build()) {
        clock.ready();
        SampleTicket ticket = ticket();
        millrace
            .as(Caller.system())
            .intake()
            .submit(
                Demand.builder(ticket.id())
                    .title(ticket.title())
                    .description(ticket.description())
                    .facts(MillraceForm.facts(ticket))
                    .build());
        clock.first();
      }
    }
  },

  /** Camunda with the same model, DMN and CMMN off, up to the first process instance. */
  CAMUNDA {
    @Override
    void start(Clock clock) {
      camunda(clock, false);
    }
  },

  /** Camunda with the same model, DMN and CMMN on, up to the first process instance. */
  CAMUNDA_WITH_DMN {
    @Override
    void start(Clock clock) {
      camunda(clock, true);
    }
  };

  abstract void start(Clock clock);

  private static SampleTicket ticket() {
    return SampleTickets.first(1).get(0);
  }

  private static void camunda(Clock clock, boolean tables) {
    try (HikariDataSource database = Databases.memory(true);
        BareCamunda camunda = BareCamunda.start(database, tables, true)) {
      clock.ready();
      camunda.startInstance("INC1", Map.of());
      clock.first();
    }
  }

  /** The main method of the JVM that is measured: prints one line. */
  static void runAlone(String name) {
    Clock clock = new Clock();
    valueOf(name).start(clock);
    System.out.println(clock);
    System.exit(0);
  }

  /** Takes the times, in milliseconds. */
  static final class Clock {
    private final long start = System.nanoTime();
    private double ready;
    private double first;
    private long sinceJvmStart;
    private double cpu;

    void ready() {
      ready = millis();
    }

    void first() {
      first = millis();
      sinceJvmStart =
          System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
      OperatingSystemMXBean system =
          ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
      cpu = system.getProcessCpuTime() / 1e6;
    }

    private double millis() {
      return (System.nanoTime() - start) / 1e6;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "measured ready=%.1f first=%.1f jvm=%d cpu=%.0f",
          ready,
          first,
          sinceJvmStart,
          cpu);
    }
  }
}
