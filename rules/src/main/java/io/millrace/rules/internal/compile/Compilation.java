// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From checked sources to checked class files. When rules have errors, it goes on with the others,
 * so that every error is reported at once. For one use.
 */
final class Compilation {
  private final List<ParsedFile> files;
  private final ClassLoader loader;
  private final Trust trust;
  private final Problems problems;
  private List<String> models = List.of();
  private Map<String, byte[]> classes = Map.of();

  /**
   * @param loader where the names in the rules are looked up
   */
  Compilation(List<ParsedFile> files, ClassLoader loader, Trust trust, Problems problems) {
    this.files = files;
    this.loader = loader;
    this.trust = trust;
    this.problems = problems;
  }

  /** The class names of the models. */
  List<String> models() {
    return models;
  }

  /** The class files by their binary names; to be used only if there are no problems. */
  Map<String, byte[]> classes() {
    return classes;
  }

  /** Compiles, and reports what is wrong. */
  void run() {
    SourceGenerator.Generated generated = SourceGenerator.generate(files, loader);
    if (!generated.errors().isEmpty()) {
      generated = withoutErrors(generated.errors());
    }
    models = generated.models();
    if (models.isEmpty()) {
      return;
    }
    RuleIndex index = new RuleIndex(generated.sources(), rules());
    JavaClasses compiled = JavaClasses.compile(generated.sources(), loader);
    classes = compiled.classes();
    compiled.errors().forEach(error -> CompileErrors.report(error, index, files, problems));
    if (trust == Trust.TENANT) {
      BytecodeCheck check = new BytecodeCheck(classes.keySet());
      classes.forEach((name, bytes) -> report(check.check(name, bytes), index, name));
    }
  }

  private void report(List<String> offences, RuleIndex index, String className) {
    ParsedRule rule = index.ofClass(className);
    for (String does : offences) {
      String advice = "ask the item for what the rule needs to know";
      if (rule != null) {
        int line = rule.lineOf(does.substring(does.lastIndexOf('.') + 1) + "(");
        problems.refuse(rule, Refusal.does(line, does, advice));
      } else {
        problems.add(
            files.get(0).path(),
            0,
            "Expected rules to only ask the item and make proposals, but their code " + does + ".",
            advice);
      }
    }
  }

  /** Asks the generator about each rule alone, since it does not say whose an error is. */
  private SourceGenerator.Generated withoutErrors(List<String> errors) {
    List<ParsedFile> good = new ArrayList<>();
    boolean found = false;
    for (ParsedFile file : files) {
      ParsedFile left = again(file);
      for (ParsedRule rule : file.rules()) {
        ParsedFile alone = again(file);
        alone.descr().getRules().removeIf(one -> !one.getName().equals(rule.name()));
        List<String> own = SourceGenerator.generate(List.of(alone), loader).errors();
        if (!own.isEmpty()) {
          found = true;
          CompileErrors.report(rule, own, problems);
          left.descr().getRules().removeIf(one -> one.getName().equals(rule.name()));
        }
      }
      good.add(left);
    }
    if (!found) {
      problems.add(
          files.get(0).path(),
          0,
          "Expected rules that compile, but " + Refusal.quote(errors.get(0)) + ".",
          "compile the files of the pack one by one to find the reason");
    }
    good.removeIf(file -> file.descr().getRules().isEmpty());
    return found && !good.isEmpty()
        ? SourceGenerator.generate(good, loader)
        : new SourceGenerator.Generated(Map.of(), List.of(), errors);
  }

  private static ParsedFile again(ParsedFile file) {
    ParsedFile parsed = RuleParser.parse(file.file(), new Problems());
    if (parsed == null) {
      throw new IllegalStateException("'" + file.path() + "' could be parsed before");
    }
    return parsed;
  }

  private Map<String, ParsedRule> rules() {
    Map<String, ParsedRule> rules = new LinkedHashMap<>();
    files.forEach(file -> file.rules().forEach(one -> rules.put(one.place().fullName(), one)));
    return rules;
  }
}
