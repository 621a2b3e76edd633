// SPDX-License-Identifier: Apache-2.0
package io.millrace.release;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The modules of this build, read from their files. */
record Reactor(List<Module> modules) {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** One pom.xml. */
  record Module(Path folder, Element project, boolean published) {

    String artifact() {
      return text(project, "artifactId");
    }

    String packaging() {
      return child(project, "packaging").isEmpty() ? "jar" : text(project, "packaging");
    }
  }

  static Reactor read() {
    List<Module> modules = new ArrayList<>();
    read(ROOT, true, modules);
    return new Reactor(List.copyOf(modules));
  }

  List<Module> published() {
    return modules.stream().filter(Module::published).toList();
  }

  List<Module> publishedJars() {
    return published().stream().filter(module -> module.packaging().equals("jar")).toList();
  }

  Module named(String artifact) {
    return modules.stream()
        .filter(module -> module.artifact().equals(artifact))
        .findFirst()
        .orElseThrow();
  }

  static List<Element> child(Element parent, String name) {
    NodeList nodes = parent.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .filter(element -> element.getTagName().equals(name))
        .toList();
  }

  static String text(Element parent, String name) {
    return child(parent, name).get(0).getTextContent().strip();
  }

  private static void read(Path folder, boolean inheritedPublished, List<Module> modules) {
    Element project = parse(folder.resolve("pom.xml"));
    boolean published =
        child(project, "properties").stream()
            .flatMap(properties -> child(properties, "maven.deploy.skip").stream())
            .map(skip -> !skip.getTextContent().strip().equals("true"))
            .findFirst()
            .orElse(inheritedPublished);
    modules.add(new Module(folder, project, published));
    child(project, "modules").stream()
        .flatMap(list -> child(list, "module").stream())
        .forEach(
            module -> read(folder.resolve(module.getTextContent().strip()), published, modules));
  }

  private static Element parse(Path pom) {
    try {
      Document document =
          DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
      return document.getDocumentElement();
    } catch (IOException | ParserConfigurationException | SAXException e) {
      throw new IllegalStateException(pom.toString(), e);
    }
  }
}
