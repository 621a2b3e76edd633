package io.millrace.engine.internal;

import io.millrace.bpmn.ModelProblem;
import io.millrace.bpmn.Severity;
import io.millrace.bpmn.StreamModel;
import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreamException;
import io.millrace.bpmn.ValueStreams;
import io.millrace.model.StreamView;
import io.millrace.plugin.port.StreamCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  private final ExecutorService threads;
  private final Duration budget;
  private volatile @Nullable Set<String> builtIn;

  /**
   * @param checks in the order in which they run
   * @param threads run them; more than one at once
   */
  StreamChecks(List<Named> checks, ExecutorService threads, Duration budget) {
    this.guards = checks.stream().map(Guard::new).toList();
    this.threads = threads;
    this.budget = budget;
  }

  /** A check, its name in reports, and the plugin that brings it. */
  record Named(String plugin, String name, StreamCheck check) {}

  /** A check that does one thing at a time. */
  private static final class Guard {
    final Named named;
    final Semaphore free = new Semaphore(1);
    volatile boolean stuck;

    Guard(Named named) {
      this.named = named;
    }
  }

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
    try {
      if (!guard.free.tryAcquire(guard.stuck ? 0 : budget.toNanos(), TimeUnit.NANOSECONDS)) {
        return List.of(refusal(guard, view, "it is still at work on an earlier model"));
      }
      return await(guard, view, start(guard, view));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of(refusal(guard, view, "the thread that asked for it was interrupted"));
    } catch (RejectedExecutionException e) {
      guard.free.release();
      return List.of(refusal(guard, view, "this Millrace is closed"));
    }
  }

  /** What is cancelled before it begins gives the check back too. */
  private Future<List<ModelProblem>> start(Guard guard, StreamView view) {
    FutureTask<List<ModelProblem>> task =
        new FutureTask<>(() -> problems(guard, view, guard.named.check().check(view)));
    threads.execute(
        () -> {
          try {
            task.run();
          } finally {
            guard.stuck = false;
            guard.free.release();
          }
        });
    return task;
  }

  private List<ModelProblem> await(Guard guard, StreamView view, Future<List<ModelProblem>> answer)
      throws InterruptedException {
    try {
      return answer.get(budget.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      return List.of(refusal(guard, view, "it failed: " + FailureText.of(cause, LONGEST)));
    } catch (TimeoutException e) {
      guard.stuck = guard.free.availablePermits() == 0;
      answer.cancel(true);
      return List.of(refusal(guard, view, "it took longer than " + budget));
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw e;
    }
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
