// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.bpmn.ModelProblem;
import io.millrace.bpmn.Severity;
import io.millrace.bpmn.ValueStreamException;
import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.model.StreamView;
import io.millrace.plugin.Contributions;
import io.millrace.plugin.port.PullOrder;
import io.millrace.plugin.port.Resolver;
import io.millrace.plugin.port.StreamCheck.Finding;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a plugin brings for designers and rule authors, at work in an engine. */
class DesignedPluginTest {
  private static final AtomicBoolean STRICT = new AtomicBoolean();
  private static final PackFiles HOUSE =
      PackFiles.of("house", "1", "settings:", "  pull-order: [acme-harm, first-in-first-out]")
          .withTeams("teams", "network", "net-team")
          .with(
              "tables/hurry.csv",
              "table,hurry",
              "point,routing",
              "hit,first",
              "gaps,allowed",
              "strength,90",
              "when workingTimeToDue,then team,because",
              "< 4h,hurry-team,little working time is left");
  private static final TestClock CLOCK = new TestClock();
  private static Millrace millrace;

  private Desk desk;

  /** Not in a field: the check runs on a thread that would wait for this class. */
  @BeforeAll
  static void start() {
    millrace =
        TestStore.builder()
            .clock(CLOCK)
            .plugin(new PluginTest.Bundle("acme", DesignedPluginTest::contribute))
            .build();
  }

  @AfterAll
  static void close() {
    millrace.close();
  }

  @BeforeEach
  void sit() {
    desk = Desk.ofNewTenant(millrace);
  }

  private static void contribute(Contributions to) {
    to.policyPack(files(HOUSE))
        .resolver(DecisionPoint.ROUTING, "acme-weakest", DesignedPluginTest::weakest)
        .pullOrder(
            "acme-harm",
            item ->
                PullOrder.Key.begin()
                    .highestFirst("harm", item.facts().findNumber("harm").orElse(null)))
        .valueStream("lend.bpmn", bytes(StreamText.chain("lend", "fetch", "hand")))
        .streamCheck("acme-step-names", DesignedPluginTest::check)
        .workingTime(DesignedPluginTest::worked);
  }

