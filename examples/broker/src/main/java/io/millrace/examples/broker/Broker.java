// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.broker;

import java.nio.file.Path;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/** An Apache Artemis broker in this process; it keeps its messages in a folder. */
final class Broker {
  /** Where clients in the same process find it. */
  static final String URL = "vm://0";

  private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();

  Broker(Path folder) throws Exception {
    ConfigurationImpl configuration = new ConfigurationImpl();
    configuration.setBrokerInstance(folder.toFile());
    configuration.setJournalType(JournalType.NIO);
    configuration.setSecurityEnabled(false);
    configuration.addAcceptorConfiguration("in-process", URL);
    server.setConfiguration(configuration);
  }

  /** Starts it, again too: what it took before is there. */
  void start() throws Exception {
    server.start();
  }

  /** Stops it; clients lose their connections. */
  void stop() throws Exception {
    server.stop();
  }
}
