// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bpmn.StreamModel;
import io.millrace.bpmn.ValueStreams;
import io.millrace.model.Caller;
import io.millrace.model.Demand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Java code of {@code docs/streams.md} is the code between the marks here, and its XML is what
 * the model is changed with.
 */
@Tag("no-store")
class StreamGuideTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Path PAGE = DOCS.resolve("streams.md");
  private static final Path SOURCE =
      Path.of("src", "test", "java", "io", "millrace", "engine", "StreamGuideTest.java");
  private static final String RESTORE = "restore-live-service";
  private static final String UPDATE = "millrace.update-docs";

  @TempDir Path folder;

  @Test
  void shouldReplaceAndMigrateAsTheGuideShows() throws IOException {
    Path file = changedModel("restore-live-service.bpmn");
    List<String> log = new ArrayList<>();
    try (Millrace millrace = Millrace.builder().build()) {
      Operations acme = millrace.as(new Caller("acme", "dana"));
      submit(acme, "INC-1");

      // guide: replace
      Streams streams = acme.streams();
      StreamVersion ours = streams.add(new StreamModel("restore.bpmn", Files.readAllBytes(file)));
      // guide: end

      assertThat(ours.version()).isEqualTo(1);
      assertThat(ours.origin()).isEqualTo(StreamOrigin.TENANT);
      assertThat(lead(streams)).isEqualTo(Duration.ofMinutes(10));
      assertThat(lead(millrace.as(new Caller("other", "otto")).streams()))
          .isEqualTo(Duration.ofMinutes(5));

      // guide: migrate
      MigrationPlan plan = streams.migration("restore-live-service").to(ours).build();

      for (MigrationFinding finding : plan.dryRun().findings()) {
        log.add(finding.item() + ": " + finding.verdict() + " " + finding.reason());
      }
      MigrationReport report = plan.run();
      // guide: end

      assertThat(log).containsExactly("INC-1: MOVES ");
      assertThat(report.moves()).isEqualTo(1);
      acme.work().complete(CompleteStep.of("INC-1", "register"));
      assertThat(openStep(acme, "INC-1")).isEqualTo("informBranches");

      shouldRename(acme, file);
    }
  }

  private void shouldRename(Operations acme, Path file) throws IOException {
    Streams streams = acme.streams();
    String renamed = Files.readString(file).replace("informBranches", "tellBranches");
    StreamVersion next =
        streams.add(new StreamModel("restore.bpmn", renamed.getBytes(StandardCharsets.UTF_8)));
    MigrationReport without = streams.migration(RESTORE).to(next).build().dryRun();
    assertThat(without.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.verdict()).isEqualTo(MigrationVerdict.NEEDS_MAPPING);
              assertThat(finding.element()).isEqualTo("informBranches");
              assertThat(finding.suggestions()).startsWith("tellBranches");
            });

    // guide: rename
    streams.migration("restore-live-service").map("informBranches", "tellBranches").build().run();
    // guide: end

    acme.work().complete(CompleteStep.of("INC-1", "tellBranches"));
    acme.work().complete(CompleteStep.of("INC-1", "investigate").result("fixed"));
    assertThat(acme.work().find("INC-1").orElseThrow().outcome()).isEqualTo("restored");
  }

  @Test
  void shouldReplaceForAllTenantsAsTheGuideShows() throws IOException {
    Path file = changedModel("restore-live-service.bpmn");
    // guide: host
    Millrace millrace =
        Millrace.builder()
            .valueStream(ValueStreams.read("restore.bpmn", Files.readAllBytes(file)))
            .build();
    // guide: end
    try (millrace) {
      assertThat(lead(millrace.as(new Caller("other", "otto")).streams()))
          .isEqualTo(Duration.ofMinutes(10));
    }
  }

  @Test
  void shouldBeTheCodeOfTheGuide() throws IOException {
    String source = Files.readString(SOURCE);
    String page = Files.readString(PAGE);
    Pattern block = Pattern.compile("(?s)<!-- java: (\\w+) -->\n```java\n(.*?)```\n");

    String shown =
        block
            .matcher(page)
            .replaceAll(
                match ->
                    Matcher.quoteReplacement(
                        "<!-- java: %s -->\n```java\n%s```\n"
                            .formatted(match.group(1), code(source, match.group(1)))));
    if (Boolean.getBoolean(UPDATE)) {
      Files.writeString(PAGE, shown);
      page = shown;
    }

    assertThat(page).as("run this test with -D" + UPDATE + "=true").isEqualTo(shown);
    assertThat(block.matcher(page).results().map(match -> match.group(1)))
        .containsExactly("replace", "host", "migrate", "rename");
  }

  @Test
  void shouldLinkToFilesThatAreThere() throws IOException {
    List<String> links =
        Pattern.compile("\\]\\(([^)#:\\s]+)\\)")
            .matcher(Files.readString(PAGE))
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(DOCS.resolve(link)).exists());
  }

  private static String code(String source, String mark) {
    Matcher code =
        Pattern.compile("(?s) +// guide: " + mark + "\n(.*?) +// guide: end").matcher(source);
    assertThat(code.find()).as(mark).isTrue();
    return code.group(1).stripTrailing().stripIndent() + "\n";
  }

  /** The built-in model with the changes that the page shows. */
  private Path changedModel(String name) throws IOException {
    String model =
        new String(
            ValueStreams.builtIn().find(RESTORE).orElseThrow().model().bytes(),
            StandardCharsets.UTF_8);
    String step = xml("step");
    model =
        replaceFirst(
            model,
            "(?s)(<bpmn:userTask id=\"register\".*?)<camunda:property name=\"targetLeadTime\"[^>]*>",
            match -> match.group(1) + xml("lead-time").strip());
    model =
        replaceFirst(
            model, "<bpmn:sequenceFlow id=\"registerToInvestigate\"[^>]*>", match -> xml("flows"));
    model = replaceFirst(model, "</bpmn:process>", match -> step + "</bpmn:process>");
    return Files.writeString(folder.resolve(name), model);
  }

  private static String replaceFirst(
      String text, String pattern, Function<MatchResult, String> by) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return text.substring(0, matcher.start())
        + by.apply(matcher.toMatchResult())
        + text.substring(matcher.end());
  }

  private static String xml(String mark) {
    try {
      Matcher block =
          Pattern.compile("(?s)<!-- xml: " + mark + " -->\n```xml\n(.*?)```\n")
              .matcher(Files.readString(PAGE));
      assertThat(block.find()).as(mark).isTrue();
      return block.group(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void submit(Operations operations, String id) {
    operations.intake().submit(Demand.builder(id).title("Cannot log in").stream(RESTORE).build());
  }

  private static @Nullable Duration lead(Streams streams) {
    return streams.find(RESTORE).orElseThrow().findStep("register").orElseThrow().targetLeadTime();
  }

  private static String openStep(Operations operations, String id) {
    return operations.work().find(id).orElseThrow().openSteps().get(0).step();
  }
}
