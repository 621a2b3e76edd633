// SPDX-License-Identifier: Apache-2.0
package io.millrace.jakarta.internal;

/** Where to look for what belongs to the application. */
final class Loaders {
  private Loaders() {}

  /** The class loader of the application that is being deployed. */
  static ClassLoader ofApplication() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context == null ? Loaders.class.getClassLoader() : context;
  }
}
