// SPDX-License-Identifier: Apache-2.0
package io.millrace.jakarta.internal;

import io.millrace.model.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an application: its file {@code META-INF/millrace.properties}, and above it the
 * system properties of the same names. Immutable.
 *
 * @param enabled whether there is a Millrace at all
 * @param backgroundWork whether this process does what nobody calls it for; null if not set
 * @param timers whether timers in value streams run in this process; null if not set
 * @param dataSource the JNDI name of the data source; null if not set
 * @param transactionManager the JNDI name of the transaction manager; null if not set
 * @param joinTransactions whether operations take part in the server's transactions
 * @param h2File the path of H2 files of Millrace's own; null if not set
 */
record MillraceSettings(
    boolean enabled,
    @Nullable Boolean backgroundWork,
    @Nullable Boolean timers,
    @Nullable String dataSource,
    @Nullable String transactionManager,
    boolean joinTransactions,
    @Nullable Path h2File) {

  static final String FILE = "META-INF/millrace.properties";
  static final String DATA_SOURCE = "millrace.database.data-source";

  private static final String ENABLED = "millrace.enabled";
  private static final String BACKGROUND_WORK = "millrace.background-work";
  private static final String TIMERS = "millrace.timers";
  private static final String TRANSACTION_MANAGER = "millrace.database.transaction-manager";
  private static final String JOIN_TRANSACTIONS = "millrace.database.join-transactions";
  private static final String H2_FILE = "millrace.database.h2-file";
  private static final Set<String> NAMES =
      new TreeSet<>(
          Set.of(
              ENABLED,
              BACKGROUND_WORK,
              TIMERS,
              DATA_SOURCE,
              TRANSACTION_MANAGER,
              JOIN_TRANSACTIONS,
              H2_FILE));

  /**
   * Reads them.
   *
   * @throws InvalidInputException if a name is not known, or a value is none
   */
  static MillraceSettings read(ClassLoader application) {
    return of(file(application), System.getProperties());
  }

  static MillraceSettings of(Properties file, Properties system) {
    for (String name : new TreeSet<>(file.stringPropertyNames())) {
      if (!NAMES.contains(name)) {
        throw new InvalidInputException(
            "Expected only settings of Millrace in " + FILE + ", but '" + name + "' is none.",
            "take one of " + String.join(", ", NAMES) + "; a MillraceCustomizer sets all others");
      }
    }
    Values values = new Values(file, system);
    Boolean enabled = values.flag(ENABLED);
    Boolean join = values.flag(JOIN_TRANSACTIONS);
    return new MillraceSettings(
        enabled == null || enabled,
        values.flag(BACKGROUND_WORK),
        values.flag(TIMERS),
        values.text(DATA_SOURCE),
        values.text(TRANSACTION_MANAGER),
        join == null || join,
        values.path(H2_FILE));
  }

  private static Properties file(ClassLoader application) {
    Properties read = new Properties();
    try {
      List<URL> files = Collections.list(application.getResources(FILE));
      if (files.size() > 1) {
        throw new InvalidInputException(
            "Expected at most one " + FILE + " in the application, but there are " + files + ".",
            "leave it in the application itself, and out of its libraries");
      }
      for (URL file : files) {
        try (InputStream in = file.openStream()) {
          read.load(in);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read " + FILE + ", but it failed.", e);
    }
    return read;
  }

  /** What is set, by name; a system property counts first. */
  private record Values(Properties file, Properties system) {

    @Nullable String text(String name) {
      String value = system.getProperty(name, file.getProperty(name));
      return value == null || value.isBlank() ? null : value.strip();
    }

    @Nullable Boolean flag(String name) {
      String value = text(name);
      if (value == null) {
        return null;
      }
      return switch (value) {
        case "true" -> Boolean.TRUE;
        case "false" -> Boolean.FALSE;
        default -> throw refused(name, "'true' or 'false'", value);
      };
    }

    @Nullable Path path(String name) {
      String value = text(name);
      try {
        return value == null ? null : Path.of(value);
      } catch (InvalidPathException e) {
        throw refused(name, "a path", value == null ? "" : value);
      }
    }

    private static InvalidInputException refused(String name, String wanted, String value) {
      return new InvalidInputException(
          "Expected " + name + " to be " + wanted + ", but it is '" + value + "'.",
          "correct it in " + FILE + ", or in the system properties");
    }
  }
}
