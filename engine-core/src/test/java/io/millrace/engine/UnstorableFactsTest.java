// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.model.KnowledgeArticle;
import io.millrace.plugin.Contributions;
import io.millrace.plugin.Plugin;
import io.millrace.plugin.port.FactSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What fact sources tell may not fit into the store: the demand, and its neighbours, do. */
class UnstorableFactsTest {
  private static final String HALF_A_PAIR = "\uD83D";
  private static final String EMOJI = "\uD83D\uDE00";

  /** Says the same of every demand. */
  private record Source(String name, Set<String> provides, Supplier<Facts> answer)
      implements FactSource {
    @Override
    public Map<String, Facts> lookUp(String tenant, List<Demand> demands) {
      Map<String, Facts> facts = new HashMap<>();
      demands.forEach(demand -> facts.put(demand.id(), answer.get()));
      return facts;
    }
  }

  private record Sources(List<FactSource> all) implements Plugin {
    @Override
    public String id() {
      return "sources";
    }

    @Override
    public void contribute(Contributions to) {
      all.forEach(to::factSource);
    }
  }

  private static Facts found(List<FactSource> sources) {
    return found(sources, Demand.builder("D-1").title("No mail").build());
  }

  private static Facts found(List<FactSource> sources, Demand demand) {
    try (Millrace millrace = TestStore.builder().plugin(new Sources(sources)).build()) {
      Operations ops = Desk.ofNewTenant(millrace).ops;
      ops.intake().submitAll(List.of(demand, Demand.builder("NEIGHBOUR").title("No mail").build()));
      assertThat(ops.work().find("NEIGHBOUR")).isPresent();
      return ops.work().facts(demand.id());
    }
  }

  private static Facts failing(String words) {
    return found(
        List.of(
            new Source(
                "cmdb",
                Set.of("service"),
                () -> {
                  throw new IllegalStateException(words);
                })));
  }

  @Test
  void shouldStoreAReasonThatNoDatabaseKeeps() {
    Facts told = Facts.builder().missing("service", "half \0 " + HALF_A_PAIR).build();

    Facts found = found(List.of(new Source("cmdb", Set.of("service"), () -> told)));

    assertThat(found.missing()).containsEntry("service", "half \uFFFD \uFFFD");
  }

  @Test
  @SuppressWarnings("NullAway") // a source that breaks its contract
  void shouldKeepAnAnswerWithoutAReason() {
    Facts told = Facts.builder().put("site", "Bonn").missing("service", null).build();

    Facts found = found(List.of(new Source("cmdb", Set.of("service", "site"), () -> told)));

    assertThat(found.text("site", "")).isEqualTo("Bonn");
    assertThat(found.missing()).containsEntry("service", "no reason was told");
  }

  @Test
  void shouldCutAReasonBetweenCharacters() {
    assertThat(failing(EMOJI.repeat(2_000)).missing().get("service"))
        .contains(EMOJI)
        .doesNotContain("\uFFFD");
    assertThat(failing("x" + EMOJI.repeat(2_000)).missing().get("service"))
        .contains(EMOJI)
        .doesNotContain("\uFFFD");
  }

  @Test
  void shouldMeasureAnAnswerAsItIsStored() {
    String sixTimesAsLong = "\u0001".repeat(90_000);

    Facts found =
        found(
            List.of(
                new Source("cmdb", Set.of("service"), () -> Facts.of("service", sixTimesAsLong))));

    assertThat(found.missing().get("service"))
        .isEqualTo(
            "fact source 'cmdb': its answer cannot be used: it has 540025 characters about one"
                + " demand, and at most 100000 do");
  }

  @Test
  void shouldTakeWhatThereIsRoomFor() {
    List<FactSource> sources =
        List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l").stream()
            .<FactSource>map(
                name -> new Source(name, Set.of(name), () -> Facts.of(name, name.repeat(99_000))))
            .toList();

    Facts found = found(sources);

    assertThat(found.values()).containsOnlyKeys("a", "b", "c", "d", "e");
    assertThat(found.missing())
        .hasSize(7)
        .containsEntry("l", "fact source 'l': there is no room for what it tells");
  }

  @Test
  void shouldLeaveADemandThatIsFullAsItIs() {
    Demand full = Demand.builder("FULL").title("No mail").fact("log", "x".repeat(999_900)).build();

    Facts found =
        found(List.of(new Source("cmdb", Set.of("service"), () -> Facts.of("service", "y"))), full);

    assertThat(found.values()).containsOnlyKeys("log");
  }

  @Test
  void shouldMakeRoomForArticles() {
    KnowledgeArticle article = new KnowledgeArticle("KE-1", "Mail", true, "restart".repeat(1_000));
    Demand full = Demand.builder("FULL").title("No mail").fact("log", "x".repeat(945_000)).build();
    Plugin knowledge =
        new Plugin() {
          @Override
          public String id() {
            return "knowledge";
          }

          @Override
          public void contribute(Contributions to) {
            to.knowledgeBase(
                (tenant, demands) -> {
                  Map<String, List<KnowledgeArticle>> found = new LinkedHashMap<>();
                  demands.forEach(demand -> found.put(demand.id(), List.of(article)));
                  return found;
                });
          }
        };
    try (Millrace millrace = TestStore.builder().plugin(knowledge).build()) {
      Operations ops = Desk.ofNewTenant(millrace).ops;
      ops.intake().submitAll(List.of(full, Demand.builder("D-1").title("No mail").build()));

      assertThat(ops.work().facts("D-1").text("knownError", "")).isEqualTo("KE-1");
      assertThat(ops.work().facts("FULL").missing())
          .containsEntry("knownError", "knowledge base: there is no room for what it tells");
    }
  }

  @Test
  void shouldRefuseNamesThatCannotBeStored() {
    assertThatThrownBy(
            () -> found(List.of(new Source("cmdb", Set.of("a" + HALF_A_PAIR), Facts::none))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(
            "Expected fact source 'cmdb' to say which facts it provides, but it failed: Expected"
                + " the fact to be text that can be stored, but its character 2 is U+D83D.");
    assertThatThrownBy(
            () -> found(List.of(new Source("cmdb" + HALF_A_PAIR, Set.of(), Facts::none))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(
            "Expected a name of 1 to 255 characters that can be stored for each fact source, but"
                + " plugin 'sources' gave 'cmdb");
  }
}
