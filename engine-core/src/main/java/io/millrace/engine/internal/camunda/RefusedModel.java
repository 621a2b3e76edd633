// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import io.millrace.bpmn.CheckReport;
import io.millrace.bpmn.ModelProblem;
import io.millrace.bpmn.Severity;
import io.millrace.bpmn.ValueStreamException;
import java.util.List;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.Problem;
import org.jspecify.annotations.Nullable;

/** Says in our words what the engine does not take, although the checks found nothing. */
final class RefusedModel {
  private RefusedModel() {}

  static ValueStreamException exception(String fileName, ParseException refused) {
    List<ModelProblem> problems =
        refused.getResorceReports().stream()
            .flatMap(report -> report.getErrors().stream())
            .map(RefusedModel::problem)
            .toList();
    return new ValueStreamException(fileName, problems);
  }

  private static ModelProblem problem(Problem error) {
    return new ModelProblem(
        CheckReport.UNREADABLE,
        Severity.ERROR,
        element(error.getMainElementId()),
        error.getLine(),
        "Expected a model that the process engine takes, but it says: " + error.getMessage(),
        "open the file in a BPMN editor, correct the element and save it again");
  }

  /** The engine wraps an element that runs several times, and names the wrapping after it. */
  private static @Nullable String element(@Nullable String id) {
    return id == null ? null : id.replace("#multiInstanceBody", "");
  }
}