  private static io.millrace.plugin.PackFiles files(PackFiles pack) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    pack.texts().forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
    return io.millrace.plugin.PackFiles.of(pack.id(), files);
  }

  private static byte[] bytes(StreamText text) {
    return text.model().bytes();
  }

  private static Resolver.Choice weakest(Resolver.Question question) {
    return question.facts().isTrue("modest")
        ? question.proposals("team").stream()
            .min(Comparator.comparing(Resolver.Proposal::strength))
            .map(proposal -> Resolver.Choice.of(proposal, "we are modest"))
            .orElseThrow()
        : Resolver.Choice.none();
  }

  private static List<Finding> check(StreamView stream) {
    return stream.steps().stream()
        .filter(step -> step.id().contains("bad") || STRICT.get() && step.id().contains("odd"))
        .map(
            step ->
                Finding.error(
                    step.id(),
                    "Expected no bad word in a step, but got '" + step.id() + "'.",
                    "rename it"))
        .toList();
  }

  /** Nine to five from Monday to Friday, in UTC. */
  private static Duration worked(
      String tenant, @Nullable String service, Instant from, Instant to) {
    Duration sum = Duration.ZERO;
    for (var day = from.atZone(ZoneOffset.UTC).toLocalDate();
        !day.isAfter(to.atZone(ZoneOffset.UTC).toLocalDate());
        day = day.plusDays(1)) {
      Instant begin = day.atTime(9, 0).toInstant(ZoneOffset.UTC);
      Instant end = day.atTime(17, 0).toInstant(ZoneOffset.UTC);
      Instant first = begin.isBefore(from) ? from : begin;
      Instant last = end.isAfter(to) ? to : end;
      if (day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0 && first.isBefore(last)) {
        sum = sum.plus(Duration.between(first, last));
      }
    }
    return sum;
  }

  private static Demand.Builder demand(String id) {
    return Demand.builder(id).title("Something about the network").fact("category", "network");
  }

  @Test
  void shouldDecideByThePackOfThePlugin() {
    desk.submit(demand("A"));

    assertThat(desk.item("A").team()).isEqualTo("net-team");
    assertThat(desk.ops.policies().active().id()).isEqualTo("house");
  }

  @Test
  void shouldDecideByWorkingTime() {
    // given: it is Monday, 8:00; the first has four hours until noon, of which three are worked
    desk.submit(demand("A").fact("dueAt", "2026-03-02T12:00:00Z"));
    desk.submit(demand("B").fact("dueAt", "2026-03-02T14:00:00Z"));

    // then
    assertThat(desk.item("A").team()).isEqualTo("hurry-team");
    assertThat(desk.item("B").team()).isEqualTo("net-team");
    assertThat(routing("A").inputs().values())
        .containsEntry("workingTimeToDue", "3.0")
        .containsEntry("workingAge", "0.0")
        .containsEntry("workingDueUsed", "0.0");
    DecisionRecord record = decisions("A", DecisionPoint.ROUTING);
    assertThat(desk.ops.decisions().explain(record.id()).toText())
        .contains("fact workingTimeToDue = 3.0");
  }

  @Test
  void shouldKnowTheWorkingTimeWhenFactsChange() {
    desk.submit(demand("A").occurredAt(Instant.parse("2026-02-27T16:00:00Z"))); // a Friday

    desk.ops.work().updateFacts(UpdateFacts.of("A", Facts.of("dueAt", "2026-03-02T10:00:00Z")));

    Decision latest = decisions("A", DecisionPoint.CLASS_OF_SERVICE).decision();
    assertThat(latest.inputs().values())
        .containsEntry("workingAge", "1.0")
        .containsEntry("workingTimeToDue", "1.0")
        .containsEntry("workingDueUsed", "50.0");
  }

  @Test
  void shouldLetTheResolverPickAndExplainIt() {
    desk.submit(demand("A").fact("modest", true));

    DecisionRecord record = decisions("A", DecisionPoint.ROUTING);
    assertThat(record.decision().output("team")).isNotEqualTo("net-team");
    assertThat(desk.item("A").team()).isEqualTo(record.decision().output("team"));
    assertThat(desk.ops.decisions().explain(record.id()).toText())
        .contains(
            "the resolver 'acme-weakest' picked it: we are modest",
            "instead of 'net-team' from rule");
  }

  @Test
  void shouldPullByTheOrderOfThePlugin() {
    desk.submit(demand("A").fact("harm", 1));
    desk.submit(demand("B"));
    desk.submit(demand("C").fact("harm", 20));

    assertThat(pulled()).containsExactly("C", "A", "B");
    assertThat(desk.ops.decisions().compare("A", "C").text())
        .isEqualTo("'C' is pulled before 'A' by acme-harm/harm: 20.0, against 1.0.");

    desk.ops.work().updateFacts(UpdateFacts.of("B", Facts.of("harm", 300)));
    assertThat(pulled()).containsExactly("B", "C", "A");
  }

  @Test
  void shouldRunTheStreamOfThePlugin() {
    desk.submit(demand("A").stream("lend"));

    desk.complete("A", "fetch");

    assertThat(desk.openSteps("A")).containsExactly("hand");
    assertThat(desk.ops.streams().versions("lend"))
        .singleElement()
        .returns(StreamOrigin.HOST, StreamVersion::origin);
  }

  @Test
  void shouldCheckTheModelsOfTenants() {
    StreamText bad = StreamText.chain("hire", "fetch", "badStep");

    assertThat(desk.ops.streams().check("hire.bpmn", bytes(bad)).problems(Severity.ERROR))
        .singleElement()
        .returns("acme-step-names", ModelProblem::check)
        .returns("badStep", ModelProblem::element);
    assertThatThrownBy(() -> desk.ops.streams().add(bad.model()))
        .isInstanceOf(ValueStreamException.class)
        .hasMessage(
            "Expected 'hire.bpmn' to be a value stream, but found 1 problem:\n"
                + "- line 5, badStep: Expected no bad word in a step, but got 'badStep'.\n"
                + "Maybe rename it.");
    assertThat(desk.ops.streams().versions("hire")).isEmpty();
  }

  @Test
  void shouldCheckWhereAMigrationLeadsTo() {
    // given: a model that was good when it was added
    StreamVersion first = desk.ops.streams().add(StreamText.chain("hire", "fetch").model());
    StreamVersion odd = desk.ops.streams().add(StreamText.chain("hire", "oddStep").model());
    StreamMigration migration = desk.ops.streams().migration("hire").from(first).to(odd);
    assertThat(migration.build()).isNotNull();

    // when, then
    STRICT.set(true);
    try {
      assertThatThrownBy(migration::build)
          .isInstanceOf(ValueStreamException.class)
          .hasMessageContaining("Expected no bad word in a step, but got 'oddStep'.");
    } finally {
      STRICT.set(false);
    }
  }

  static Stream<Arguments> contradictions() {
    byte[] model = bytes(StreamText.chain("lend", "fetch"));
    return Stream.of(
        Arguments.of(
            (Consumer<Contributions>)
                to -> to.resolver(DecisionPoint.ROUTING, "any", question -> Resolver.Choice.none()),
            "resolver for 'routing'"),
        Arguments.of(
            (Consumer<Contributions>)
                to -> to.pullOrder("acme-any", item -> PullOrder.Key.begin().trueFirst("x", true)),
            "pull order 'acme-any'"),
        Arguments.of(
            (Consumer<Contributions>) to -> to.streamCheck("acme-any", stream -> List.of()),
            "check 'acme-any'"),
        Arguments.of(
            (Consumer<Contributions>)
                to -> to.workingTime((tenant, service, from, until) -> Duration.ZERO),
            "calendar of working time"));
  }

  @ParameterizedTest
  @MethodSource("contradictions")
  void shouldRefuseTwoPluginsThatBringTheSame(Consumer<Contributions> both, String what) {
    MillraceBuilder builder =
        TestStore.builder()
            .plugin(new PluginTest.Bundle("a", both))
            .plugin(new PluginTest.Bundle("b", both));

    assertThatThrownBy(builder::build)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(
            "Expected at most one "
                + what
                + ", but the plugins 'a' and 'b' both bring one.\nMaybe leave one out");
  }

  private List<String> pulled() {
    return desk.ops.work().search(WorklistQuery.all().order(WorklistOrder.PULL)).entries().stream()
        .map(WorklistEntry::item)
        .toList();
  }

  private Decision routing(String item) {
    return decisions(item, DecisionPoint.ROUTING).decision();
  }

  private DecisionRecord decisions(String item, DecisionPoint point) {
    return desk.ops.decisions().ofItem(item).stream()
        .filter(record -> record.decision().point().equals(point))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }
}
