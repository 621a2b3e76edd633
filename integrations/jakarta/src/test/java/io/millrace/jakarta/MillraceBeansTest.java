// SPDX-License-Identifier: Apache-2.0
package io.millrace.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.engine.Intake;
import io.millrace.engine.Millrace;
import io.millrace.engine.Operations;
import io.millrace.engine.Work;
import io.millrace.event.Event;
import io.millrace.event.EventType;
import io.millrace.model.Caller;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.plugin.Contributions;
import io.millrace.plugin.Plugin;
import io.millrace.plugin.port.CallerSource;
import io.millrace.plugin.port.EventSink;
import io.millrace.plugin.port.FactSource;
import io.millrace.plugin.port.Participant;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.transaction.TransactionManager;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an application gets by having the module, and what it does not get, in a CDI container. */
public class MillraceBeansTest {
  private static final BlockingQueue<String> TOLD = new LinkedBlockingQueue<>();
  private static final List<String> LOG = new CopyOnWriteArrayList<>();
  private static TestServer server;

  /** For JUnit. */
  public MillraceBeansTest() {}

  @BeforeAll
  static void open() throws Exception {
    server = new TestServer();
  }

  @AfterAll
  static void close() {
    server.close();
  }

  /** What the server of a real application has under JNDI names. */
  @Dependent
  public static class Resources {
    /** Of the server. */
    @Produces
    public DataSource source() {
      return server.source();
    }

    /** Of the server. */
    @Produces
    public TransactionManager manager() {
      return server.manager();
    }
  }

  /** Who calls. */
  @ApplicationScoped
  public static class Callers implements CallerSource {
    private static final ThreadLocal<String> TENANT =
        ThreadLocal.withInitial(() -> Caller.DEFAULT_TENANT);

    @Override
    public Caller current() {
      return new Caller(TENANT.get(), "ann");
    }
  }

