// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The pack must load where only its own class loader's streams can be used, as in nested jars. */
class ClassLoadingTest {
  private static final String MODEL = "META-INF/kie/io.millrace/millrace-rules/drools-model";

  @Test
  void shouldLoadFromStreamsOfItsOwnClassLoaderOnly() throws Exception {
    try (StreamsOnly loader = new StreamsOnly("none")) {
      assertThat(loadPack(loader)).contains("millrace-built-in 1.0");
    }
  }

  @Test
  void shouldSayWhatIsMissingWhenRepackagedWithoutTheRules() throws Exception {
    try (StreamsOnly loader = new StreamsOnly(MODEL)) {
      assertThatThrownBy(() -> loadPack(loader))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .hasMessage(
              "Expected the built-in policy pack to be usable, but it has a problem.\n  "
                  + MODEL
                  + ": Expected the compiled rules of millrace-rules, but loading failed: "
                  + "java.io.IOException: there is no resource '"
                  + MODEL
                  + "'. Maybe keep META-INF/kie and io/millrace/policy of millrace-rules when you "
                  + "repackage it.\n"
                  + "Maybe keep META-INF/kie and io/millrace/policy of millrace-rules when you "
                  + "repackage it.");
    }
  }

  private static String loadPack(ClassLoader loader) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      Object pack = loader.loadClass(PolicyPacks.class.getName()).getMethod("builtIn").invoke(null);
      Class<?> type = loader.loadClass(PolicyPack.class.getName());
      String ref = String.valueOf(type.getMethod("ref").invoke(pack));
      type.getMethod("close").invoke(pack);
      return ref;
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Has classes of its own, gives streams but no URLs, and hides one resource. */
  private static final class StreamsOnly extends URLClassLoader {
    private final String hidden;

    StreamsOnly(String hidden) {
      super(classPath(), ClassLoader.getPlatformClassLoader());
      this.hidden = hidden;
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
      try {
        URL url = name.equals(hidden) ? null : super.findResource(name);
        return url == null ? null : url.openStream();
      } catch (IOException e) {
        return null;
      }
    }

    @Override
    public @Nullable URL getResource(String name) {
      return null;
    }

    @Override
    public Enumeration<URL> getResources(String name) {
      return Collections.emptyEnumeration();
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
