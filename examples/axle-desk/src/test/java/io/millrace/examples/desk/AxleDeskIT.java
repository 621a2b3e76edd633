package io.millrace.examples.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar in a process of its own, on a real PostgreSQL. */
class AxleDeskIT {
  private static final Path JAR = Path.of("target", "axle-desk.jar").toAbsolutePath();
  private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

  @TempDir private static Path folder;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static EmbeddedPostgres database;
  private static Process desk;
  private static String url;

  @BeforeAll
  static void start() throws Exception {
    database = EmbeddedPostgres.start();
    File output = folder.resolve("output.txt").toFile();
    desk =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-jar",
                JAR.toString(),
                "--server.port=0",
                "--spring.datasource.url=" + database.getJdbcUrl("postgres", "postgres"),
                "--spring.datasource.username=postgres")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start();
    url = "http://localhost:" + port(output.toPath());
  }

  @AfterAll
  static void stop() throws Exception {
    if (desk != null) {
      desk.destroy();
      desk.waitFor();
    }
    database.close();
  }

  private static String port(Path output) throws Exception {
    Instant end = Instant.now().plus(Duration.ofMinutes(5));
    while (Instant.now().isBefore(end)) {
      Matcher started = PORT.matcher(Files.readString(output));
      if (started.find()) {
        return started.group(1);
      }
      assertThat(desk.isAlive()).as(Files.readString(output)).isTrue();
      Thread.sleep(100);
    }
    throw new AssertionError(Files.readString(output));
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String path, String json)
      throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build(),
        BodyHandlers.ofString());
  }

  private static String ticket(String customer) {
    return """
        {"customer": "%s", "title": "Error in the payment app", "service": "payment app",
         "impact": 3, "urgency": 3, "waits": true}
        """
        .formatted(customer);
  }

  private static String id(String ticket) {
    Matcher id = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(ticket);
    assertThat(id.find()).as(ticket).isTrue();
    return id.group(1);
  }

  private static long count(String table) throws Exception {
    try (Connection connection = database.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Test
  void shouldTakeATicketThroughAxlesStreamByAxlesPolicies() throws Exception {
    // when
    String opened = post("/tickets", ticket("Mrs Hill")).body();
    String id = id(opened);

    // then
    assertThat(opened)
        .contains("\"priority\":\"2 - High\"", "\"team\":\"payments\"", "axle-restore-payment-app");
    assertThat(get("/tickets/" + id + "/why").body()).contains("a customer waits at the counter");
    assertThat(post("/tickets/" + id + "/steps/deployFix", "").statusCode()).isEqualTo(409);
    assertThat(get("/tickets/T-0").statusCode()).isEqualTo(404);
    for (String step : new String[] {"register", "investigate", "obtainFix", "deployFix"}) {
      assertThat(post("/tickets/" + id + "/steps/" + step, "").statusCode()).isEqualTo(200);
    }
    assertThat(post("/tickets/" + id + "/steps/verify?result=restored", "").body())
        .contains("\"state\":\"CLOSED\"");
    assertThat(get("/tickets/" + id).body()).contains("\"state\":\"CLOSED\"");
  }

  @Test
  void shouldKeepNothingOfATicketWhoseCommitFails() throws Exception {
    // given
    long tickets = count("TICKET");
    long items = count("MR_WORK_ITEM");
    long decisions = count("MR_DECISION");

    // when
    HttpResponse<String> refused = post("/tickets", ticket("Nobody"));

    // then
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
    assertThat(count("TICKET")).isEqualTo(tickets);
    assertThat(count("MR_WORK_ITEM")).isEqualTo(items);
    assertThat(count("MR_DECISION")).isEqualTo(decisions);
  }

  @Test
  void shouldShowItsHealth() throws Exception {
    HttpResponse<String> health = get("/actuator/health");

    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.body())
        .contains("\"status\":\"UP\"", "\"millrace\":", "\"policies\":\"axle 1", "PostgreSQL");
  }
}
