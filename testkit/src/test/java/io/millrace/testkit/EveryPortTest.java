// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.api.HostImplements;
import io.millrace.model.DecisionPoint;
import io.millrace.plugin.Contributions;
import io.millrace.plugin.PackFiles;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a plugin may contribute, its author finds a contract test, a stub and a row for it. */
class EveryPortTest {
  private static final Path SOURCES = Path.of("src", "main", "java", "io", "millrace", "testkit");
  private static final Path PAGE = Path.of("..", "docs", "plugins.md");

  /** What says which one it is, beside the contribution itself. */
  private static final Set<Class<?>> LABELS = Set.of(String.class, DecisionPoint.class);

  static Stream<Method> contributions() {
    return Arrays.stream(Contributions.class.getMethods())
        .filter(method -> Modifier.isAbstract(method.getModifiers()));
  }

  private static Class<?> contributed(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .filter(type -> !LABELS.contains(type))
        .findFirst()
        .orElseThrow();
  }

  private static String contract(Class<?> type) {
    return type == byte[].class
        ? "ValueStreamContract"
        : type == PackFiles.class ? "PolicyPackContract" : type.getSimpleName() + "Contract";
  }

  @ParameterizedTest
  @MethodSource("contributions")
  void shouldHaveAContractTestAndAStub(Method method) throws IOException {
    Class<?> type = contributed(method);
    boolean port = type == Clock.class || type.isAnnotationPresent(HostImplements.class);
    String page = Files.readString(PAGE);

    assertThat(SOURCES.resolve(contract(type) + ".java")).exists();
    assertThat(page).contains("`" + contract(type) + "`").contains("`" + method.getName());
    if (port) {
      assertThat(stubs(type))
          .as("stubs of " + type)
          .isNotEmpty()
          .anyMatch(stub -> page.contains("`" + stub + "`"));
    }
  }

  private static List<String> stubs(Class<?> port) throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files
          .map(file -> String.valueOf(file.getFileName()).replace(".java", ""))
          .map(EveryPortTest::load)
          .filter(Objects::nonNull)
          .filter(type -> port.isAssignableFrom(type) && !type.isInterface())
          .map(Class::getSimpleName)
          .collect(Collectors.toList());
    }
  }

  private static @org.jspecify.annotations.Nullable Class<?> load(String name) {
    try {
      return Class.forName("io.millrace.testkit." + name);
    } catch (ClassNotFoundException e) {
      return null; // package-info, and folders
    }
  }
}
