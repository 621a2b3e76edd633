// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * How much XML is read before a file is refused. No model that a person draws comes near; a file
 * that does would take time and memory before anything else could be said about it.
 */
final class XmlLimits {
  /** Nested elements. */
  static final int DEPTH = 64;

  static final int ELEMENTS = 100_000;

  /** Attributes of one element, namespace declarations included. */
  static final int ATTRIBUTES = 64;

  /** Characters of one attribute, and of the text of one element. */
  static final int TEXT = 65_536;

  /** Characters of the name of an element or attribute. */
  private static final int NAME = 256;

  /** Declared namespaces in the whole file. */
  private static final int NAMESPACES = 1_000;

  private static final byte[] XMLNS = {'x', 'm', 'l', 'n', 's'};

  /** ISO-8859-1 has no character that could hide another; other encodings do. */
  private static final Set<String> ENCODINGS = Set.of("UTF-8", "US-ASCII", "ISO-8859-1");

  private static final String LIMIT_REACHED = "JAXP000100";

  private XmlLimits() {}

  /**
   * The parser of the JDK, whatever else is on the class path. It gives up by itself where we would
   * hear of an element only after it was read whole.
   */
  static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setProperty("jdk.xml.elementAttributeLimit", String.valueOf(ATTRIBUTES));
    factory.setProperty("jdk.xml.maxElementDepth", String.valueOf(DEPTH));
    factory.setProperty("jdk.xml.maxXMLNameLimit", String.valueOf(NAME));
    return factory;
  }

  /** Refuses a file whose characters could mean something else to the next reader. */
  static void checkProlog(XMLStreamReader reader) throws XmlFile.Refusal {
    String version = reader.getVersion();
    if (version != null && !version.equals("1.0")) {
      throw new XmlFile.Refusal(
          1, "Expected XML 1.0, but the file is XML " + version + ".", "save it as XML 1.0");
    }
    checkEncoding(reader.getEncoding());
    checkEncoding(reader.getCharacterEncodingScheme());
  }

  private static void checkEncoding(@Nullable String encoding) throws XmlFile.Refusal {
    if (encoding != null && !ENCODINGS.contains(encoding.toUpperCase(Locale.ROOT))) {
      throw new XmlFile.Refusal(
          1,
          "Expected the file to be in UTF-8, but it is in " + encoding + ".",
          "save it in UTF-8");
    }
  }

  /**
   * The parser compares each declared namespace with all others in scope, so that many take minutes
   * before it hands over their element. In the encodings we read, nothing can hide the word.
   */
  static void checkNamespaces(byte[] content) throws XmlFile.Refusal {
    int found = 0;
    int line = 1;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n') {
        line++;
      } else if (content[i] == 'x'
          && Arrays.equals(content, i, Math.min(content.length, i + 5), XMLNS, 0, 5)
          && ++found > NAMESPACES) {
        throw new XmlFile.Refusal(
            line,
            "Expected at most " + NAMESPACES + " declared namespaces, but there are more.",
            "declare each namespace once, at the root element");
      }
    }
  }

  /** What to say of a file at which the parser stopped. */
  static XmlFile.Refusal refusal(XMLStreamException stopped) {
    int line =
        stopped.getLocation() == null ? 0 : Math.max(0, stopped.getLocation().getLineNumber());
    if (String.valueOf(stopped.getMessage()).contains(LIMIT_REACHED)) {
      return tooWide(line);
    }
    return new XmlFile.Refusal(
        line,
        "Expected well-formed XML, but the parser stopped.",
        "open the file in a BPMN editor and save it again");
  }

  static XmlFile.Refusal tooMany(int line) {
    return new XmlFile.Refusal(
        line,
        "Expected at most " + ELEMENTS + " elements, but there are more.",
        "split the model into several streams");
  }

  static XmlFile.Refusal tooWide(int line) {
    return new XmlFile.Refusal(
        line,
        "Expected elements nested at most "
            + DEPTH
            + " deep, with at most "
            + ATTRIBUTES
            + " attributes and names of at most "
            + NAME
            + " characters, but there is more.",
        "split the model into several streams, and flatten it");
  }

  static XmlFile.Refusal tooLong(int line) {
    return new XmlFile.Refusal(
        line,
        "Expected texts of at most " + TEXT + " characters, but there is a longer one.",
        "keep long texts elsewhere and link to them");
  }
}
