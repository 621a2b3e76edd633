// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsToABrokerTest {
  @TempDir private Path folder;

  @Test
  void shouldLoseNothingAndKeepTheOrderWhileTheBrokerIsDown() throws Exception {
    // when
    List<String> printed = printed().lines().toList();

    // then
    List<String> received = printed.stream().filter(line -> line.startsWith("INC-1 ")).toList();
    assertThat(received.stream().map(line -> Long.parseLong(line.split(" ")[1])))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, received.size()).boxed().toList());
    assertThat(received.get(0)).endsWith("io.millrace.workitem.submitted.v1");
    assertThat(received.get(received.size() - 1)).endsWith("io.millrace.workitem.closed.v1");
    assertThat(printed).contains("The broker is down.", "The broker is back.");
    assertThat(printed.subList(printed.indexOf("The broker is down."), printed.size()))
        .filteredOn(line -> line.startsWith("INC-1 "))
        .hasSizeGreaterThan(4);
    assertThat(printed).anyMatch(line -> line.matches("[1-9]\\d* events wait for the broker"));
  }

  private String printed() throws Exception {
    PrintStream console = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      EventsToABroker.main(new String[] {folder.toString()});
    } finally {
      System.setOut(console);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
