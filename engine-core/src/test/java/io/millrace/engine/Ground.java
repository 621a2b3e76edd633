// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.bpmn.StreamModel;
import io.millrace.bpmn.ValueStream;
import io.millrace.engine.internal.LayeredMillrace;
import io.millrace.engine.internal.TestLayers;
import io.millrace.engine.internal.camunda.EngineDriver;
import io.millrace.model.Caller;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.plugin.port.Authorisation;
import io.millrace.plugin.port.FactSource;
import io.millrace.plugin.port.StepHandler;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * One Millrace on which every operation can be tried for a tenant that has something of everything,
 * all tenants with the same ids: those that hosts choose hold odd characters or are as long as can
 * be. Counts what reaches the database and the ports. Not thread-safe.
 */
final class Ground implements AutoCloseable {
  /** Ids that would leave a path, a quotation or a pattern. */
  static final String ITEM = "INC/../1 'or''1'='1' \"%_\\ \u00fc\u6f22\ud83d\ude80";

  static final String OTHER = "x".repeat(252) + "/\u00e9'";
  static final String OWN = "own";
  static final String CLOSED = "closed;--";
  static final String OLD = "old%";
  static final String HIRED = "hired_";
  static final String MACHINE = "machine\"";
  static final String SLOW = "slow\\";
  static final String COMMAND = "once/'%";
  static final String PACK_COMMAND = "pack/'%";
  static final String STREAM = "hire";

  /** A stream that nobody but a handler works on. */
  static final String AUTOMATIC = "automatic";

  static final String PACK = "house";
  static final String HANDLER = "mender";
  static final String PERSON = "Bo Okoro";

  private static final List<String> ENGINE_IDS =
      List.of("engine_id", "engine_instance", "proc_inst_id_", "process_instance_id_", "id_");

  private static final AtomicInteger TENANTS = new AtomicInteger();

