// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drools.model.Model;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a pack, compiled: one model for each package. The models hold on to a class loader
 * of their own; once they and this object are let go, nothing else keeps it. Thread-safe.
 */
public final class CompiledRules implements AutoCloseable {
  private static final Content NOTHING = new Content(List.of(), Map.of(), null);

  private volatile Content content;

  private record Content(
      List<Model> models, Map<String, RulePlace> rules, @Nullable ClassLoader loader) {}

  private CompiledRules(Content content) {
    this.content = content;
  }

  /** Without a rule, and without a class loader. */
  static CompiledRules none() {
    return new CompiledRules(NOTHING);
  }

  static CompiledRules of(List<Model> models, Map<String, RulePlace> rules, ClassLoader loader) {
    Map<String, RulePlace> ordered = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
    return new CompiledRules(new Content(List.copyOf(models), ordered, loader));
  }

  /** One model for each package, in the order of their names. Empty once closed. */
  public List<Model> models() {
    return content.models();
  }

  /** The rules by their full names, in the order of the files. Empty once closed. */
  public Map<String, RulePlace> rules() {
    return content.rules();
  }

  /** The loader of the generated classes; null if no class was loaded. */
  @Nullable ClassLoader loader() {
    return content.loader();
  }

  /** Lets models and classes go. Who still holds a model can go on using it. */
  @Override
  public void close() {
    content = NOTHING;
  }
}
