// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.rules.PackSource;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PolicyPacks;
import io.millrace.rules.RuleInfo;
import io.millrace.rules.drl.Item;
import io.millrace.rules.drl.Proposals;
import io.millrace.rules.guide.JavaSource.Method;
import io.millrace.rules.internal.Derived;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/policy-reference.md} is what the built-in pack and the sources say. */
class PolicyReferenceTest {
  private static final PolicyPack PACK = PolicyPacks.builtIn();

  private static String expected = "";

  @BeforeAll
  static void write() {
    expected = ReferencePage.of(PACK);
    if (Docs.isUpdate()) {
      Docs.write(Docs.REFERENCE, expected);
    }
  }

  @AfterAll
  static void close() {
    PACK.close();
  }

  @Test
  void shouldBeUpToDate() {
    assertThat(Docs.read(Docs.REFERENCE)).as(Docs.ADVICE).isEqualTo(expected);
  }

  @Test
  void shouldListEveryRuleAndRow() {
    String rows =
        expected.lines().filter(line -> line.startsWith("| ")).collect(Collectors.joining("\n"));
    for (RuleInfo rule : PACK.contents().rules()) {
      String name = rule.fullName().substring(rule.fullName().indexOf('/') + 1);
      assertThat(rows).contains("| " + name.replaceFirst("^row (?=[0-9]+$)", "") + " |");
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {Item.class, Proposals.class})
  void shouldListEveryWord(Class<?> words) {
    Set<String> declared =
        Arrays.stream(words.getDeclaredMethods())
            .map(method -> method.getName() + " " + method.getParameterCount())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(JavaSource.of("drl/" + words.getSimpleName()).methods())
        .allSatisfy(method -> assertThat(method.doc()).isNotBlank())
        .extracting((Method method) -> method.name() + " " + method.parameters().size())
        .containsAll(declared)
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldGiveAFormulaForEveryNumberThatIsWorkedOut() {
    assertThat(ReferenceLists.FORMULAS.keySet()).containsExactlyInAnyOrderElementsOf(Derived.NAMES);
  }

  @Test
  void shouldListEveryKeyOfTheManifest() {
    String keys = String.join(", ", new TreeSet<>(ReferenceLists.KEYS.keySet()));

    assertThatThrownBy(() -> load("wrong: 1\n"))
        .hasMessageContaining("one of the keys " + keys + ", but got 'wrong'");
  }

  @Test
  void shouldListEverySetting() {
    String keys = String.join(", ", new TreeSet<>(ReferenceLists.SETTINGS.keySet()));

    assertThatThrownBy(() -> load("settings: {wrong: 1}\n"))
        .hasMessageContaining("(" + keys + "), but got 'wrong'");
  }

  private static void load(String more) {
    String manifest = "pack: p\nversion: \"1\"\nowner: me\n" + more;
    PackSource source = PackSource.of("p", Map.of(PackSource.MANIFEST, manifest));
    PolicyPacks.loader().host(source).load().close();
  }
}
