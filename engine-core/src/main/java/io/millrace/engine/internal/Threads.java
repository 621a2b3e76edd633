// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

/**
 * Makes Millrace's threads. They take over no inheritable thread-local variables of whoever happens
 * to need one, such as the security context of a request: it would stay there for the next one.
 */
public final class Threads {
  private Threads() {}

  /** A thread that does not keep the JVM alive, with the context class loader of this thread. */
  public static Thread daemon(Runnable work, String name) {
    return daemon(work, name, Thread.currentThread().getContextClassLoader());
  }

  /** The same with another context class loader. */
  public static Thread daemon(Runnable work, String name, ClassLoader loader) {
    Thread thread = new Thread(null, work, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(loader);
    return thread;
  }
}
