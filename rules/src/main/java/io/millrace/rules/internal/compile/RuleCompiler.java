// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import io.millrace.rules.PackProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drools.model.Model;

/**
 * Compiles the rules of a pack at run time: parse, check, generate Java, compile it, check the
 * compiled code, and only then define classes, in a class loader of the pack's own. It takes about
 * a second, keeps nothing, and may run on several threads at once, each with a pack of its own.
 */
public final class RuleCompiler {
  private static final int MOST_RULES = 200;
  private static final String TOO_DEEP =
      "Expected rules of bounded depth, but the file nests too deeply to be read.";
  private static final String SPLIT = "split its longest expressions into several rules";

  private final List<RuleFile> files;
  private final Trust trust;
  private final Problems problems = new Problems();
  private final ClassLoader loader;

  private RuleCompiler(List<RuleFile> files, Trust trust) {
    PrimitiveNames.mend();
    this.files = files;
    this.trust = trust;
    ClassLoader own = RuleCompiler.class.getClassLoader();
    loader = trust == Trust.TENANT ? new TenantView(own) : own;
  }

  /**
   * Compiles the files of a pack.
   *
   * @param packName names the pack's class loader, in stack traces and dumps
   * @param files all files with rules of the pack; paths have to differ
   * @param trust whose code they are
   * @param problems gets every problem of every file, by file and line
   * @return the rules; none, and no class was loaded, if there are problems
   */
  public static CompiledRules compile(
      String packName, List<RuleFile> files, Trust trust, List<PackProblem> problems) {
    RuleCompiler compiler = new RuleCompiler(List.copyOf(files), trust);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(RuleCompiler.class.getClassLoader());
    try {
      CompiledRules rules = compiler.compile(packName, !problems.isEmpty());
      problems.addAll(compiler.problems.sorted(files));
      return rules;
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private CompiledRules compile(String packName, boolean onlyCheck) {
    List<ParsedFile> parsed = checked();
    if (parsed.isEmpty()) {
      return CompiledRules.none();
    }
    Compilation compilation = new Compilation(parsed, loader, trust, problems);
    if (!DeepStack.run(compilation::run)) {
      problems.add(parsed.get(0).path(), 0, TOO_DEEP, SPLIT);
    }
    if (!problems.isEmpty() || onlyCheck) {
      return CompiledRules.none();
    }
    PackClassLoader own = new PackClassLoader(packName, compilation.classes(), loader);
    Map<String, RulePlace> places = new LinkedHashMap<>();
    parsed.forEach(
        file -> file.rules().forEach(one -> places.put(one.place().fullName(), one.place())));
    return CompiledRules.of(models(compilation.models(), own), places, own);
  }

  /** The files without problems in their sources. */
  private List<ParsedFile> checked() {
    List<ParsedFile> parsed = new ArrayList<>();
    for (RuleFile file : files) {
      boolean fits = DeepStack.run(() -> parse(file, parsed));
      if (!fits) {
        problems.add(file.path(), 0, TOO_DEEP, SPLIT);
      }
    }
    unique(parsed);
    parsed.removeIf(problems::concerns);
    return parsed;
  }

  private void parse(RuleFile file, List<ParsedFile> parsed) {
    if (trust == Trust.TENANT) {
      TextCheck.check(file, problems);
      if (problems.concerns(file.path())) {
        return;
      }
    }
    ParsedFile read = RuleParser.parse(file, problems);
    if (read == null) {
      return;
    }
    PackageCheck.check(read, problems);
    if (trust == Trust.TENANT) {
      TenantCheck.check(read, problems);
    }
    for (ParsedRule rule : read.rules()) {
      refusals(rule).forEach(refusal -> problems.refuse(rule, refusal));
    }
    parsed.add(read);
  }

  private List<Refusal> refusals(ParsedRule rule) {
    List<Refusal> refusals = RuleCheck.check(rule);
    return refusals.isEmpty() && trust == Trust.TENANT
        ? new TenantRuleCheck(rule).check()
        : refusals;
  }

  private void unique(List<ParsedFile> parsed) {
    Map<String, ParsedRule> first = new LinkedHashMap<>();
    for (ParsedFile file : parsed) {
      for (ParsedRule rule : file.rules()) {
        ParsedRule known = first.putIfAbsent(rule.place().fullName(), rule);
        if (known != null) {
          String where = known.path() + ":" + known.line();
          String what = "to have its name to itself, but " + where + " has a rule of this name too";
          String advice = "rename one of them, or leave one out";
          problems.refuse(rule, new Refusal(rule.line(), what, advice));
        } else if (trust == Trust.TENANT && first.size() == MOST_RULES + 1) {
          problems.add(
              rule.path(),
              rule.line(),
              "Expected at most " + MOST_RULES + " rules in a pack, but there are more.",
              "put what only differs in values into a table");
        }
      }
    }
  }

  private static List<Model> models(List<String> names, ClassLoader loader) {
    List<Model> models = new ArrayList<>();
    for (String name : names) {
      try {
        models.add((Model) loader.loadClass(name).getDeclaredConstructor().newInstance());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("generated class " + name + " cannot be used", e);
      }
    }
    return models;
  }
}
