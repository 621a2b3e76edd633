// SPDX-License-Identifier: Apache-2.0
package io.millrace.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.AnnotationDeclaration;
import com.github.javaparser.ast.body.AnnotationMemberDeclaration;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.nodeTypes.NodeWithJavadoc;
import com.github.javaparser.ast.nodeTypes.modifiers.NodeWithAccessModifiers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * That what hosts see is documented: javac's own check asks for tags as well, which would say the
 * same thing twice.
 */
class JavadocTest {

  private final JavaParser parser =
      new JavaParser(new ParserConfiguration().setLanguageLevel(LanguageLevel.JAVA_17));

  @Test
  void shouldDocumentEveryPublicTypeAndMember() throws IOException {
    // given
    List<String> bare = new ArrayList<>();
    int seen = 0;

    // when
    for (Reactor.Module module : Reactor.read().publishedJars()) {
      for (Path file : sources(module.folder().resolve("src/main/java"))) {
        CompilationUnit unit = parser.parse(file).getResult().orElseThrow();
        for (TypeDeclaration<?> type : unit.getTypes()) {
          seen += collect(type, Reactor.ROOT.relativize(file), bare);
        }
      }
    }

    // then
    assertThat(seen).isGreaterThan(1_000);
    assertThat(bare).as("public and without a comment").isEmpty();
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(path -> path.toString().endsWith(".java"))
          .filter(path -> !path.toString().contains("/internal/"))
          .filter(path -> !path.endsWith("module-info.java"))
          .sorted()
          .toList();
    }
  }

  private static int collect(BodyDeclaration<?> member, Path file, List<String> bare) {
    if (!visible(member)) {
      return 0;
    }
    int seen = 1;
    if (member instanceof NodeWithJavadoc<?> documented
        && !documented.hasJavaDocComment()
        && asks(member)) {
      bare.add(
          file + ":" + member.getBegin().map(begin -> begin.line).orElse(0) + " " + name(member));
    }
    if (member instanceof TypeDeclaration<?> type) {
      for (BodyDeclaration<?> each : type.getMembers()) {
        seen += collect(each, file, bare);
      }
    }
    if (member instanceof EnumDeclaration values) {
      for (EnumConstantDeclaration each : values.getEntries()) {
        seen += collect(each, file, bare);
      }
    }
    return seen;
  }

  /**
   * Overriding methods inherit their comment; the components of a record are told where the record
   * is.
   */
  private static boolean asks(BodyDeclaration<?> member) {
    if (member instanceof MethodDeclaration method) {
      return method.getAnnotationByName("Override").isEmpty();
    }
    return member instanceof TypeDeclaration
        || member instanceof FieldDeclaration
        || member instanceof ConstructorDeclaration
        || member instanceof EnumConstantDeclaration
        || member instanceof AnnotationMemberDeclaration;
  }

  private static boolean visible(BodyDeclaration<?> member) {
    if (member instanceof EnumConstantDeclaration
        || member instanceof AnnotationMemberDeclaration) {
      return true;
    }
    Optional<Node> parent = member.getParentNode();
    boolean inInterface =
        parent
                .filter(
                    node -> node instanceof ClassOrInterfaceDeclaration type && type.isInterface())
                .isPresent()
            || parent.filter(AnnotationDeclaration.class::isInstance).isPresent();
    if (!(member instanceof NodeWithAccessModifiers<?> access)) {
      return false;
    }
    return access.isPublic() || access.isProtected() || inInterface && !access.isPrivate();
  }

  private static String name(BodyDeclaration<?> member) {
    String text = member.toString().strip();
    return text.lines().findFirst().orElse(text);
  }
}
