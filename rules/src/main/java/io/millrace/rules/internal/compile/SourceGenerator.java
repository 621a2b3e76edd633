// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.drools.codegen.common.GeneratedFile;
import org.drools.compiler.builder.impl.KnowledgeBuilderConfigurationImpl;
import org.drools.compiler.lang.descr.CompositePackageDescr;
import org.drools.model.codegen.execmodel.ModelBuilderImpl;
import org.drools.model.codegen.execmodel.PackageSources;
import org.kie.internal.builder.KnowledgeBuilderConfiguration;
import org.kie.internal.builder.KnowledgeBuilderFactory;
import org.kie.internal.builder.KnowledgeBuilderResult;
import org.kie.internal.builder.ResultSeverity;
import org.kie.internal.builder.conf.DefaultDialectOption;
import org.kie.internal.builder.conf.ParallelRulesBuildThresholdOption;
import org.kie.util.maven.support.ReleaseIdImpl;

/**
 * Turns parsed rules into the Java sources of Drools' executable model. It takes what was parsed as
 * it is, without modules, repositories and discovery, so nothing of it stays behind. For one use.
 */
final class SourceGenerator extends ModelBuilderImpl<PackageSources> {

  /**
   * What was generated.
   *
   * @param sources Java sources by their paths, in order
   * @param models the class names of the models, in order
   * @param errors what the generator did not understand; without sources then
   */
  record Generated(Map<String, byte[]> sources, List<String> models, List<String> errors) {}

  private SourceGenerator(KnowledgeBuilderConfigurationImpl configuration) {
    super(
        PackageSources::dumpSources,
        configuration,
        new ReleaseIdImpl("io.millrace", "pack", "1"),
        false);
  }

  /**
   * Generates the sources of the files' rules.
   *
   * @param loader where the names in the rules are looked up
   */
  static Generated generate(List<ParsedFile> files, ClassLoader loader) {
    SourceGenerator generator = new SourceGenerator(configuration(loader));
    List<String> errors = generator.build(files);
    Map<String, byte[]> sources = new TreeMap<>();
    List<String> models = new ArrayList<>();
    if (errors.isEmpty()) {
      for (PackageSources one : generator.getPackageSources()) {
        List<GeneratedFile> generated = new ArrayList<>();
        one.collectGeneratedFiles(generated);
        generated.forEach(file -> sources.put(file.relativePath(), file.contents()));
        models.addAll(one.getModelNames());
      }
    }
    models.sort(null);
    return new Generated(sources, models, errors);
  }

  private List<String> build(List<ParsedFile> files) {
    Map<String, CompositePackageDescr> packages = new LinkedHashMap<>();
    for (ParsedFile file : files) {
      CompositePackageDescr known = packages.get(file.packageName());
      if (known == null) {
        packages.put(
            file.packageName(),
            new CompositePackageDescr(RuleParser.resource(file.file()), file.descr()));
      } else {
        known.addPackageDescr(RuleParser.resource(file.file()), file.descr());
      }
    }
    try {
      doSecondBuildStep(packages.values());
    } catch (RuntimeException | StackOverflowError e) {
      return List.of(failure(e));
    }
    return messages(getResults(ResultSeverity.ERROR));
  }

  private static List<String> messages(Collection<? extends KnowledgeBuilderResult> results) {
    return results.stream().map(one -> String.valueOf(one.getMessage())).distinct().toList();
  }

  private static String failure(Throwable e) {
    return e instanceof StackOverflowError
        ? "its conditions nest too deeply, or there are too many in one expression"
        : "it is not understood: " + e.getMessage();
  }

  private static KnowledgeBuilderConfigurationImpl configuration(ClassLoader loader) {
    KnowledgeBuilderConfiguration configuration =
        KnowledgeBuilderFactory.newKnowledgeBuilderConfiguration(null, loader);
    configuration.setOption(DefaultDialectOption.get("java"));
    configuration.setOption(RuleParser.LANGUAGE);
    // Threads of a shared pool would outlive the compilation.
    configuration.setOption(ParallelRulesBuildThresholdOption.get(-1));
    return configuration.as(KnowledgeBuilderConfigurationImpl.KEY);
  }
}
