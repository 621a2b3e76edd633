// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import io.millrace.engine.Distribution;
import io.millrace.engine.StepFlow;
import io.millrace.examples.replay.report.Canvas.Anchor;
import io.millrace.examples.replay.report.Canvas.Lettering;
import java.util.List;

/** The mean time of one run of each step, split into what happened meanwhile. */
record StepTimeChart(List<StepFlow> steps) implements Chart {
  private static final double LABELS = 190;

  StepTimeChart {
    steps = steps.stream().filter(step -> step.runs() > 0).toList();
  }

  /** One part of the time of a step. */
  private record Part(Ink ink, double hours) {}

  @Override
  public String id() {
    return "step-time";
  }

  @Override
  public String title() {
    return "Time per step";
  }

  @Override
  public String summary() {
    return steps.stream()
        .max((a, b) -> Double.compare(a.leadHours().sum(), b.leadHours().sum()))
        .map(
            step ->
                "Most time in all is spent in step %s: %s of %s each on average."
                    .formatted(
                        step.step(),
                        Figures.count(step.runs(), "runs"),
                        Figures.span(step.leadHours().mean())))
        .orElse("No step was run.");
  }

  @Override
  public String reading() {
    return "Mean hours per run, over all runs, those of zero length that were inferred among them.";
  }

  @Override
  public Table table() {
    return new Table(
        List.of("Step", "Worked on (h)", "Waiting (h)", "Blocked (h)", "Lead (h)", "Runs"),
        steps.stream()
            .map(
                step ->
                    List.of(
                        step.step(),
                        Figures.fixed(step.workingHours().mean()),
                        Figures.fixed(step.waitingHours().mean()),
                        Figures.fixed(step.blockedHours().mean()),
                        Figures.fixed(step.leadHours().mean()),
                        Figures.count(step.runs())))
            .toList());
  }

  @Override
  public void draw(Canvas canvas, double width, double height) {
    if (steps.isEmpty()) {
      Plot.nothing(canvas, width, height);
      return;
    }
    double longest = steps.stream().mapToDouble(StepTimeChart::total).max().orElse(0);
    // Should all be zero, the axis still needs a length that can be read.
    longest = Math.max(longest, 0.01);
    List<Ticks.Tick> hours = Ticks.upTo(longest, 6, false);
    Plot plot =
        Plot.linear(
            canvas,
            new double[] {LABELS, 40, width - 90, height - 46},
            0,
            Ticks.top(hours),
            steps.size(),
            0);
    for (Ticks.Tick tick : hours) {
      canvas.line(
          Canvas.Pen.GRID, plot.x(tick.value()), plot.top(), plot.x(tick.value()), plot.bottom());
    }
    plot.xAxis(hours, "mean hours per run");
    plot.legend(
        List.of(
            new Plot.Key(Ink.WORKING, "worked on"),
            new Plot.Key(Ink.WAITING, "waiting"),
            new Plot.Key(Ink.BLOCKED, "blocked")));
    for (int i = 0; i < steps.size(); i++) {
      bar(plot, steps.get(i), i);
    }
  }

  private static void bar(Plot plot, StepFlow step, int row) {
    Canvas canvas = plot.canvas();
    double room = plot.y(0) - plot.y(1);
    double thick = Math.min(30, Math.abs(room) * 0.66);
    double middle = (plot.y(row) + plot.y(row + 1)) / 2;
    double sum = 0;
    for (Part part : parts(step)) {
      double x = plot.x(sum);
      sum += part.hours();
      if (part.hours() > 0) {
        canvas.rectangle(part.ink(), x, middle - thick / 2, plot.x(sum) - x, thick);
      }
    }
    canvas.text(
        Lettering.strong(Anchor.END), plot.left() - 10, middle - 2, Texts.cut(step.step(), 25));
    canvas.text(
        Lettering.small(Anchor.END),
        plot.left() - 10,
        middle + 13,
        Figures.count(step.runs(), "runs"));
    canvas.text(Lettering.strong(Anchor.START), plot.x(sum) + 8, middle + 4, Figures.span(sum));
    canvas.hint(
        plot.left(),
        middle - Math.abs(room) / 2,
        plot.right() - plot.left(),
        Math.abs(room),
        "%s: %s worked on, %s waiting, %s blocked"
            .formatted(
                step.step(),
                Figures.span(mean(step.workingHours())),
                Figures.span(mean(step.waitingHours())),
                Figures.span(mean(step.blockedHours()))));
  }

  private static List<Part> parts(StepFlow step) {
    return List.of(
        new Part(Ink.WORKING, mean(step.workingHours())),
        new Part(Ink.WAITING, mean(step.waitingHours())),
        new Part(Ink.BLOCKED, mean(step.blockedHours())));
  }

  private static double total(StepFlow step) {
    return parts(step).stream().mapToDouble(Part::hours).sum();
  }

  private static double mean(Distribution hours) {
    return hours.count() == 0 ? 0 : hours.mean();
  }
}
