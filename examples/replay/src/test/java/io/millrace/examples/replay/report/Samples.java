// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import io.millrace.engine.Distribution;
import io.millrace.engine.FlowPoint;
import io.millrace.engine.FlowReport;
import io.millrace.engine.StepFlow;
import io.millrace.examples.replay.report.ReplayReport.Note;
import io.millrace.examples.replay.report.ReplayReport.Outcome;
import io.millrace.examples.replay.report.ReplayReport.PriorityCell;
import io.millrace.examples.replay.report.ReplayReport.Rejections;
import io.millrace.examples.replay.report.ReplayReport.Run;
import io.millrace.examples.replay.report.ReplayReport.Source;
import io.millrace.logs.LogProblem;
import io.millrace.model.PackRef;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Made-up reports: heavy-tailed as real ones, always the same. */
final class Samples {
  static final Instant START = Instant.parse("2016-02-29T01:16:00Z");
  private static final double BUSY_HOURS = 2200;

  private Samples() {}

  /** One made-up incident, in hours since the start. */
  private record Item(double from, double to, double waiting, double working, int handOffs) {
    double lead() {
      return to - from;
    }

    boolean openAt(double hour) {
      return from <= hour && hour < to;
    }
  }

  /** Like the ServiceNow log: busy for three months, then a year of stragglers. */
  static ReplayReport large() {
    return report("incident_event_log.csv.gz", items(12_438), 2000);
  }

  /** A few incidents, for tests that read what was written. */
  static ReplayReport small() {
    return report("day.csv", items(40), 25);
  }

  /** One incident of no length: all that may divide by zero. */
  static ReplayReport tiny() {
    return report("one.csv", List.of(new Item(0, 0, 0, 0, 0)), 1);
  }

  /** The small one, with a text wherever a log or a user could put one. */
  static ReplayReport saying(String text) {
    ReplayReport small = small();
    return new ReplayReport(
        new Source(text, text, "0".repeat(64), ZoneOffset.UTC),
        text,
        new PackRef(text, text, "1".repeat(64)),
        small.incidents(),
        small.events(),
        flow(items(40), text),
        Distribution.of(),
        small.series(),
        List.of(new PriorityCell(text, text, text, 40, 40, 40)),
        small.outcome(),
        new Rejections(1, List.of(new LogProblem(text, 1, 1, text, text, text, text))),
        small.run(),
        List.of(new Note(text, 1, text)));
  }

