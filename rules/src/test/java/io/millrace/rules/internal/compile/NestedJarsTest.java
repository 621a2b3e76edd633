// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules have to compile where classes cannot be found as files, as in jars within a jar. */
class NestedJarsTest {

  @ParameterizedTest
  @EnumSource(Trust.class)
  void shouldCompileWithTheStreamsOfItsOwnClassLoaderOnly(Trust trust) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try (StreamsOnly loader = new StreamsOnly()) {
      List<Object> problems = new ArrayList<>();
      Object rules = compile(loader, trust.name(), problems);

      assertThat(problems).isEmpty();
      assertThat(rules.getClass().getClassLoader()).isSameAs(loader);
      assertThat((List<?>) rules.getClass().getMethod("models").invoke(rules)).hasSize(1);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Object compile(ClassLoader loader, String trust, List<Object> problems)
      throws ReflectiveOperationException {
    Class<?> file = loader.loadClass(RuleFile.class.getName());
    Class<?> trusts = loader.loadClass(Trust.class.getName());
    String drl = Rules.rule("Item( has(\"a\") )", "proposals.kind(\"a\", 1, \"b\");");
    Object one = file.getConstructor(String.class, String.class).newInstance(Rules.PATH, drl);
    Object level = trusts.getMethod("valueOf", String.class).invoke(null, trust);
    return loader
        .loadClass(RuleCompiler.class.getName())
        .getMethod("compile", String.class, List.class, trusts, List.class)
        .invoke(null, "test", List.of(one), level, problems);
  }

  /** Has classes of its own, and gives them as streams only. */
  private static final class StreamsOnly extends URLClassLoader {

    StreamsOnly() {
      super(classPath(), ClassLoader.getPlatformClassLoader());
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
      try {
        URL url = super.findResource(name);
        return url == null ? getParent().getResourceAsStream(name) : url.openStream();
      } catch (IOException e) {
        return null;
      }
    }

    @Override
    public @Nullable URL getResource(String name) {
      return name.endsWith(".class") ? null : super.findResource(name);
    }

    @Override
    public URL[] getURLs() {
      return new URL[0];
    }

    private static URL[] classPath() {
      return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(StreamsOnly::url)
          .toArray(URL[]::new);
    }

    private static URL url(String element) {
      try {
        return Path.of(element).toUri().toURL();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
