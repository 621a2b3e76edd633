// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The server that Maven put together, in a process of its own. Applications come and go by files
 * beside their archives, as the server's deployment scanner has it.
 */
final class WildFly implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** What is other than usual: among it, looks for applications often. */
  private static final Map<String, String> CONFIGURED =
      Map.of(
          // an archive that was copied, and is not marked yet, would be deployed twice
          "scan-interval=\"5000\"",
          "scan-interval=\"250\" auto-deploy-zipped=\"false\"",
          // H2 keeps exceptions in constants, and so the classes of whoever opens the first
          // connection
          "<driver>h2</driver>",
          "<driver>h2</driver>"
              + "<pool><min-pool-size>1</min-pool-size><prefill>true</prefill></pool>",
          // a thread that waits for requests keeps the last one, and what that belonged to
          "<worker name=\"default\"/>",
          "<worker name=\"default\" task-core-threads=\"1\" task-max-threads=\"1\"/>");

  private final Process process;
  private final Path log;
  private final Path deployments;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();

  private WildFly(Process process, Path log, Path deployments, int port) {
    this.process = process;
    this.log = log;
    this.deployments = deployments;
    this.port = port;
  }

  /**
   * @param home where the server is; it stays as it was
   * @param base where this process keeps its files
   */
  static WildFly start(Path home, Path base) throws IOException {
    copy(home.resolve("standalone"), base);
    Path configuration = base.resolve("configuration/standalone.xml");
    String configured = Files.readString(configuration);
    for (Map.Entry<String, String> change : CONFIGURED.entrySet()) {
      assertThat(configured).contains(change.getKey());
      configured = configured.replace(change.getKey(), change.getValue());
    }
    Files.writeString(configuration, configured);
    Path log = base.resolve("output.txt");
    int port = freePort();
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:SoftRefLRUPolicyMSPerMB=0", // what a cache may drop is not asked for
            "-Djava.net.preferIPv4Stack=true",
            "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"),
            "-Djboss.server.base.dir=" + base,
            "-Djboss.home.dir=" + home,
            "-Djboss.bind.address=127.0.0.1",
            "-Djboss.http.port=" + port,
            "-jar",
            home.resolve("jboss-modules.jar").toString(),
            "-mp",
            home.resolve("modules").toString(),
            "org.jboss.as.standalone");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    WildFly server = new WildFly(process, log, base.resolve("deployments"), port);
    try {
      server.awaitUntil("the server to start", () -> server.output().contains("started in"));
    } catch (IOException | RuntimeException | Error e) {
      server.close();
      throw e;
    }
    return server;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Something that comes true. */
  @FunctionalInterface
  interface Condition {
    /** Whether it has. */
    boolean holds() throws IOException;
  }

  void awaitUntil(String what, Condition condition) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new AssertionError("Expected " + what + ", but it did not come:\n" + output());
      }
      pause();
    }
  }

  private void pause() {
    try {
      process.waitFor(50, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** What the server and its applications wrote. */
  String output() throws IOException {
    return Files.readString(log, StandardCharsets.UTF_8);
  }

  void deploy(Path archive) throws IOException {
    String name = archive.getFileName().toString();
    Files.copy(archive, deployments.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    Files.deleteIfExists(deployments.resolve(name + ".undeployed"));
    Path done = deployments.resolve(name + ".deployed");
    Path failed = deployments.resolve(name + ".failed");
    Files.createFile(deployments.resolve(name + ".dodeploy"));
    awaitUntil(name + " to be deployed", () -> Files.exists(done) || Files.exists(failed));
    assertThat(failed).as(output()).doesNotExist();
  }

  void undeploy(String name) throws IOException {
    Files.delete(deployments.resolve(name + ".deployed"));
    Path done = deployments.resolve(name + ".undeployed");
    awaitUntil(name + " to be undeployed", () -> Files.exists(done));
  }

  /** What the server answers. */
  String get(String path, String... parameters) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path + "?" + query(parameters));
    return send(HttpRequest.newBuilder(uri).build());
  }

  /** What the server answers. */
  String post(String path, String... parameters) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(query(parameters)))
            .build());
  }

  private static String query(String... parameters) {
    StringBuilder query = new StringBuilder();
    for (int i = 0; i < parameters.length; i += 2) {
      query.append(query.isEmpty() ? "" : "&").append(parameters[i]).append('=');
      query.append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
    }
    return query.toString();
  }

  private String send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body() + output()).isEqualTo(200);
    return response.body().strip();
  }

  /** What the JDK's tool for running processes prints about this one. */
  String diagnose(String... command) throws IOException, InterruptedException {
    Path answer = log.resolveSibling("diagnosis.txt");
    List<String> all =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                    Long.toString(process.pid())),
                Stream.of(command))
            .toList();
    Process tool =
        new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(answer.toFile()).start();
    assertThat(tool.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    String text = Files.readString(answer, StandardCharsets.UTF_8);
    assertThat(tool.exitValue()).as(text).isZero();
    return text;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