  private final Faults faults = new Faults();
  private final DataSource driver = TestStore.newUnpooledDatabase();
  private final DataSource database = faults.over(TestStore.pool(faults.under(driver)));
  private final CountDownLatch hanging = new CountDownLatch(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicInteger portCalls = new AtomicInteger();
  private final Authorisation authorisation;
  private final Millrace millrace;
  private final EngineDriver engine;
  private final Connection observer;
  private final Map<String, String> statements;

  /**
   * @param authorisation what is asked about every operation
   */
  Ground(Authorisation authorisation) throws SQLException, InterruptedException {
    this.authorisation = authorisation;
    EngineDriver.Opened<Millrace> opened = EngineDriver.open(this::open);
    millrace = opened.value();
    engine = opened.engine();
    observer = driver.getConnection();
    statements = StoreRows.statements(observer);
    desk("first").submit("first");
    hanging.await();
  }

  private Millrace open() {
    return LayeredMillrace.shared(
        database,
        new TestClock(),
        new TestLayers(),
        streams(),
        new PluginTest.Bundle(
            "ground",
            to ->
                to.authorisation(authorisation)
                    .factSource(new Counting())
                    .stepHandler(new Robot())
                    .changeCalendar(
                        (tenant, concerned, from, until) -> {
                          portCalls.incrementAndGet();
                          return List.of();
                        })
                    .eventSink("test", event -> hang())));
  }

  /** Holds the first event for good, whoever interrupts: no other event is touched meanwhile. */
  private void hang() {
    hanging.countDown();
    boolean ended = false;
    while (!ended) {
      try {
        closing.await();
        ended = true;
      } catch (InterruptedException e) {
        // it goes on to hang
      }
    }
  }

  private static List<ValueStream> streams() {
    List<ValueStream> streams = new ArrayList<>(CallStreams.all());
    streams.add(TestModel.of(AUTOMATIC).start().handler("work", "robot").end("done").build());
    return streams;
  }

  private static final class Robot implements StepHandler {
    @Override
    public String name() {
      return "robot";
    }

    @Override
    public Completion handle(Task task) {
      return Completion.done();
    }
  }

  private final class Counting implements FactSource {
    @Override
    public String name() {
      return "counting";
    }

    @Override
    public Set<String> provides() {
      return Set.of("site");
    }

    @Override
    public Map<String, Facts> lookUp(String tenant, List<Demand> demands) {
      portCalls.incrementAndGet();
      return Map.of();
    }
  }

  /**
   * What somebody knows of a tenant: generated ids, and versions of a stream.
   *
   * @param marks what only rows and answers about that tenant hold
   */
  record Known(
      UUID decision,
      UUID run,
      UUID event,
      String failure,
      String timer,
      StreamVersion first,
      StreamVersion second,
      Set<String> marks) {

    /** Ids of the same form that nobody has. */
    static Known ofNobody() {
      return new Known(
          UUID.randomUUID(),
          UUID.randomUUID(),
          UUID.randomUUID(),
          UUID.randomUUID().toString(),
          "timer-4711",
          version(1),
          version(2),
          Set.of());
    }

    private static StreamVersion version(int number) {
      String digest = String.valueOf(number).repeat(64);
      return new StreamVersion(
          STREAM, StreamOrigin.TENANT, number, digest, "x", TestClock.START, "x", false, 0);
    }
  }

  /** A name for a tenant that nothing else contains. */
  static String newTenant() {
    return "t'/%_\u00fc" + TENANTS.incrementAndGet() + "\"\\\u6f22";
  }

  Operations as(String tenant) {
    return millrace.as(new Caller(tenant, "ann"));
  }

  Desk desk(String tenant) {
    return Desk.of(millrace, tenant, "ann");
  }

  private static Demand.Builder demand(String id, String stream) {
    return Demand.builder(id).title("A flat tyre").stream(stream);
  }

  /** A stream; all tenants have the same content. */
  static StreamModel hire(String... steps) {
    String xml = StreamText.chain(STREAM, steps).xml();
    return new StreamModel("hire.bpmn", xml.getBytes(StandardCharsets.UTF_8));
  }

  /** A tenant that has one work item, linked with an id that only others have. */
  String newStranger() {
    String tenant = newTenant();
    ownItem(desk(tenant));
    return tenant;
  }

  private static void ownItem(Desk desk) {
    desk.submit(OWN);
    desk.ops.work().link(Link.of(OWN, "problem", ITEM));
  }

  /** A tenant that has something of everything, under the same ids as all others. */
  Known settle(String tenant) {
    Desk desk = desk(tenant);
    Operations ops = desk.ops;
    String secret = "secret of " + tenant;
    desk.submit(
        Demand.builder(ITEM)
            .title(secret)
            .description(secret)
            .requester(PERSON)
            .fact("note", secret));
    ops.work().updateFacts(UpdateFacts.of(ITEM, Facts.of("more", "tyres")).commandId(COMMAND));
    ops.work().link(Link.of(ITEM, "problem", "P-1"));
    ownItem(desk);
    desk.submit(OTHER);
    ops.work().block(BlockStep.of(OTHER, secret));
    desk.submit(demand(CLOSED, "quick"));
    desk.submit(demand(OLD, "quick"));
    desk.submit(demand(MACHINE, "machine"));
    desk.submit(demand(SLOW, "slow"));
    engine.giveUpStep(HANDLER, key(tenant, MACHINE));
    update(
        "update MR_STEP_RUN set STATE = 'BLOCKED', ATTEMPTS = 3 where ITEM_KEY = cast(? as uuid)",
        key(tenant, MACHINE));
    engine.of(key(tenant, SLOW)).forEach(timer -> engine.giveUpTimer(timer.id()));
    StreamVersion first = ops.streams().add(hire("book"));
    desk.submit(demand(HIRED, STREAM));
    StreamVersion second = ops.streams().add(hire("book", "ride"));
    desk.activatePack(PACK, "1", "one-desk");
    ops.policies()
        .activate(
            PackActivation.of(desk.addPack(PACK, "2", "two-desk"), secret).commandId(PACK_COMMAND));
    ops.housekeeping().erase(ErasePerson.of(secret, "Zed Nobody").pseudonym("erased-zednobody"));
    update(
        "update MR_OUTBOX set SINK = ?, STATE = case SEQUENCE when 1 then 'PARKED' else 'HELD' end,"
            + " ATTEMPTS = 3, FAILURE = 'no such queue' where TENANT = ?",
        StoreRows.GONE,
        tenant);
    update("delete from MR_OUTBOX where TENANT = ? and ITEM = ?", tenant, OLD);
    update(
        "update MR_WORK_ITEM set EXPIRES_AT = timestamp with time zone '2020-01-01 00:00:00+00'"
            + " where TENANT = ? and ID = ?",
        tenant,
        OLD);
    ops.events().skip(parked(ops, OTHER), StoreRows.GONE, secret);
    List<Failure> failures = ops.failures().list(0, 10).entries();
    return new Known(
        ops.decisions().ofItem(ITEM).get(0).id(),
        desk.item(ITEM).openSteps().get(0).id(),
        parked(ops, ITEM),
        id(failures, Failure.Kind.HANDLER),
        id(failures, Failure.Kind.TIMER),
        first,
        second,
        marks(tenant));
  }

  private static String id(List<Failure> failures, Failure.Kind kind) {
    return failures.stream().filter(one -> one.kind() == kind).findFirst().orElseThrow().id();
  }

  private static UUID parked(Operations ops, String item) {
    return ops.events().parked(StoreRows.GONE).entries().stream()
        .filter(event -> event.item().equals(item))
        .findFirst()
        .orElseThrow()
        .id();
  }

  /** The state of a work item, without asking anybody. */
  String state(String tenant, String item) {
    return PathRecord.rows(
            driver, "select STATE from MR_WORK_ITEM where TENANT = ? and ID = ?", tenant, item)
        .toString();
  }

  private String key(String tenant, String item) {
    return PathRecord.rows(
            driver,
            "select cast(ITEM_KEY as varchar(36)) from MR_WORK_ITEM where TENANT = ? and ID = ?",
            tenant,
            item)
        .get(0)
        .get(0);
  }

  private Set<String> marks(String tenant) {
    Set<String> marks = new HashSet<>(Set.of(tenant));
    for (String sql :
        List.of(
            "select ITEM_KEY from MR_WORK_ITEM where TENANT = ?",
            "select EVENT_KEY from MR_OUTBOX where TENANT = ?",
            "select EVENT_KEY from MR_SKIPPED_EVENT where TENANT = ?",
            "select ERASURE_KEY from MR_ERASURE where TENANT = ?",
            of("RUN_KEY", "MR_STEP_RUN"),
            of("DECISION_KEY", "MR_DECISION"),
            of("LINK_KEY", "MR_LINK"))) {
      PathRecord.rows(driver, sql, tenant).forEach(row -> marks.add(row.get(0)));
    }
    // the process engine counts: its short ids mean something in some columns only
    for (List<String> row :
        PathRecord.rows(driver, of("ENGINE_ID", "MR_STREAM_INSTANCE"), tenant)) {
      ENGINE_IDS.forEach(column -> marks.add("|" + column + "=" + row.get(0) + "|"));
    }
    return marks;
  }

  private static String of(String column, String table) {
    return "select t."
        + column
        + " from "
        + table
        + " t join MR_WORK_ITEM w on w.ITEM_KEY = t.ITEM_KEY where w.TENANT = ?";
  }

  private void update(String sql, Object... parameters) {
    PathRecord.update(driver, sql, parameters);
  }

  StoreRows rows() throws SQLException {
    return StoreRows.read(observer, statements);
  }

  /** How many statements this thread sent and how many ports were called while something ran. */
  List<String> reached(Runnable what) {
    int before = portCalls.get();
    faults.aim(Faults.Mode.REFUSED, 0);
    what.run();
    Faults.Shot shot = faults.end();
    List<String> reached = new ArrayList<>();
    if (shot.statements() + shot.commits() > 0) {
      reached.add(shot.statements() + " statements, " + shot.commits() + " commits");
    }
    if (portCalls.get() > before) {
      reached.add((portCalls.get() - before) + " calls of ports");
    }
    return reached;
  }

  @Override
  public void close() {
    closing.countDown();
    millrace.close();
    try {
      observer.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
