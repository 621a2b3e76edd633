// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.Caller;
import io.millrace.model.Demand;
import io.millrace.model.InvalidInputException;
import io.millrace.plugin.ApiVersion;
import io.millrace.plugin.Contributions;
import io.millrace.plugin.Plugin;
import io.millrace.plugin.port.Authorisation.Answer;
import io.millrace.plugin.port.StepHandler;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the builder refuses. */
@Tag("no-store")
class PluginTest {

  /** A plugin from two values. */
  record Bundle(String id, Consumer<Contributions> contributions) implements Plugin {
    @Override
    public void contribute(Contributions to) {
      contributions.accept(to);
    }
  }

  /** What a port gives that breaks its contract. */
  @SuppressWarnings("NullAway")
  private static final String NO_ID = null;

  private static final class Idle implements StepHandler {
    @Override
    public String name() {
      return "booking";
    }

    @Override
    public Completion handle(Task task) {
      return Completion.done();
    }
  }

  @Test
  void shouldRefuseTwoPluginsOfOneId() {
    assertThatThrownBy(
            () ->
                TestStore.builder()
                    .plugin(new Bundle("axle", to -> {}))
                    .plugin(new Bundle("axle", to -> {}))
                    .build())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected each plugin to have its own id, but 'axle' is there twice.\n"
                + "Maybe register the plugin once.");
  }

  /** A plugin that was written for some version. */
  private record Written(String id, @Nullable ApiVersion apiVersion) implements Plugin {
    @Override
    @SuppressWarnings("NullAway") // a plugin that breaks its contract
    public ApiVersion apiVersion() {
      return apiVersion;
    }

    @Override
    public void contribute(Contributions to) {
      throw new AssertionError("not asked");
    }
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refusalOf(Plugin plugin) {
    return assertThatThrownBy(() -> TestStore.builder().plugin(plugin).build())
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void shouldRefuseAPluginOfANewerApi() {
    refusalOf(new Written("axle-cmdb", new ApiVersion(99, 0, 0)))
        .hasMessage(
            "Expected plugin 'axle-cmdb' to be written for a version of the plugin API that "
                + ApiVersion.CURRENT
                + " runs, but it was written for 99.0.0.\n"
                + "Maybe bring a newer Millrace, or an older release of the plugin.");
  }

  @Test
  void shouldRefuseAPluginOfAnOlderLineOfTheApi() {
    refusalOf(new Written("axle-cmdb", new ApiVersion(0, 0, 9)))
        .hasMessageEndingWith(
            "but it was written for 0.0.9.\nMaybe bring a release of the plugin that was written"
                + " for "
                + ApiVersion.CURRENT
                + ".");
    refusalOf(new Written("axle-cmdb", null))
        .hasMessageContaining("but it was written for none that it names.");
  }

  @Test
  void shouldNameAPluginThatFailsToContribute() {
    refusalOf(
            new Bundle(
                "axle",
                to -> {
                  throw new IllegalStateException("no licence");
                }))
        .hasMessage(
            "Expected plugin 'axle' to contribute, but it failed:"
                + " java.lang.IllegalStateException: no licence.\n"
                + "Maybe mend the plugin, or leave it out.")
        .hasCauseInstanceOf(IllegalStateException.class);
    refusalOf(
            new Bundle(
                "axle",
                to -> {
                  throw new NoSuchMethodError("Contributions.gone()");
                }))
        .hasMessageEndingWith(
            "Maybe bring a release of the plugin for version "
                + ApiVersion.CURRENT
                + " of the API.");
  }

  @Test
  void shouldRefuseAPluginWithoutAnId() {
    refusalOf(new Bundle(" ", to -> {}))
        .hasMessage(
            "Expected each plugin to have an id, but that of "
                + Bundle.class.getName()
                + " is blank.\nMaybe name it after what it is for, such as acme-cmdb.");
  }

  @Test
  void shouldRefuseTwoClocks() {
    assertThatThrownBy(
            () ->
                TestStore.builder()
                    .clock(Clock.systemUTC())
                    .plugin(new Bundle("axle", to -> to.clock(Clock.systemUTC())))
                    .build())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected at most one clock, but the builder was given one, and plugin 'axle' brings"
                + " another.\nMaybe leave one out.");
  }

  @Test
  void shouldRefuseTheNamesOfItsOwnSinks() {
    refusalOf(new Bundle("axle", to -> to.eventSink("millrace.notifications", event -> {})))
        .hasMessage(
            "Expected event sink 'millrace.notifications' to have a name of the host's own, but"
                + " names that begin with 'millrace.' are Millrace's.\nMaybe rename it.");
  }

  @Test
  void shouldRefuseBoundsThatAreNotPositive() {
    assertThatThrownBy(() -> Isolation.defaults().callsAtOnce(0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected the bounds of isolation to be positive, but calls at once are 0, failures in"
                + " a row 10 and the pause is PT10S.\n"
                + "Maybe leave out what you do not want to change: start with"
                + " Isolation.defaults().");
  }

  @Test
  void shouldSayThatNobodyKnowsTheCaller() {
    try (Millrace millrace =
        TestStore.builder()
            .plugin(new Bundle("axle", to -> to.demandIds((tenant, demand) -> NO_ID)))
            .build()) {
      assertThatThrownBy(millrace::current)
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "Expected a plugin to say who calls, but none brings a caller source.\n"
                  + "Maybe bring one, or call as(caller).");
      assertThatThrownBy(
              () ->
                  millrace
                      .as(Caller.system())
                      .intake()
                      .submit(Demand.builder().title("Help").build()))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "Expected an id for the demand 'Help', but DemandIds gave none.\n"
                  + "Maybe mend the plugin, or submit it with an id.");
    }
  }

  @Test
  void shouldRefuseTwoHandlersOfOneName() {
    assertThatThrownBy(
            () ->
                TestStore.builder()
                    .plugin(new Bundle("a", to -> to.stepHandler(new Idle())))
                    .plugin(new Bundle("b", to -> to.stepHandler(new Idle())))
                    .build())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected each step handler to have its own name, but 'booking' is there twice.\n"
                + "Maybe rename one, or register one plugin only.");
  }

  @Test
  void shouldRefuseTwoWhoSayWhoMayDoWhat() {
    assertThatThrownBy(
            () ->
                TestStore.builder()
                    .plugin(new Bundle("a", to -> to.authorisation(question -> Answer.allow())))
                    .plugin(new Bundle("b", to -> to.authorisation(question -> Answer.allow())))
                    .build())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected at most one authorisation, but the plugins 'a' and 'b' both bring one.\n"
                + "Maybe leave one out, or write a plugin that asks both.");
  }

  @Test
  void shouldRefuseTwoDatabases() {
    assertThatThrownBy(
            () ->
                Millrace.builder()
                    .dataSource(new JdbcDataSource())
                    .h2File(Path.of("somewhere"))
                    .build())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected either a data source or an H2 file, but both were given.\n"
                + "Maybe leave one out.");
  }

  @Test
  void shouldRefuseASemicolonInThePath() {
    assertThatThrownBy(() -> Millrace.builder().h2File(Path.of("a;INIT=b")).build())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageMatching(
            "Expected the path of the H2 files to have no semicolon, but it is '.*a;INIT=b'\\.\n"
                + "Maybe choose another folder\\.");
  }
}
