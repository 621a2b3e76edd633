// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant's rules see of the class path: the words for rules, and what generated code needs.
 * The compiler looks names up here too, so a class of the host is as good as absent.
 */
final class TenantView extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private static final List<String> VISIBLE =
      List.of(
          "io.millrace.rules.drl.",
          "java.io.Serializable",
          "java.lang.",
          "java.math.Big",
          "java.time.",
          "java.util.",
          "org.drools.base.",
          "org.drools.compiler.kie.builder.MaterializedLambda",
          "org.drools.model.",
          "org.drools.modelcompiler.",
          "org.drools.util.");

  private static final List<String> HIDDEN =
      List.of(
          "java.lang.Process",
          "java.lang.Runtime$",
          "java.lang.Thread",
          "java.lang.foreign.",
          "java.lang.instrument.",
          "java.lang.management.",
          "java.lang.module.",
          "java.lang.reflect.",
          "java.util.jar.",
          "java.util.logging.",
          "java.util.prefs.",
          "java.util.spi.",
          "java.util.zip.");

  private final ClassLoader parent;

  TenantView(ClassLoader parent) {
    super("millrace-tenant-view", parent);
    this.parent = parent;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!isVisible(name)) {
      throw new ClassNotFoundException(name);
    }
    return super.loadClass(name, resolve);
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    return isVisibleClass(name) ? parent.getResourceAsStream(name) : null;
  }

  @Override
  public @Nullable URL getResource(String name) {
    return isVisibleClass(name) ? parent.getResource(name) : null;
  }

  @Override
  public Enumeration<URL> getResources(String name) {
    return Collections.emptyEnumeration();
  }

  /** Takes the name of a class, or the path of its file with dots. */
  static boolean isVisible(String name) {
    String className = name.endsWith(".class") ? name.substring(0, name.length() - 6) : name;
    return VISIBLE.stream().anyMatch(className::startsWith)
        && !className.equals("java.lang.Runtime")
        && HIDDEN.stream().noneMatch(className::startsWith);
  }

  private static boolean isVisibleClass(String resource) {
    return resource.endsWith(".class") && isVisible(resource.replace('/', '.'));
  }
}
