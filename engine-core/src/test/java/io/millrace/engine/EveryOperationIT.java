package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.millrace.engine.EveryOperation.Call;
import io.millrace.engine.Ground.Known;
import io.millrace.model.Action;
import io.millrace.plugin.port.Authorisation.Answer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every public operation is guarded, and none leaves its tenant. The operations are found by
 * reflection: a new one has to be called in {@link EveryOperation}. Tenants have equal ids
 * everywhere, and each operation is also tried by a stranger who knows all ids of another tenant.
 */
class EveryOperationIT {
  private static final String ONLY = System.getProperty("millrace.operations.only", ".*");

  private volatile Predicate<Action> allowed = action -> true;
  private final Known nobody = Known.ofNobody();
  private final List<String> faults = new ArrayList<>();

  @Test
  void shouldGuardEveryOperationAndKeepItInItsTenant() throws SQLException {
    List<Call<?>> calls = EveryOperation.calls();
    try (Ground ground =
        new Ground(
            question ->
                allowed.test(question.action())
                    ? Answer.allow()
                    : Answer.deny("not this one"))) {
      ground.desk("first").submit("warm"); // the sink is at work on it from now on
      List<String> names = calls.stream().map(call -> name(ground, call)).toList();
      Set<String> missing = new TreeSet<>(EveryOperation.methods());
      missing.removeAll(EveryOperation.UNGUARDED);
      missing.removeAll(names);
      assertThat(missing)
          .as("each public operation needs a call in EveryOperation, which shows it guarded")
          .isEmpty();
      List<String> alone = calls.stream().map(call -> asStranger(ground, call, nobody)).toList();

      String owner = Ground.newTenant();
      Known known = ground.settle(owner);
      Twin reader = new Twin(ground);
      for (int i = 0; i < calls.size(); i++) {
        String name = names.get(i);
        if (name.matches(ONLY)) {
          Call<?> call = calls.get(i);
          Twin twin = call.action().changes() ? new Twin(ground) : reader;
          tryGuarded(ground, name, call, twin, known);
          tryStranger(ground, name, call, known, alone.get(i));
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  /** A tenant with the same ids as another one. */
  private static final class Twin {
    final String tenant = Ground.newTenant();
    final Known known;
    final Operations ops;

    Twin(Ground ground) {
      known = ground.settle(tenant);
      ops = ground.as(tenant);
    }
  }

  private static String name(Ground ground, Call<?> call) {
    return call.method(ground.as("first"), Known.ofNobody());
  }

  /** Denies this action alone, and then allows it alone. */
  private void tryGuarded(Ground ground, String name, Call<?> call, Twin twin, Known known)
      throws SQLException {
    Function<Known, @Nullable Object> run = call.ready(twin.ops, twin.known);
    StoreRows before = ground.rows();
    allowed = action -> action != call.action();
    List<Throwable> thrown = new ArrayList<>();
    List<String> reached =
        ground.reached(() -> thrown.add(catchThrowable(() -> run.apply(twin.known))));
    require(name, "not guarded by " + call.action(), isDenial(thrown.get(0), call, twin));
    require(name, "denied, and yet there were " + reached, reached.isEmpty());
    StoreRows denied = ground.rows();
    require(name, "denied, and yet changed " + denied.touched(before), denied.equals(before));

    allowed = action -> action == call.action();
    String told;
    try {
      told = Told.of(run.apply(twin.known));
    } catch (RuntimeException e) {
      told = Told.of(e);
      require(name, "allowed, and yet " + told, false);
    } finally {
      allowed = action -> true;
    }
    StoreRows after = ground.rows();
    require(
        name,
        "changes are " + !call.changes() + " and not " + call.changes(),
        after.equals(before) != call.changes());
    requireNone(name, "told of another tenant", List.of(told), known);
    requireNone(name, "touched another tenant's rows", after.touched(before), known);
  }

  private static boolean isDenial(@Nullable Throwable thrown, Call<?> call, Twin twin) {
    return thrown instanceof NotAllowedException denial
        && denial.action() == call.action()
        && denial.caller().tenant().equals(twin.tenant)
        && denial.caller().actor().equals("ann")
        && !denial.resources().isEmpty()
        && denial.answered();
  }

  /** Somebody of another tenant knows every id: it helps no more than an id that nobody has. */
  private void tryStranger(Ground ground, String name, Call<?> call, Known known, String alone)
      throws SQLException {
    StoreRows before = ground.rows();
    String told = asStranger(ground, call, known);
    StoreRows after = ground.rows();
    require(name, "told a stranger\n  " + told + "\nand not\n  " + alone, told.equals(alone));
    requireNone(name, "a stranger touched rows", after.touched(before), known);
    require(name, "a stranger removed " + after.gone(before), after.gone(before).isEmpty());
  }

  private static String asStranger(Ground ground, Call<?> call, Known known) {
    String tenant = Ground.newTenant();
    String told;
    try {
      told = Told.of(call.of(ground.as(tenant), known));
    } catch (RuntimeException e) {
      told = Told.of(e);
    }
    return Told.plain(told, tenant);
  }

  private void requireNone(String name, String what, List<String> texts, Known known) {
    for (String text : texts) {
      for (String mark : known.marks()) {
        require(name, what + ": '" + mark + "' in " + text, !text.contains(mark));
      }
    }
  }

  private void require(String name, String what, boolean holds) {
    if (!holds) {
      faults.add(name + ": " + what);
    }
  }
}
