// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import java.util.Map;

/**
 * Defines the classes that were generated from the rules of one pack. Its own classes come first:
 * the built-in pack has some of the same names. Thread-safe.
 */
final class PackClassLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final Map<String, byte[]> classes;

  /**
   * @param classes the class files by their binary names
   * @param parent sees what the rules may use
   */
  PackClassLoader(String packName, Map<String, byte[]> classes, ClassLoader parent) {
    super("millrace-pack-" + packName, parent);
    this.classes = Map.copyOf(classes);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : defineClass(name, bytes, 0, bytes.length);
    }
  }
}
