// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.decision;

import io.millrace.model.Facts;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Full decisions over a rotating set of tickets, warm. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecisionBenchmark {
  static final int TICKETS = 1_000;

  /** Millrace, from the ticket's fields to the answer with its reasons. */
  @Benchmark
  public Verdict millrace(Millrace form, Cursor cursor) {
    return form.form.decide(cursor.next());
  }

  /** Millrace, when the facts are there already, as in the engine. */
  @Benchmark
  public Verdict millraceFactsReady(Millrace form, Cursor cursor) {
    return form.form.decide(form.facts.get(cursor.nextIndex()));
  }

  /** Drools with rules that modify the ticket, a new session each time. */
  @Benchmark
  public Verdict droolsModify(DroolsModify form, Cursor cursor) {
    return form.form.decide(cursor.next());
  }

  /** Drools with rules that insert proposals, a new stateless session each time. */
  @Benchmark
  public Verdict droolsInsert(DroolsInsert form, Cursor cursor) {
    return form.form.decide(cursor.next());
  }

  /** Camunda's DMN engine on the matrix alone. */
  @Benchmark
  public String camundaDmnMatrixOnly(Dmn form, Cursor cursor) {
    SampleTicket ticket = cursor.next();
    return form.matrix.level(ticket.impact(), ticket.urgency());
  }

  /** Plain Java, without reasons. */
  @Benchmark
  public Verdict handWritten(HandWritten form, Cursor cursor) {
    return form.form.decide(cursor.next());
  }

  /** Goes round the tickets; one for each thread. */
  @State(Scope.Thread)
  public static class Cursor {
    private final SampleTicket[] tickets =
        SampleTickets.first(TICKETS).toArray(SampleTicket[]::new);
    private int index;

    SampleTicket next() {
      return tickets[nextIndex()];
    }

    int nextIndex() {
      index = index + 1 == tickets.length ? 0 : index + 1;
      return index;
    }
  }

  /** Holds Millrace. */
  @State(Scope.Benchmark)
  public static class Millrace {
    final MillraceForm form = new MillraceForm();
    final List<Facts> facts =
        SampleTickets.first(TICKETS).stream().map(MillraceForm::facts).toList();

    /** Closes the pack. */
    @TearDown
    public void close() {
      form.close();
    }
  }

  /** Holds Drools. */
  @State(Scope.Benchmark)
  public static class DroolsModify {
    final DroolsModifyForm form = new DroolsModifyForm();
  }

  /** Holds Drools. */
  @State(Scope.Benchmark)
  public static class DroolsInsert {
    final DroolsInsertForm form = new DroolsInsertForm();
  }

  /** Holds the DMN engine. */
  @State(Scope.Benchmark)
  public static class Dmn {
    final DmnMatrix matrix = new DmnMatrix();
  }

  /** Holds plain Java. */
  @State(Scope.Benchmark)
  public static class HandWritten {
    final HandWrittenForm form = new HandWrittenForm();
  }
}
