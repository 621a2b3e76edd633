// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.reliability;

import io.millrace.bpmn.StreamModel;
import io.millrace.engine.Cancel;
import io.millrace.engine.CompleteStep;
import io.millrace.engine.InvalidStateException;
import io.millrace.engine.Millrace;
import io.millrace.engine.NotFoundException;
import io.millrace.engine.Operations;
import io.millrace.engine.PackActivation;
import io.millrace.engine.Receipt;
import io.millrace.engine.Reopen;
import io.millrace.engine.StartStep;
import io.millrace.engine.UpdateFacts;
import io.millrace.engine.WorklistEntry;
import io.millrace.engine.WorklistQuery;
import io.millrace.model.Caller;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.rules.PackSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * An ordinary, busy day: people submit, work, change their minds, cancel and reopen; a rule author
 * activates packs and a designer puts versions of a stream in force. Keeps nothing of what it did.
 * Thread-safe.
 */
@SuppressWarnings("try") // whoever closes it may be interrupted
final class Office implements AutoCloseable {
  private static final String RESTORE = "restore-live-service";
  private static final int VARIANTS = 3;
  private static final long CHANGE_MILLIS = 20_000;
  private static final long PAUSE_MILLIS = 40;
  private static final int MOST_OPEN = 150;

  private final Operations desk;
  private final long seed;
  private final AtomicLong ids = new AtomicLong();
  private final Map<String, LongAdder> done = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> failed = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean submitting = true;
  private volatile boolean closed;

  /** Something that one of the people does. */
  private interface Task {
    void run(Random random) throws InterruptedException;
  }

  Office(Millrace millrace, long seed) {
    this.desk = millrace.as(new Caller("office", "ann"));
    this.seed = seed;
  }

  void open() {
    loop("submit", this::submit);
    loop("work-1", this::work);
    loop("work-2", this::work);
    loop("change", this::changeWhatIsInForce);
  }

  private void loop(String name, Task task) {
    Random random = new Random(seed + name.hashCode());
    Thread thread =
        new Thread(
            () -> {
              while (!closed) {
                try {
                  task.run(random);
                } catch (InvalidStateException | NotFoundException e) {
                  count(done, "came too late"); // somebody else was faster: that is in order
                } catch (InterruptedException e) {
                  return;
                } catch (RuntimeException e) {
                  count(failed, e.getClass().getSimpleName() + ": " + e.getMessage());
                }
              }
            },
            name);
    thread.start();
    threads.add(thread);
  }

  private static void count(Map<String, LongAdder> counts, String what) {
    counts.computeIfAbsent(what, key -> new LongAdder()).increment();
  }

  private void submit(Random random) throws InterruptedException {
    Thread.sleep(PAUSE_MILLIS);
    if (!submitting || desk.work().search(WorklistQuery.all().page(0, 1)).total() > MOST_OPEN) {
      return;
    }
    String id = "S-" + ids.incrementAndGet();
    Demand.Builder demand =
        Demand.builder(id)
            .title("Cannot log in to the booking app " + id)
            .fact("impact", "2 - Significant")
            .fact("urgency", "3 - Medium");
    demand.stream(random.nextInt(3) == 0 ? Models.PROVIDE : RESTORE);
    desk.intake().submit(demand.build());
    count(done, "submitted");
  }

  private void work(Random random) throws InterruptedException {
    List<WorklistEntry> open = desk.work().search(WorklistQuery.all().page(0, 100)).entries();
    if (open.isEmpty()) {
      Thread.sleep(PAUSE_MILLIS);
      return;
    }
    WorklistEntry entry = open.get(random.nextInt(open.size()));
    String item = entry.item();
    switch (random.nextInt(20)) {
      case 0 -> {
        desk.work().cancel(Cancel.of(item, "not needed any more"));
        count(done, "cancelled");
      }
      case 1, 2 -> {
        Facts facts = Facts.builder().put("users", random.nextInt(500)).build();
        desk.work().updateFacts(UpdateFacts.of(item, facts));
        count(done, "facts updated");
      }
      case 3 -> {
        desk.work().start(StartStep.of(item, entry.run().step()).assignee("bob"));
        count(done, "started");
      }
      default -> complete(entry, random);
    }
  }

  private void complete(WorklistEntry entry, Random random) throws InterruptedException {
    String item = entry.item();
    String step = entry.run().step();
    CompleteStep request = CompleteStep.of(item, step);
    switch (step) {
      case "register", "handOver", "confirm" -> {}
      case "investigate" -> request = request.result("fixed");
      case "verify" -> request = request.result("restored");
      case "reserve", "install", "grantAccess", "charge" -> {
        Thread.sleep(PAUSE_MILLIS); // a handler does it
        return;
      }
      default -> {
        desk.work().cancel(Cancel.of(item, "nobody here knows " + step));
        count(done, "cancelled");
        return;
      }
    }
    Receipt receipt = desk.work().complete(request.commandId("complete/" + entry.run().id()));
    count(done, "completed");
    if (step.equals("investigate") && submitting && random.nextInt(20) == 0) {
      desk.work().reopen(Reopen.of(receipt.item().id(), "it happens again"));
      count(done, "reopened");
    }
  }

  /** In turn, the same few contents: what is in force changes, the number of versions does not. */
  private void changeWhatIsInForce(Random random) throws InterruptedException {
    int variant = random.nextInt(VARIANTS);
    desk.policies().add(pack(variant));
    desk.policies().activate(PackActivation.of("office", "1." + variant, "the soak goes on"));
    count(done, "packs activated");
    Thread.sleep(CHANGE_MILLIS / 2);
    desk.streams().add(stream(random.nextInt(VARIANTS)));
    count(done, "stream versions put in force");
    Thread.sleep(CHANGE_MILLIS / 2);
  }

  private static PackSource pack(int variant) {
    return PackSource.of(
        "office",
        Map.of(
            PackSource.MANIFEST,
            "pack: office\nversion: \"1." + variant + "\"\nowner: Ann\n",
            "tables/teams.csv",
            "table,teams\npoint,routing\nhit,first\nstrength,70\nwhen category,then team,because\n"
                + "access,team-"
                + variant
                + ",the table says so\n"));
  }

  private static StreamModel stream(int variant) {
    StreamModel model = Models.read(Models.PROVIDE).model();
    String text = new String(model.bytes(), StandardCharsets.UTF_8);
    String changed = text.replace("Provide a workplace", "Provide a workplace, form " + variant);
    return new StreamModel(model.fileName(), changed.getBytes(StandardCharsets.UTF_8));
  }

  /** Submits and reopens nothing more; what is open goes on. */
  void stopSubmitting() {
    submitting = false;
  }

  /** How often what was done. */
  Map<String, LongAdder> done() {
    return new TreeMap<>(done);
  }

  /** What failed that should not have. */
  List<String> failed() {
    return failed.entrySet().stream().map(one -> one.getValue() + " x " + one.getKey()).toList();
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    for (Thread thread : threads) {
      thread.interrupt();
      thread.join(TimeUnit.SECONDS.toMillis(30));
    }
  }
}
