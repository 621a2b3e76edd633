// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application in a real server. */
class ServiceDeskIT {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path WAR = TARGET.resolve("service-desk.war");
  private static final String NAME = "service-desk.war";

  /** A class of which each deployment has one of its own. */
  private static final String OWN = "io.millrace.engine.internal.DefaultMillrace";

  private static final int REDEPLOYMENTS = Integer.getInteger("millrace.redeployments", 3);

  @TempDir private static Path base;
  private static WildFly server;
  private static Path other;

  @BeforeAll
  static void open() throws Exception {
    server = WildFly.start(TARGET.resolve("server"), base);
    other = OtherApplication.writeTo(Files.createDirectory(base.resolve("other")));
    server.deploy(other);
    requireTheOtherApplication();
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void shouldServeAndLeaveNothingBehind() throws Exception {
    server.deploy(WAR);
    requireThePriorityOfAnIncidentAndWhy();
    requireBothOrNeither();
    server.undeploy(NAME);
    requireNoThread();
    for (int i = 1; i <= REDEPLOYMENTS; i++) {
      server.deploy(WAR);
      assertThat(use("AGAIN-" + i)).contains("Priority 1 - Critical");
      server.undeploy(NAME);
      goOnWithTheOtherApplication();
      System.out.println("Redeployment " + i + ": " + held());
    }
    requireNoThread();
    requireNoClassLoader();
    assertThat(server.output()).doesNotContain(" ERROR ");
  }

  /** What the server keeps of the last application is that one's from now on. */
  private static void goOnWithTheOtherApplication() throws Exception {
    server.undeploy(OtherApplication.NAME);
    server.deploy(other);
    requireTheOtherApplication();
  }

  private static void requireTheOtherApplication() throws Exception {
    assertThat(server.get("/other/hello")).contains("Greeting[word=Hello");
  }

  private static String use(String id) throws Exception {
    return server.post(
        "/service-desk/incidents",
        "id",
        id,
        "title",
        "No ride",
        "service",
        "booking",
        "urgency",
        "1");
  }

  /** The impact is that of the CMDB plugin, an unchanged jar. */
  private static void requireThePriorityOfAnIncidentAndWhy() throws Exception {
    assertThat(use("INC-1")).contains("Priority 1 - Critical", "impact 1", "urgency 1");
  }

  private static void requireBothOrNeither() throws Exception {
    assertThat(server.post("/service-desk/tickets", "id", "T-1", "known", "false"))
        .isEqualTo("Rolled back: the customer is unknown, after ticket true, work item true");
    assertThat(server.post("/service-desk/tickets", "id", "T-2", "known", "true"))
        .isEqualTo("Committed");

    server.awaitUntil(
        "the event of T-2", () -> tickets("T-2").equals("ticket true, work item true, told true"));
    assertThat(tickets("T-1")).isEqualTo("ticket false, work item false, told false");
  }

  private static String tickets(String id) throws IOException {
    try {
      return server.get("/service-desk/tickets", "id", id);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void requireNoThread() throws Exception {
    server.awaitUntil(
        "no thread to stay behind", () -> !diagnosis("Thread.print").contains("millrace"));
  }

  private static void requireNoClassLoader() throws IOException {
    long left = loaders();
    for (int i = 0; left > 0 && i < 10; i++) {
      left = loaders(); // the server's own threads may still be at it
    }
    Path dump = TARGET.resolve("class-loaders.hprof");
    Files.deleteIfExists(dump);
    if (left > 0) {
      diagnosis("GC.heap_dump", dump.toString());
    }
    assertThat(left).as("deployments that are still loaded; see " + dump).isZero();
  }

  private static String diagnosis(String... command) throws IOException {
    try {
      return server.diagnose(command);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** How many class loaders hold the classes of a deployment, after a garbage collection. */
  private static long loaders() throws IOException {
    diagnosis("GC.run");
    diagnosis("GC.run"); // some references are cleared by the first one
    return diagnosis("VM.classloaders", "show-classes=true", "fold=false")
        .lines()
        .filter(line -> line.strip().endsWith(OWN))
        .count();
  }

  private static String held() throws IOException {
    return loaders()
        + " class loaders left; "
        + diagnosis("GC.heap_info").lines().map(String::strip).skip(1).limit(1).toList()
        + diagnosis("PerfCounter.print")
            .lines()
            .filter(
                line -> line.matches("(java\\.cls\\.|sun\\.cls\\.method).*|.*metaspace\\.used.*"))
            .toList();
  }
}
