// SPDX-License-Identifier: Apache-2.0
package io.millrace.release;

import static io.millrace.release.Reactor.child;
import static io.millrace.release.Reactor.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class BomTest {

  private final Reactor reactor = Reactor.read();
  private final Element bom = reactor.named("millrace-bom").project();

  @Test
  void shouldManageEveryPublishedArtifactAndNothingElse() {
    // given
    List<String> published =
        reactor.publishedJars().stream().map(Reactor.Module::artifact).toList();

    // when
    List<String> managed =
        dependencies(child(bom, "dependencyManagement").get(0))
            .map(each -> text(each, "groupId") + ":" + text(each, "artifactId"))
            .toList();

    // then
    assertThat(published).hasSizeGreaterThan(11);
    assertThat(managed)
        .as("artifacts in bom/pom.xml; a module that is not published says maven.deploy.skip")
        .containsExactlyInAnyOrderElementsOf(
            published.stream().map(artifact -> "io.millrace:" + artifact).toList());
  }

  @Test
  void shouldHaveTheVersionOfAllOthersWithoutTheirParent() {
    // given
    Element root = reactor.named("millrace-parent").project();

    // when
    List<String> versions =
        dependencies(child(bom, "dependencyManagement").get(0))
            .map(each -> text(each, "version"))
            .toList();

    // then
    assertThat(child(bom, "parent")).isEmpty();
    assertThat(text(bom, "version")).isEqualTo(text(root, "version"));
    assertThat(versions).isNotEmpty().containsOnly("${project.version}");
  }

  @Test
  void shouldLookAtEveryPublishedJar() {
    // given
    List<String> published =
        reactor.publishedJars().stream().map(Reactor.Module::artifact).toList();

    // when
    List<String> looked =
        dependencies(reactor.named("millrace-release").project())
            .filter(each -> text(each, "groupId").equals("io.millrace"))
            .map(each -> text(each, "artifactId"))
            .toList();

    // then
    assertThat(looked)
        .as("dependencies of release/pom.xml, whose jars PublishedJarsIT opens")
        .containsExactlyInAnyOrderElementsOf(published);
  }

  @Test
  void shouldSayWhatARepositoryAsksFor() {
    for (Reactor.Module module : reactor.published()) {
      // the rest is inherited
      assertThat(child(module.project(), "name")).as(module.artifact()).hasSize(1);
      assertThat(child(module.project(), "description")).as(module.artifact()).hasSize(1);
      if (child(module.project(), "parent").isEmpty()) {
        assertThat(List.of("url", "licenses", "developers", "scm"))
            .as(module.artifact())
            .allMatch(field -> !child(module.project(), field).isEmpty());
      }
    }
  }

  private static Stream<Element> dependencies(Element parent) {
    return child(parent, "dependencies").stream()
        .flatMap(list -> child(list, "dependency").stream());
  }
}
