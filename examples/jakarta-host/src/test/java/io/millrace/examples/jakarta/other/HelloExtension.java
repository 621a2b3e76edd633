// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.jakarta.other;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.build.compatible.spi.AnnotationBuilder;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.Discovery;
import jakarta.enterprise.inject.build.compatible.spi.Parameters;
import jakarta.enterprise.inject.build.compatible.spi.ScannedClasses;
import jakarta.enterprise.inject.build.compatible.spi.Synthesis;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticBeanCreator;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticComponents;
import jakarta.inject.Named;

/** What makes the server remember the first application that has such an extension. */
public class HelloExtension implements BuildCompatibleExtension {

  /** A bean of the extension's. */
  public static class Hello {}

  /** Makes it. */
  public static class Creator implements SyntheticBeanCreator<Hello> {
    @Override
    public Hello create(Instance<Object> lookup, Parameters parameters) {
      return new Hello();
    }
  }

  /** Adds nothing. */
  @Discovery
  public void discover(ScannedClasses classes) {}

  /** Adds the bean. */
  @Synthesis
  public void add(SyntheticComponents components) {
    components
        .addBean(Hello.class)
        .type(Hello.class)
        .qualifier(AnnotationBuilder.of(Named.class).value("hello").build())
        .createWith(Creator.class);
  }
}
