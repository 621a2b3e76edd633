package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.InvalidInputException;
import io.millrace.plugin.Contributions;
import io.millrace.plugin.Plugin;
import io.millrace.plugin.port.Authorisation.Answer;
import io.millrace.plugin.port.StepHandler;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.h2.jdbcx.JdbcDataSource;
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
