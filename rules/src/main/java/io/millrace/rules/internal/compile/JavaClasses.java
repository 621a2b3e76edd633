// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.drools.compiler.compiler.io.memory.MemoryFileSystem;
import org.drools.ecj.EclipseJavaCompiler;
import org.drools.util.PortablePath;
import org.kie.memorycompiler.CompilationProblem;
import org.kie.memorycompiler.JavaCompilerSettings;

/**
 * Compiles Java sources in memory. It reads classes as streams of a class loader, so it needs no
 * files, no class path and no JDK, and it works within nested jars.
 *
 * @param classes the class files by their binary names, in order; none if there are errors
 * @param errors what the compiler did not understand
 */
record JavaClasses(Map<String, byte[]> classes, List<Error> errors) {
  private static final String RELEASE = "17";

  /**
   * An error of the compiler.
   *
   * @param source the path of the Java source
   * @param line its line, counted from 1
   * @param message what is wrong
   */
  record Error(String source, int line, String message) {}

  /**
   * Compiles the sources.
   *
   * @param loader where the names in the sources are looked up
   */
  static JavaClasses compile(Map<String, byte[]> sources, ClassLoader loader) {
    MemoryFileSystem in = new MemoryFileSystem();
    MemoryFileSystem out = new MemoryFileSystem();
    sources.forEach(in::write);
    EclipseJavaCompiler compiler = new EclipseJavaCompiler();
    JavaCompilerSettings settings = compiler.createDefaultSettings();
    settings.setSourceVersion(RELEASE);
    settings.setTargetVersion(RELEASE);
    String[] paths = sources.keySet().toArray(String[]::new);
    CompilationProblem[] problems = compiler.compile(paths, in, out, loader, settings).getErrors();
    if (problems.length > 0) {
      return new JavaClasses(Map.of(), Arrays.stream(problems).map(JavaClasses::error).toList());
    }
    Map<String, byte[]> classes = new TreeMap<>();
    for (PortablePath path : out.getFilePaths()) {
      classes.put(path.asClassName(), out.getBytes(path));
    }
    return new JavaClasses(classes, List.of());
  }

  private static Error error(CompilationProblem problem) {
    return new Error(problem.getFileName(), problem.getStartLine(), problem.getMessage());
  }
}