  /** A fact source with a bean of its own to ask. */
  @ApplicationScoped
  public static class Cmdb implements FactSource {
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
      demands.forEach(demand -> found.put(demand.id(), Facts.of("impact", 1)));
      return found;
    }
  }

  /** A plugin that is its own fact source. */
  @ApplicationScoped
  public static class Assets implements Plugin, FactSource {
    @Override
    public String id() {
      return "assets";
    }

    @Override
    public void contribute(Contributions to) {
      to.factSource(this);
    }

    @Override
    public String name() {
      return "assets";
    }

    @Override
    public Set<String> provides() {
      return Set.of("asset");
    }

    @Override
    public Map<String, Facts> lookUp(String tenant, List<Demand> demands) {
      return Map.of();
    }
  }

  /** Called second, since it says no priority. */
  @ApplicationScoped
  public static class AFollower implements Participant {
    @Override
    public void beforeCommit(List<Event> events) {
      LOG.add("follower " + events.size());
    }
  }

  /** Called first. */
  @ApplicationScoped
  @Priority(1)
  public static class Leader implements Participant {
    @Override
    public void beforeCommit(List<Event> events) {
      LOG.add("leader " + events.size());
    }

    @PreDestroy
    void gone() {
      LOG.add(
          "gone, workers " + threads().stream().filter(name -> !name.contains("helper")).toList());
    }
  }

  /** A sink of the host's. */
  @ApplicationScoped
  @Named("audit")
  public static class Audit implements EventSink {
    @Override
    public void take(Event event) {
      TOLD.add("audit " + event.type() + " " + event.item());
    }
  }

  /** Lives as long as a request, and so as long as the delivery of one event. */
  @RequestScoped
  public static class Delivery {
    /** That it is there. */
    public String live() {
      return "live";
    }
  }

  /** Hears of events, and has trouble at first. */
  @ApplicationScoped
  public static class Observer {
    private final AtomicBoolean trouble = new AtomicBoolean(true);
    @Inject private Delivery delivery;

    void at(@Observes Event event) {
      if (event.type() == EventType.WORK_ITEM_SUBMITTED) {
        TOLD.add("observed " + delivery.live() + " " + event.item());
      }
    }

    void later(@ObservesAsync Event event) {
      if (event.type() == EventType.WORK_ITEM_SUBMITTED) {
        if (trouble.getAndSet(false)) {
          TOLD.add("trouble " + event.item());
          throw new IllegalStateException("not now");
        }
        TOLD.add("observed later " + event.item());
      }
    }
  }

  /** What a host does with Millrace. */
  @Dependent
  public static class Desk {
    @Inject private Millrace millrace;
    @Inject private Operations operations;
    @Inject private Intake intake;
    @Inject private Work work;
  }

  /** Says no more than a setting would. */
  @ApplicationScoped
  public static class Customizer implements MillraceCustomizer {
    @Override
    public void customize(io.millrace.engine.MillraceBuilder builder) {
      builder.plugin(
          new Plugin() {
            @Override
            public String id() {
              return "customized";
            }

            @Override
            public void contribute(Contributions to) {
              to.eventSink("customized", event -> {});
            }
          });
    }
  }

  /** A Millrace of the host's own. */
  @Dependent
  public static class Own {
    private static @Nullable Millrace own;

    /** The host closes it. */
    @Produces
    public Millrace own() {
      return Objects.requireNonNull(own);
    }
  }

  /** A sink whose name could change. */
  @ApplicationScoped
  public static class Nameless implements EventSink {
    @Override
    public void take(Event event) {}
  }

  private static SeContainer start(Class<?>... beans) {
    return SeContainerInitializer.newInstance()
        .disableDiscovery()
        .addBeanClasses(beans)
        .initialize();
  }

  private static SeContainer start(Millrace own) {
    Own.own = own;
    return start(Own.class);
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("millrace"))
        .toList();
  }

  private static List<String> told(int count) throws InterruptedException {
    List<String> told = new CopyOnWriteArrayList<>();
    while (told.size() < count) {
      told.add(Objects.requireNonNull(TOLD.poll(60, TimeUnit.SECONDS), told::toString));
    }
    return told;
  }

  @Test
  void shouldMakeMillraceOfBeansAndLetItBeInjected() throws Exception {
    // given
    SeContainer application =
        start(
            Resources.class,
            Callers.class,
            Cmdb.class,
            AFollower.class,
            Leader.class,
            Delivery.class,
            Observer.class,
            Desk.class,
            Customizer.class);
    Desk desk = application.select(Desk.class).get();
    assertThat(threads()).as("it starts with the application").isNotEmpty();

    // when
    assertThatThrownBy(
            () ->
                server.inTransaction(
                    () -> {
                      desk.intake.submit(Demand.builder("UNDONE").title("No mail").build());
                      throw new IllegalStateException("undo");
                    }))
        .hasMessage("undo");
    desk.intake.submit(Demand.builder("KEPT").title("No mail").fact("urgency", 1).build());

    // then: beans took part, in their order
    assertThat(desk.work.find("UNDONE")).isEmpty();
    assertThat(desk.work.facts("KEPT").has("impact")).isTrue();
    assertThat(LOG).first().asString().startsWith("leader ");
    assertThat(LOG.get(1)).startsWith("follower ");
    // and observers hear again of what one of them refused
    assertThat(told(4))
        .containsExactly(
            "observed live KEPT", "trouble KEPT", "observed live KEPT", "observed later KEPT");
    assertThat(desk.operations.events().sinks())
        .extracting(sink -> sink.name())
        .containsExactlyInAnyOrder("cdi", "customized");
    requireCallersAreAskedEachTime(desk);

    // and it ends before the beans that it calls
    application.close();
    assertThat(LOG).endsWith("gone, workers []");
    assertThat(server.count("MR_WORK_ITEM")).isEqualTo(1);
  }

  private static void requireCallersAreAskedEachTime(Desk desk) {
    Callers.TENANT.set("other");
    try {
      assertThat(desk.work.find("KEPT")).isEmpty();
      assertThat(desk.operations.work().find("KEPT")).isEmpty();
    } finally {
      Callers.TENANT.remove();
    }
    assertThat(desk.work.find("KEPT")).isPresent();
    assertThat(desk.millrace.as(Caller.system()).work().find("KEPT")).isPresent();
    assertThat(desk.work).hasToString("Work of the current caller").isEqualTo(desk.work);
    assertThat(desk.work.hashCode()).isEqualTo(desk.work.hashCode());
  }

  @Test
  void shouldLetTheOperationsOfAMillraceOfTheHostsBeInjected() {
    try (Millrace own = Millrace.builder().build()) {
      try (SeContainer application = start(own)) {
        assertThat(application.select(Millrace.class).get()).isSameAs(own);
        for (Method part : Operations.class.getMethods()) {
          assertThat(application.select(part.getReturnType()).isResolvable())
              .as(part.getName())
              .isTrue();
        }
        assertThatThrownBy(() -> application.select(Work.class).get().find("A"))
            .isInstanceOf(InvalidInputException.class)
            .hasMessageStartingWith("Expected a plugin to say who calls");
      }
      assertThat(own.contributions()).as("still open").isNotEmpty();
    }
  }

  @Test
  void shouldAddNothingWhenItIsDisabled() {
    List<String> before = threads();
    System.setProperty("millrace.enabled", "false");
    try (SeContainer application = start(Resources.class, Cmdb.class)) {
      assertThat(application.select(Millrace.class).isUnsatisfied()).isTrue();
      assertThat(application.select(Intake.class).isUnsatisfied()).isTrue();
      assertThat(before).containsAll(threads());
    } finally {
      System.clearProperty("millrace.enabled");
    }
  }

  @Test
  void shouldNotStoreEventsForNobody() {
    try (SeContainer application = start(Resources.class, Audit.class)) {
      assertThat(application.select(Millrace.class).get().as(Caller.system()).events().sinks())
          .filteredOn(sink -> sink.here())
          .extracting(sink -> sink.name())
          .containsExactly("audit");
    }
  }

  @Test
  void shouldTakeAPluginThatIsAPortOnce() {
    try (SeContainer application = start(Resources.class, Assets.class, Cmdb.class)) {
      assertThat(application.select(Millrace.class).get().contributions())
          .filteredOn(one -> one.port().equals("fact source"))
          .extracting(one -> one.name() + " of " + one.plugin())
          .containsExactlyInAnyOrder("assets of assets", "cmdb of cdi-beans");
    }
  }

  @Test
  void shouldFailTheStartWithoutADataSource() {
    assertThatThrownBy(() -> start(Cmdb.class).close())
        .hasStackTraceContaining(
            "Expected a data source with the JNDI name 'java:comp/DefaultDataSource', but there is"
                + " none.\nMaybe name one in millrace.database.data-source, or let a bean be the"
                + " DataSource.");
  }

  @Test
  void shouldAskForTheNameOfASink() {
    assertThatThrownBy(() -> start(Resources.class, Nameless.class).close())
        .hasStackTraceContaining(
            "Expected each bean that is a EventSink to have a name, but that of "
                + Nameless.class.getName()
                + " has none.\nMaybe add @Named(\"...\") with a name that stays the same.");
  }
}
