// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.bpmn.ModelProblem;
import io.millrace.bpmn.Severity;
import io.millrace.bpmn.StreamModel;
import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreamException;
import io.millrace.bpmn.ValueStreams;
import io.millrace.engine.internal.isolation.Answer;
import io.millrace.engine.internal.isolation.Shield;
import io.millrace.engine.internal.isolation.Shields;
import io.millrace.model.StreamView;
import io.millrace.plugin.port.StreamCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checks of value streams that plugins bring. Each looks at one model at a time, within a time
 * budget; one that does not come back holds one thread at most, and refuses every model meanwhile.
 * Thread-safe.
 */
final class StreamChecks {
  /** How long one check may take for one model. */
  static final Duration BUDGET = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(StreamChecks.class);
  private static final int MOST_FINDINGS = 1_000;
  private static final int LONGEST = 500;
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}]+");

  private final List<Guard> guards;
  private final Duration budget;
  private volatile @Nullable Set<String> builtIn;

  /**
   * @param checks in the order in which they run
   */
  StreamChecks(List<Named> checks, Shields shields, Duration budget) {
    this.guards =
        checks.stream()
            .map(one -> new Guard(one, shields.oneByOne("stream check", one.name(), one.plugin())))
            .toList();
    this.budget = budget;
  }

  /** A check, its name in reports, and the plugin that brings it. */
  record Named(String plugin, String name, StreamCheck check) {}

  /** A check, which does one thing at a time, and what stands before it. */
  private record Guard(Named named, Shield shield) {}

  /** What the checks find in a stream that Millrace's own checks let pass; in their order. */
  List<ModelProblem> run(ValueStream stream) {
    if (guards.isEmpty() || isBuiltIn(stream.model())) {
      return List.of();
    }
    StreamView view = ValueStreams.view(stream);
    List<ModelProblem> problems = new ArrayList<>();
    for (Guard guard : guards) {
      problems.addAll(run(guard, view));
    }
    return problems;
  }

  /**
   * Refuses a stream in which a check finds an error; warnings are logged.
   *
   * @throws ValueStreamException with every error
   */
  void require(ValueStream stream) {
    List<ModelProblem> problems = run(stream);
    List<ModelProblem> errors =
        problems.stream().filter(problem -> problem.severity() == Severity.ERROR).toList();
    if (!errors.isEmpty()) {
      throw new ValueStreamException(stream.model().fileName(), errors);
    }
    for (ModelProblem problem : problems) {
      if (problem.severity() == Severity.WARNING) {
        LOG.warn("{}: {} Maybe {}.", stream.model().fileName(), problem, problem.advice());
      }
    }
  }

  /** Models that come with Millrace follow Millrace's own conventions. */
  private boolean isBuiltIn(StreamModel model) {
    Set<String> digests = builtIn;
    if (digests == null) {
      digests =
          ValueStreams.builtIn().all().stream()
              .map(stream -> stream.model().digest())
              .collect(Collectors.toSet());
      builtIn = digests;
    }
    return digests.contains(model.digest());
  }

  private List<ModelProblem> run(Guard guard, StreamView view) {
    Answer<List<ModelProblem>> asked =
        guard.shield.ask(budget, () -> problems(guard, view, guard.named.check().check(view)));
    List<ModelProblem> problems = asked.value();
    return problems == null ? List.of(refusal(guard, view, asked.reason())) : problems;
  }

  private static List<ModelProblem> problems(
      Guard guard, StreamView view, @Nullable List<StreamCheck.Finding> findings) {
    if (findings == null) {
      return List.of(refusal(guard, view, "it gave nothing"));
    }
    List<ModelProblem> problems = new ArrayList<>();
    for (StreamCheck.Finding finding : findings) {
      if (finding == null
          || finding.severity() == null
          || finding.problem() == null
          || finding.advice() == null) {
        return List.of(refusal(guard, view, "it gave a finding with a part missing"));
      }
      if (problems.size() == MOST_FINDINGS) {
        problems.add(refusal(guard, view, "it found more than " + MOST_FINDINGS + " things"));
        break;
      }
      problems.add(problem(guard, view, finding));
    }
    return problems;
  }

  private static ModelProblem problem(Guard guard, StreamView view, StreamCheck.Finding finding) {
    String element = finding.element();
    return new ModelProblem(
        guard.named.name(),
        Severity.valueOf(finding.severity().name()),
        element,
        element == null ? view.line() : line(view, element),
        inOneLine(finding.problem()),
        inOneLine(finding.advice()));
  }

  private static int line(StreamView view, String element) {
    Optional<Integer> node = view.findNode(element).map(StreamView.Node::line);
    return node.or(
            () ->
                view.flows().stream()
                    .filter(flow -> flow.id().equals(element))
                    .map(StreamView.Flow::line)
                    .findFirst())
        .orElse(0);
  }

  private static ModelProblem refusal(Guard guard, StreamView view, String why) {
    Named named = guard.named;
    return new ModelProblem(
        named.name(),
        Severity.ERROR,
        null,
        view.line(),
        "Expected the check '"
            + named.name()
            + "' of plugin '"
            + named.plugin()
            + "' to say whether '"
            + view.key()
            + "' is good, but "
            + why
            + ".",
        "try again, or tell whoever wrote the plugin");
  }

  private static String inOneLine(String text) {
    String line = SPACE.matcher(text).replaceAll(" ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}