  private static List<Item> items(int count) {
    Random random = new Random(20160229);
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double from = i == 0 ? 0 : BUSY_HOURS * Math.pow(random.nextDouble(), 0.9);
      double lead = Math.min(7434.3, 145.7 * Math.exp(1.35 * random.nextGaussian()));
      lead = random.nextInt(12) == 0 ? lead / 400 : lead;
      lead = i == count - 1 ? 7434.3 : Math.round(lead * 60) / 60.0;
      double waiting = lead * (0.35 + 0.5 * random.nextDouble());
      double working = (lead - waiting) * random.nextDouble();
      int handOffs = (int) Math.floor(-Math.log(1 - random.nextDouble()) * 0.9);
      items.add(new Item(from, from + lead, waiting, working, handOffs));
    }
    return items;
  }

  private static ReplayReport report(String name, List<Item> items, int points) {
    FlowReport flow = flow(items, "");
    int n = items.size();
    return new ReplayReport(
        new Source(name, "servicenow", "3f".repeat(32), ZoneOffset.UTC),
        "servicenow",
        new PackRef("millrace-default", "0.1.0", "a7".repeat(32)),
        n,
        11L * n,
        flow,
        Distribution.of(items.stream().mapToDouble(item -> item.lead() * 0.6).toArray()),
        series(items, points),
        List.of(
            cell("1 - High", "1 - High", "1 - Critical", n / 80),
            cell("1 - High", "2 - Medium", "2 - High", n / 140),
            cell("2 - Medium", "1 - High", "2 - High", n / 92),
            cell("2 - Medium", "2 - Medium", "3 - Moderate", n * 90L / 100),
            cell("2 - Medium", "3 - Low", "4 - Low", n / 1300),
            cell("3 - Low", "3 - Low", "4 - Low", n / 36)),
        new Outcome(3, 2L * n),
        new Rejections(
            2,
            List.of(
                new LogProblem(
                    name,
                    17,
                    4,
                    "sys_updated_at",
                    "to be a time like 29/2/2016 01:23",
                    "it is '31/2/2016 01:23'",
                    "correct it, or leave the row out with --skip-bad-rows"),
                new LogProblem(
                    name,
                    2041,
                    0,
                    null,
                    "to have 36 fields",
                    "it has 12",
                    "look whether it was cut off"))),
        new Run(61.27, n / 61.27, 187.4, false),
        List.of(
            new Note("unknown-state", 5, "State -100 is not known; the step stays as it is."),
            new Note(
                "reopened-after-closing",
                431,
                "Rows after a close reopen the incident; it ends at its last close."),
            new Note("facts-changed", 902, "Impact or urgency changed; decided again.")));
  }

  private static PriorityCell cell(String impact, String urgency, String priority, long count) {
    return new PriorityCell(impact, urgency, priority, count, count, count - count / 50);
  }

  private static FlowReport flow(List<Item> items, String prefix) {
    double hours = items.stream().mapToDouble(Item::to).max().orElse(0);
    Distribution lead = Distribution.of(items.stream().mapToDouble(Item::lead).toArray());
    Distribution waiting = Distribution.of(items.stream().mapToDouble(Item::waiting).toArray());
    Distribution working = Distribution.of(items.stream().mapToDouble(Item::working).toArray());
    Distribution blocked =
        Distribution.of(
            items.stream().mapToDouble(i -> i.lead() - i.waiting() - i.working()).toArray());
    Distribution handOffs = Distribution.of(items.stream().mapToDouble(Item::handOffs).toArray());
    return new FlowReport(
        START,
        at(hours),
        items.size(),
        items.size(),
        lead,
        Distribution.of(items.stream().mapToDouble(i -> i.lead() - i.waiting()).toArray()),
        waiting,
        working,
        blocked,
        handOffs,
        lead.sum() / hours,
        waiting.sum() / hours,
        working.sum() / hours,
        blocked.sum() / hours,
        items.size() / hours,
        List.of(
            step(prefix + "register", 0.02, items, lead, waiting, working, blocked, hours),
            step(prefix + "investigate", 0.35, items, lead, waiting, working, blocked, hours),
            step(prefix + "obtainFix", 0.22, items, lead, waiting, working, blocked, hours),
            step(prefix + "deployFix", 0.005, items, lead, waiting, working, blocked, hours),
            step(prefix + "verify", 0.4, items, lead, waiting, working, blocked, hours),
            step(prefix + "requestFeedback", 0.004, items, lead, waiting, working, blocked, hours),
            step(
                prefix + "identifyImprovements",
                0,
                items,
                lead,
                waiting,
                working,
                blocked,
                hours)));
  }

  private static StepFlow step(
      String name,
      double share,
      List<Item> items,
      Distribution lead,
      Distribution waiting,
      Distribution working,
      Distribution blocked,
      double hours) {
    return new StepFlow(
        "restore-live-service",
        name,
        items.size(),
        items.size() / 7,
        times(lead, share),
        times(waiting, share),
        times(working, share),
        times(blocked, share),
        Distribution.of(items.stream().mapToDouble(i -> i.handOffs() * share).toArray()),
        0,
        lead.sum() * share / hours,
        items.size() / hours);
  }

  private static Distribution times(Distribution of, double share) {
    return Distribution.of(Arrays.stream(of.values()).map(value -> value * share).toArray());
  }

  private static List<FlowPoint> series(List<Item> items, int points) {
    double hours = items.stream().mapToDouble(Item::to).max().orElse(0);
    return IntStream.rangeClosed(0, points)
        .mapToObj(i -> point(items, hours * i / points))
        .toList();
  }

  private static FlowPoint point(List<Item> items, double hour) {
    long open = 0;
    long waiting = 0;
    long working = 0;
    long arrived = 0;
    long departed = 0;
    for (Item item : items) {
      arrived += item.from() <= hour ? 1 : 0;
      departed += item.to() <= hour ? 1 : 0;
      if (item.openAt(hour)) {
        open++;
        waiting += hour < item.from() + item.waiting() ? 1 : 0;
        working += hour > item.to() - item.working() ? 1 : 0;
      }
    }
    return new FlowPoint(at(hour), waiting, working, open - waiting - working, arrived, departed);
  }

  private static Instant at(double hour) {
    return START.plusSeconds(Math.round(hour * 3600));
  }
}
