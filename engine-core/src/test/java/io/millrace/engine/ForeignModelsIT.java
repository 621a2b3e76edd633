// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.bpmn.ModelProblem;
import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreamException;
import io.millrace.bpmn.ValueStreams;
import io.millrace.model.Caller;
import io.millrace.model.Demand;
import io.millrace.model.StepRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Models that nobody here wrote: deployed, or refused with element and reason. */
@Tag("no-store")
class ForeignModelsIT {
  private static final Path DATA = Path.of("..", "..", "shared", "data", "bpmn");
  private static final Path REPORT = Path.of("target", "foreign-models.txt");
  private static final int ROUNDS = 12;
  private static final int MOST_STEPS = 200;

  private static final Map<String, byte[]> FILES = new TreeMap<>();

  @BeforeAll
  static void read() throws IOException {
    assumeTrue(
        Files.isDirectory(DATA),
        "This test needs the BPMN files of the shared data, which are not here: " + DATA);
    try (Stream<Path> paths = Files.walk(DATA)) {
      for (Path path : paths.filter(p -> p.toString().endsWith(".bpmn")).toList()) {
        FILES.put(DATA.relativize(path).toString(), Files.readAllBytes(path));
      }
    }
  }

  @Test
  void shouldDeployOrRefuseEachFile() throws IOException {
    // when
    List<String> report = new ArrayList<>();
    List<ValueStream> taken = new ArrayList<>();
    Map<String, List<ModelProblem>> refused = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : FILES.entrySet()) {
      try {
        ValueStream stream = ValueStreams.read(file.getKey(), file.getValue());
        assertThat(stream.steps()).as("steps of " + file.getKey()).isNotEmpty();
        taken.add(stream);
        report.add(file.getKey() + " -> taken as it is");
      } catch (ValueStreamException e) {
        refused.put(file.getKey(), e.problems());
        report.add(file.getKey() + " -> refused: " + summary(e.problems()));
      }
    }

    // then
    assertThat(FILES).hasSizeGreaterThan(25);
    refused.forEach(
        (file, problems) ->
            assertThat(problems)
                .as(file)
                .isNotEmpty()
                .allSatisfy(
                    problem -> {
                      assertThat(problem.line()).isPositive();
                      assertThat(problem.advice()).isNotBlank();
                    }));
    try (Millrace millrace = with(taken)) {
      assertThat(millrace.as(Caller.system()).streams().list()).containsAll(taken);
    }
    report.addAll(runEdited());
    Files.write(REPORT, report);
    System.out.println("ForeignModelsIT: " + REPORT.toAbsolutePath());
  }

  private static List<String> runEdited() {
    List<String> report = new ArrayList<>(List.of("", "With the edits that the messages ask for:"));
    Map<String, ValueStream> edited = new LinkedHashMap<>();
    for (Map.Entry<String, byte[]> file : FILES.entrySet()) {
      ModelEditor editor = new ModelEditor(file.getValue());
      Object outcome = edit(file.getKey(), editor);
      if (outcome instanceof ValueStream stream) {
        edited.put(file.getKey(), stream);
      } else {
        report.add(file.getKey() + " -> needs a person: " + outcome);
      }
    }
    int ended = 0;
    for (Map.Entry<String, ValueStream> stream : edited.entrySet()) {
      String end = run(stream.getValue());
      ended += end.startsWith("ran to the end") ? 1 : 0;
      report.add(stream.getKey() + " -> " + end);
    }
    report.add(ended + " of " + FILES.size() + " files ran to the end");
    report.forEach(System.out::println);
    assertThat(ended).as("models that ran to the end").isGreaterThanOrEqualTo(10);
    return report;
  }

  /** The stream, or the problems that are left. */
  private static Object edit(String name, ModelEditor editor) {
    List<ModelProblem> left = List.of();
    for (int round = 0; round < ROUNDS; round++) {
      try {
        ValueStream stream = ValueStreams.read(name, editor.bytes());
        if (round > 0 || !stream.steps().isEmpty()) {
          return stream;
        }
      } catch (ValueStreamException e) {
        left = e.problems();
        boolean any = false;
        for (ModelProblem problem : left) {
          any |= editor.follow(problem);
        }
        if (round == 0) {
          editor.turnTasksIntoSteps();
        } else if (!any) {
          break;
        }
      }
    }
    return summary(left);
  }

  private static String run(ValueStream stream) {
    try (Millrace millrace = with(List.of(stream))) {
      Operations desk = millrace.as(Caller.system());
      desk.intake().submit(Demand.builder("FOREIGN-1").stream(stream.key()).build());
      Random random = new Random(1);
      int done = 0;
      while (done < MOST_STEPS) {
        WorkItem item = desk.work().find("FOREIGN-1").orElseThrow();
        if (item.openSteps().isEmpty()) {
          return (item.closedAt() != null ? "ran to the end" : "waits")
              + " after "
              + done
              + " steps of work at "
              + stream.steps().size()
              + " different ones";
        }
        StepRun run = item.openSteps().get(random.nextInt(item.openSteps().size()));
        List<String> results = stream.findStep(run.step()).orElseThrow().results();
        CompleteStep complete = CompleteStep.of("FOREIGN-1", run.step());
        desk.work()
            .complete(
                results.isEmpty()
                    ? complete
                    : complete.result(results.get(random.nextInt(results.size()))));
        done++;
      }
      return "goes on after " + done + " steps";
    } catch (ValueStreamException e) {
      return "refused by the engine: " + summary(e.problems());
    }
  }

  private static Millrace with(List<ValueStream> streams) {
    MillraceBuilder builder = TestStore.builder();
    streams.forEach(builder::valueStream);
    return builder.build();
  }

  private static String summary(List<ModelProblem> problems) {
    Map<String, Long> counts =
        problems.stream()
            .collect(
                Collectors.groupingBy(ModelProblem::check, TreeMap::new, Collectors.counting()));
    ModelProblem first = problems.get(0);
    return counts
        + "; first at line "
        + first.line()
        + ", "
        + first.element()
        + ": "
        + first.problem()
        + " Maybe "
        + first.advice()
        + ".";
  }
}
