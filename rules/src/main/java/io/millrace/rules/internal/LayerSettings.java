// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.model.InvalidInputException;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PackManifest;
import io.millrace.rules.PriorityMatrices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Takes the settings of a layer over. For one thread. */
final class LayerSettings {
  private final PackAssembly assembly;
  private final ManifestLines lines;

  LayerSettings(PackAssembly assembly, ManifestLines lines) {
    this.assembly = assembly;
    this.lines = lines;
  }

  void add(PackManifest manifest) {
    for (Map.Entry<String, Object> setting : manifest.settings().entrySet()) {
      try {
        add(manifest, setting.getKey(), setting.getValue());
      } catch (InvalidInputException e) {
        problem(setting.getKey(), e.problem(), e.advice());
      }
    }
  }

  private void add(PackManifest manifest, String key, Object value) {
    if (assembly.locks().has(key)) {
      problem(key, assembly.locks().text(key), assembly.locks().advice(key));
      return;
    }
    BuiltInOptions.Builder options = assembly.options().toBuilder();
    switch (key) {
      case Locks.DEFAULT_TEAM -> assembly.options(options.defaultTeam(value.toString()).build());
      case Locks.FEEDBACK_RATE -> {
        if (value instanceof Number share) {
          assembly.options(options.feedbackRate(share.doubleValue()).build());
        } else {
          problem(
              key,
              "Expected 'feedback-rate' to be a number, but it is '" + value + "'.",
              "write 0.1 to ask for one item in ten");
        }
      }
      case Locks.MATRIX -> {
        if (PriorityMatrices.names().contains(value.toString())) {
          assembly.options(options.matrix(PriorityMatrices.named(value.toString())).build());
          assembly.matrixFrom(manifest.id());
        } else {
          problem(
              key,
              "Expected 'priority-matrix' to name a preset ("
                  + String.join(", ", PriorityMatrices.names())
                  + "), but it is '"
                  + value
                  + "'.",
              "leave the setting out, and put a matrix of your own into tables/, beginning with "
                  + "'matrix,<name>'");
        }
      }
      case Locks.PULL_ORDER -> pullOrder(value);
      default ->
          problem(
              key,
              "Expected a setting ("
                  + String.join(", ", Locks.SETTINGS)
                  + "), but got '"
                  + key
                  + "'.",
              "correct the name; tables change everything else");
    }
  }

  private void pullOrder(Object value) {
    Extensions extensions = assembly.extensions();
    List<PullEntry> entries = new ArrayList<>();
    for (Object label : value instanceof List<?> list ? list : List.of(value)) {
      PullEntry entry = extensions.pullEntry(label.toString());
      if (entry == null) {
        problem(
            Locks.PULL_ORDER,
            "Expected 'pull-order' to name criteria, but '" + label + "' is none.",
            "use " + String.join(", ", extensions.pullLabels()));
      } else {
        entries.add(entry);
      }
    }
    if (entries.stream().map(PullEntry::label).distinct().count() < entries.size()) {
      problem(
          Locks.PULL_ORDER,
          "Expected each criterion of 'pull-order' once, but one is twice.",
          "delete one");
    }
    assembly.pullOrder(entries);
  }

  private void problem(String key, String problem, String advice) {
    lines.problem("settings", key, problem, advice);
  }
}
