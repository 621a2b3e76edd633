package io.millrace.bpmn.internal;

import io.millrace.bpmn.ModelProblem;
import io.millrace.bpmn.ValueStreamException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with one file, to say it all at once. */
final class Problems {
  private final String fileName;
  private final List<ModelProblem> found = new ArrayList<>();

  Problems(String fileName) {
    this.fileName = fileName;
  }

  void add(int line, String problem, String advice) {
    found.add(new ModelProblem(null, line, problem, advice));
  }

  void add(XmlElement element, String problem, String advice) {
    found.add(new ModelProblem(nearestId(element), element.line, problem, advice));
  }

  boolean any() {
    return !found.isEmpty();
  }

  ValueStreamException exception() {
    found.sort(Comparator.comparingInt(ModelProblem::line));
    return new ValueStreamException(fileName, found);
  }

  private static @Nullable String nearestId(XmlElement element) {
    for (XmlElement e = element; e != null; e = e.parent) {
      if (!e.id().isEmpty()) {
        return e.id();
      }
    }
    return null;
  }
}
