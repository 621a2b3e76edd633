// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.millrace.engine.EveryOperation.Call;
import io.millrace.engine.EveryOperation.Heard;
import io.millrace.engine.Ground.Known;
import io.millrace.model.Action;
import io.millrace.model.Demand;
import io.millrace.plugin.port.Authorisation.Answer;
import io.millrace.plugin.port.Authorisation.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Every public operation is guarded, and none leaves its tenant. The operations are found by
 * reflection: a new one has to be called in {@link EveryOperation}. All tenants have equal ids
 * everywhere, and each operation is also tried by a stranger who knows all ids of another tenant.
 * {@code -Dmillrace.operations.only=Work.*} tries some of the operations alone: to find out which
 * of them it was.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EveryOperationIT {
  private static final String OTHER_TENANT = Ground.newTenant();
  private static final String ONLY = System.getProperty("millrace.operations.only", ".*");

  private final List<Call<?>> calls = EveryOperation.calls();
  private final Map<Call<?>, Heard> alone = new LinkedHashMap<>();
  private final Map<String, Known> settled = new HashMap<>();
  private final List<String> seenAtFirst = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private volatile Predicate<Action> allowed = action -> true;
  private volatile @Nullable Question asked;
  private @Nullable Ground open;
  private @Nullable Known otherTenant;

  /** A tenant with the same ids as all others. */
  private final class Twin {
    final String tenant = Ground.newTenant();
    final Known known = ground().settle(tenant);
    final Operations ops = ground().as(tenant);

    Twin() {
      settled.put(tenant, known);
    }
  }

  /** Hears what each operation tells a stranger as long as nobody else has anything. */
  @BeforeAll
  void listenWhileNobodyHasAnything() throws SQLException, InterruptedException {
    Ground ground =
        new Ground(
            question -> {
              asked = question;
              return allowed.test(question.action()) ? Answer.allow() : Answer.deny("not this one");
            });
    open = ground;
    Known nobody = Known.ofNobody();
    for (Call<?> call : calls) {
      String tenant = ground.newStranger();
      Heard heard = call.listen(ground.as(tenant), nobody);
      if (heard.method().matches(ONLY)) {
        alone.put(call, new Heard(heard.method(), Told.plain(heard.told(), tenant)));
      }
    }
    otherTenant = ground.settle(OTHER_TENANT);
    settled.put(OTHER_TENANT, others());
    seenAtFirst.addAll(seenByTheOtherTenant());
  }

  /** What reading tells the tenant that nobody else is to reach. */
  private List<String> seenByTheOtherTenant() {
    List<String> seen = new ArrayList<>();
    Operations ops = ground().as(OTHER_TENANT);
    alone.forEach(
        (call, heard) -> {
          if (!call.action().changes()) {
            String told = EveryOperation.told(() -> call.of(ops, others()));
            seen.add(heard.method() + ": " + Told.plain(told, OTHER_TENANT));
          }
        });
    return seen;
  }

  @BeforeEach
  void forgetEarlierFaults() {
    faults.clear();
  }

  @AfterAll
  void close() {
    ground().close();
  }

  private Ground ground() {
    return Objects.requireNonNull(open);
  }

  private Known others() {
    return Objects.requireNonNull(otherTenant);
  }

  @Test
  @Order(1)
  void shouldKnowHowToCallEveryOperation() {
    Set<String> missing = new TreeSet<>(EveryOperation.methods());
    missing.removeAll(EveryOperation.UNGUARDED);
    alone.values().forEach(heard -> missing.remove(heard.method()));
    missing.removeIf(method -> !method.matches(ONLY));

    assertThat(missing)
        .as("public methods that need a call in EveryOperation, which shows that they are guarded")
        .isEmpty();
  }

  @Test
  @Order(2)
  void shouldDoNothingThatIsDenied() throws SQLException, IOException {
    // given
    Twin twin = new Twin();
    StoreRows before = ground().rows();
    Map<String, Set<String>> questions = new TreeMap<>();

    // when
    alone.forEach(
        (call, heard) -> {
          Function<Known, @Nullable Object> run = call.ready(twin.ops, twin.known);
          List<Throwable> thrown = new ArrayList<>();
          allowed = action -> action != call.action();
          List<String> reached =
              ground().reached(() -> thrown.add(catchThrowable(() -> run.apply(twin.known))));
          allowed = action -> true;
          if (!heard.method().startsWith("Work.perform")) { // which asks for any action
            questions
                .computeIfAbsent(described(Objects.requireNonNull(asked)), key -> new TreeSet<>())
                .add("`" + heard.method().replaceAll("\\(.*", "") + "`");
          }
          require(heard, "is not guarded by " + call.action(), isDenial(thrown.get(0), call, twin));
          require(heard, "was denied after " + reached, reached.isEmpty());
        });

    // then
    assertThat(faults).isEmpty();
    assertThat(ground().rows().touched(before)).isEmpty();
    if (ONLY.equals(".*")) {
      List<String> table = new ArrayList<>();
      questions.forEach((question, by) -> table.add(question + String.join(", ", by) + " |"));
      assertThat(Files.readAllLines(Path.of("../docs/security.md")))
          .as("the table of questions:\n" + String.join("\n", table))
          .containsAll(table);
    }
  }

  /** The first columns of the table: the action, and what it is about. */
  private static String described(Question question) {
    String resources =
        question.resources().stream()
            .map(resource -> resource.type().text())
            .distinct()
            .collect(Collectors.joining(", "));
    return "| `" + question.action() + "` | " + resources + " | ";
  }

  private static boolean isDenial(@Nullable Throwable thrown, Call<?> call, Twin twin) {
    return thrown instanceof NotAllowedException denial
        && denial.action() == call.action()
        && denial.caller().tenant().equals(twin.tenant)
        && denial.caller().actor().equals("ann")
        && !denial.resources().isEmpty()
        && denial.answered();
  }

  @Test
  @Order(3)
  void shouldDoWhatIsAllowedInItsOwnTenantAlone() throws SQLException {
    // given
    Twin reader = new Twin();
    StoreRows before = ground().rows();

    // when, then
    for (Map.Entry<Call<?>, Heard> one : alone.entrySet()) {
      if (!one.getKey().action().changes()) {
        allow(one.getValue(), one.getKey(), reader);
      }
    }
    assertThat(ground().rows().touched(before)).as("what reading changed").isEmpty();
    for (Map.Entry<Call<?>, Heard> one : alone.entrySet()) {
      if (one.getKey().action().changes()) {
        Twin twin = new Twin();
        before = ground().rows();
        allow(one.getValue(), one.getKey(), twin);
        List<String> touched = ground().rows().touched(before);
        boolean changed = !touched.isEmpty();
        require(
            one.getValue(), "changes something is " + changed, changed == one.getKey().changes());
        requireNone(one.getValue(), twin.tenant, "touched another tenant's rows", touched);
      }
    }
    assertThat(faults).isEmpty();
  }

  private void allow(Heard heard, Call<?> call, Twin twin) {
    Function<Known, @Nullable Object> run = call.ready(twin.ops, twin.known);
    allowed = action -> action == call.action();
    String told;
    try {
      told = Told.of(run.apply(twin.known));
    } catch (RuntimeException e) {
      told = Told.of(e);
      require(heard, "is allowed, but: " + told, false);
    } finally {
      allowed = action -> true;
    }
    requireNone(heard, twin.tenant, "told of another tenant", List.of(told));
  }

  /** Somebody of another tenant knows every id: it helps no more than ids that nobody has. */
  @Test
  @Order(4)
  void shouldNotLetAStrangerLearnOrChangeAnything() throws SQLException {
    // given
    Map<Call<?>, String> strangers = new LinkedHashMap<>();
    alone.keySet().forEach(call -> strangers.put(call, ground().newStranger()));
    StoreRows before = ground().rows();

    // when
    alone.forEach(
        (call, heard) -> {
          String stranger = Objects.requireNonNull(strangers.get(call));
          String told = EveryOperation.told(() -> call.of(ground().as(stranger), others()));
          require(
              heard,
              "told a stranger\n  " + told + "\nand not\n  " + heard.told(),
              Told.plain(told, stranger).equals(heard.told()));
        });

    // then
    StoreRows after = ground().rows();
    Heard all = new Heard("a stranger", "");
    List<String> gone = after.gone(before);
    require(all, "removed " + gone, gone.isEmpty());
    requireNone(all, "none of them", "touched another tenant's rows", after.touched(before));
    assertThat(faults).isEmpty();
  }

  @Test
  @Order(6)
  void shouldNotAskAboutWhatHandlersDo() throws Exception {
    // given
    String tenant = Ground.newTenant();
    Demand demand = Demand.builder("A").title("By machine").stream(Ground.AUTOMATIC).build();
    allowed = action -> action == Action.SUBMIT;

    // when
    ground().as(tenant).intake().submit(demand);

    // then
    Eventually.until(() -> ground().state(tenant, "A"), "[[CLOSED]]"::equals);
    assertThat(Objects.requireNonNull(asked).action()).isEqualTo(Action.SUBMIT);
    allowed = action -> true;
    assertThat(ground().as(tenant).work().history("A"))
        .extracting(Transition::actor)
        .contains("handler:robot")
        .isSubsetOf("handler:robot", "engine", "ann");
  }

  @Test
  @Order(5)
  void shouldShowATenantTheSameWhateverOthersDid() {
    assertThat(seenByTheOtherTenant()).isEqualTo(seenAtFirst);
  }

  /** Nothing in the texts is about another one of the tenants that have something of everything. */
  private void requireNone(Heard heard, String tenant, String what, List<String> texts) {
    Set<String> marks = new HashSet<>();
    settled.forEach(
        (other, known) -> marks.addAll(other.equals(tenant) ? Set.of() : known.marks()));
    for (String text : texts) {
      for (String mark : marks) {
        require(heard, what + ": '" + mark + "' in " + text, !text.contains(mark));
      }
    }
  }

  private void require(Heard heard, String what, boolean holds) {
    if (!holds) {
      faults.add(heard.method() + " " + what);
    }
  }
}
