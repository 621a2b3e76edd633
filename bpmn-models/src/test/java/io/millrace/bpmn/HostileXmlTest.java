// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that would take time, memory or other files are refused before they can. */
class HostileXmlTest {
  private static final long MAX_MILLIS = 1_000;
  private static final long MAX_BYTES = 64L * 1024 * 1024;
  private static final String HEAD =
      "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"u\"";
  private static final String TAIL = "</definitions>";
  private static final int MIB = 1024 * 1024;

  @BeforeAll
  static void warmUp() {
    assertThat(Models.read(Models.HIRE).key()).isEqualTo("hire");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void shouldRefuseQuicklyAndInLittleMemory(String name, byte[] content, String problem) {
    // when
    Cost cost = Cost.start();
    ValueStreamException refusal = refusal(content);
    cost.stop();

    // then
    assertThat(refusal.problems())
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.problem()).isEqualTo(problem);
              assertThat(found.advice()).isNotBlank();
            });
    assertThat(cost.millis()).as("milliseconds").isLessThan(MAX_MILLIS);
    assertThat(cost.bytes()).as("bytes allocated").isLessThan(MAX_BYTES);
  }

  static Stream<Arguments> hostile() {
    String malformed = "Expected well-formed XML, but the parser stopped.";
    String doctype = "Expected no document type, but there is a DOCTYPE.";
    String beyond =
        "Expected elements nested at most 64 deep, with at most 64 attributes and names of at most"
            + " 256 characters, but there is more.";
    String declared = "Expected at most 1000 declared namespaces, but there are more.";
    String tooLong = "Expected texts of at most 65536 characters, but there is a longer one.";
    String tooMany = "Expected at most 100000 elements, but there are more.";
    String tooLarge = "Expected at most 4194304 bytes, but there are more.";
    String body = HEAD + ">" + TAIL;
    return Stream.of(
        file("a document type", "<!DOCTYPE x>" + body, doctype),
        file("ten to the ninth laughs", laughs() + body.replace("><", ">&l9;<"), doctype),
        file(
            "quadratic blow-up",
            "<!DOCTYPE x [<!ENTITY a '"
                + "a".repeat(100_000)
                + "'>]>"
                + HEAD
                + ">"
                + "&a;".repeat(100_000)
                + TAIL,
            doctype),
        file(
            "an external entity",
            "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + HEAD + ">&a;" + TAIL,
            doctype),
        file("an external subset", "<!DOCTYPE x SYSTEM 'file:///dev/zero'>" + body, doctype),
        file(
            "a parameter entity",
            "<!DOCTYPE x [<!ENTITY % a SYSTEM 'file:///dev/zero'> %a;]>" + body,
            doctype),
        file("an undeclared entity", HEAD + ">&who;" + TAIL, malformed),
        file("an undeclared entity in an attribute", HEAD + " name=\"&who;\">" + TAIL, malformed),
        file("fifty megabytes", HEAD + ">" + " ".repeat(50 * MIB) + TAIL, tooLarge),
        file("a large comment", HEAD + "><!--" + "x".repeat(50 * MIB) + "-->" + TAIL, tooLarge),
        file("a million attributes", HEAD + attributes(1_000_000) + ">" + TAIL, tooLarge),
        file("as many attributes as fit", HEAD + attributes(300_000) + ">" + TAIL, beyond),
        file("as many namespaces as fit", HEAD + namespaces(200_000) + ">" + TAIL, declared),
        file("many namespaces at every depth", deepNamespaces(), declared),
        file("a hundred namespaces", HEAD + namespaces(100) + ">" + TAIL, beyond),
        file("a million elements", HEAD + ">" + "<task/>".repeat(1_000_000) + TAIL, tooLarge),
        file("as many elements as fit", HEAD + ">" + "<a/>".repeat(MIB - 100) + TAIL, tooMany),
        file("a long attribute", HEAD + " name=\"" + "n".repeat(10 * MIB) + "\"/>", tooLarge),
        file(
            "as long an attribute as fits",
            HEAD + " name=\"" + "n".repeat(4 * MIB - 200) + "\"/>",
            tooLong),
        file("as long a text as fits", HEAD + ">" + "t".repeat(4 * MIB - 200) + TAIL, tooLong),
        file(
            "as long a CDATA section as fits",
            HEAD + "><![CDATA[" + "t".repeat(4 * MIB - 200) + "]]>" + TAIL,
            tooLong),
        file("a long name", HEAD + "><" + "n".repeat(3 * MIB) + "/>" + TAIL, beyond),
        file(
            "a long name of an attribute",
            HEAD + "><task " + "n".repeat(3 * MIB) + "=''/>" + TAIL,
            beyond),
        file("ten thousand deep", HEAD + ">" + "<a>".repeat(10_000), beyond),
        file("as deep as fits", HEAD + ">" + "<a>".repeat(MIB), beyond),
        file("a truncated file", Models.HIRE.substring(0, Models.HIRE.length() / 2), malformed),
        file("an attribute without an end", HEAD + " name=\"", malformed),
        file("the same attribute twice", HEAD + " name='a' name='b'/>", malformed),
        file("an undeclared prefix", "<bpmn:definitions/>", malformed),
        file("no XML", "bikes for hire", malformed),
        file("an empty file", "", malformed),
        file("blanks", "   \n ", malformed),
        file("a NUL", HEAD + ">\0" + TAIL, malformed),
        file("NULs", "\0\0\0\0", malformed),
        file("a wrong byte", (HEAD + " name=\"\u00e9\"/>").getBytes(ISO_8859_1), malformed),
        file(
            "a wrong declaration",
            "<?xml version='1.0' encoding='UTF-16'?>" + body,
            "Expected the file to be in UTF-8, but it is in UTF-16."),
        file("an unknown encoding", "<?xml version='1.0' encoding='made-up'?>" + body, malformed),
        file("UTF-7", "<?xml version='1.0' encoding='UTF-7'?>" + body, malformed),
        file(
            "an EBCDIC declaration",
            "<?xml version='1.0' encoding='Cp037'?>" + body,
            "Expected the file to be in UTF-8, but it is in Cp037."),
        file(
            "Windows-1252",
            "<?xml version='1.0' encoding='windows-1252'?>" + body,
            "Expected the file to be in UTF-8, but it is in windows-1252."),
        file(
            "UTF-16",
            body.getBytes(UTF_16),
            "Expected the file to be in UTF-8, but it is in UTF-16BE."),
        file("UTF-16 without a mark", body.getBytes(UTF_16LE), malformed),
        file(
            "XML 1.1",
            "<?xml version='1.1'?>" + body,
            "Expected XML 1.0, but the file is XML 1.1."),
        file("a zipped model", zip(), malformed));
  }

  @Test
  void shouldReadNoMoreOfAStreamThanItMay() throws IOException {
    // given: a stream that never ends
    InputStream endless =
        new SequenceInputStream(new ByteArrayInputStream(HEAD.getBytes(UTF_8)), new Blanks());

    // when
    Cost cost = Cost.start();
    ValueStreamException refusal =
        catchThrowableOfType(
            ValueStreamException.class, () -> ValueStreams.read("endless.bpmn", endless));
    cost.stop();

    // then
    assertThat(refusal).hasMessageContaining("Expected at most 4194304 bytes");
    assertThat(cost.millis()).isLessThan(MAX_MILLIS);
    assertThat(cost.bytes()).isLessThan(MAX_BYTES);
  }

  @Test
  void shouldSayTheLineAtWhichItStopped() {
    assertThat(refusal(("<a>\n<b>\n</a>").getBytes(UTF_8)).problems())
        .extracting(ModelProblem::line)
        .containsExactly(3);
  }

  @Test
  void shouldReadAByteOrderMarkAndLatinLetters() {
    // given
    byte[] marked = ("\uFEFF" + Models.HIRE).getBytes(UTF_8);
    byte[] latin =
        ("<?xml version='1.0' encoding='ISO-8859-1'?>" + Models.with("Hire a bike", "V\u00e9lo"))
            .getBytes(ISO_8859_1);

    // then
    assertThat(ValueStreams.read("marked.bpmn", marked).key()).isEqualTo("hire");
    assertThat(ValueStreams.read("latin.bpmn", latin).name()).isEqualTo("V\u00e9lo");
  }

  private static ValueStreamException refusal(byte[] content) {
    return catchThrowableOfType(
        ValueStreamException.class, () -> ValueStreams.read("hostile.bpmn", content));
  }

  private static Arguments file(String name, String content, String problem) {
    return file(name, content.getBytes(UTF_8), problem);
  }

  private static Arguments file(String name, byte[] content, String problem) {
    return Arguments.of(name, content, problem);
  }

  private static String laughs() {
    StringBuilder laughs = new StringBuilder("<!DOCTYPE x [<!ENTITY l0 'ha'>");
    for (int i = 1; i < 10; i++) {
      laughs.append("<!ENTITY l").append(i).append(" '");
      laughs.append(("&l" + (i - 1) + ";").repeat(10)).append("'>");
    }
    return laughs.append("]>").toString();
  }

  private static String attributes(int count) {
    StringBuilder attributes = new StringBuilder();
    for (int i = 0; i < count; i++) {
      attributes.append(" a").append(i).append("=''");
    }
    return attributes.toString();
  }

  private static String namespaces(int count) {
    StringBuilder namespaces = new StringBuilder();
    for (int i = 0; i < count; i++) {
      namespaces.append(" xmlns:a").append(i).append("='u'");
    }
    return namespaces.toString();
  }

  private static String deepNamespaces() {
    StringBuilder deep = new StringBuilder(HEAD + ">");
    for (int i = 0; i < 60; i++) {
      deep.append("<a").append(namespaces(60).replace(":a", ":a" + i + "x")).append(">");
    }
    return deep + "<a0x1:b/>".repeat(10_000);
  }

  private static byte[] zip() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("hire.bpmn"));
      zip.write(Models.HIRE.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Blanks without end. */
  private static final class Blanks extends InputStream {
    @Override
    public int read() {
      return ' ';
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      Arrays.fill(into, offset, offset + length, (byte) ' ');
      return length;
    }
  }

  /**
   * What this thread took: processor time, so that a busy machine does not count, and all memory it
   * asked for, an upper bound of what the heap had to hold.
   */
  private static final class Cost {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long id = Thread.currentThread().getId();
    private long bytes = THREADS.getThreadAllocatedBytes(id);
    private long nanos = THREADS.getCurrentThreadCpuTime();

    static Cost start() {
      return new Cost();
    }

    void stop() {
      nanos = THREADS.getCurrentThreadCpuTime() - nanos;
      bytes = THREADS.getThreadAllocatedBytes(id) - bytes;
    }

    long millis() {
      return nanos / 1_000_000;
    }

    long bytes() {
      return bytes;
    }
  }
}
