// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.decision;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;

/** Compiles rules when the program starts, as a host with rules of its own does. */
public final class DroolsCompiler {
  private DroolsCompiler() {}

  /** Compiles resources of the class path to an executable model. */
  public static KieBase compile(String... resources) {
    KieServices services = KieServices.get();
    ReleaseId release =
        services.newReleaseId("io.millrace.benchmarks", "rules", UUID.randomUUID().toString());
    KieFileSystem files = services.newKieFileSystem();
    files.generateAndWritePomXML(release);
    for (String resource : resources) {
      String name = resource.substring(resource.lastIndexOf('/') + 1);
      files.write("src/main/resources/rules/" + name, read(resource));
    }
    KieBuilder builder = services.newKieBuilder(files).buildAll(ExecutableModelProject.class);
    if (builder.getResults().hasMessages(Message.Level.ERROR)) {
      throw new IllegalStateException(builder.getResults().toString());
    }
    return services.newKieContainer(release).getKieBase();
  }

  private static byte[] read(String resource) {
    try (InputStream in = DroolsCompiler.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("There is no resource " + resource + ".");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
