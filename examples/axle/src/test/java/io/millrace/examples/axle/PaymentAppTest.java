package io.millrace.examples.axle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PaymentAppTest {

  @Test
  void shouldTakeOneItemThroughEachStream() {
    // when
    String printed = printed(() -> PaymentApp.main(new String[0]));

    // then
    assertThat(printed)
        .containsSubsequence(
            "Develop the online payment app, in PT3600H",
            "2  Business case for the online payment app",
            "BA PFM RSK",
            "APP-1: understandRequirements done, OPEN",
            "APP-1: operateService done, CLOSED",
            "Restore the online payment app, in PT24H",
            "INC-1: deployFix done, OPEN",
            "INC-1: verify done, CLOSED",
            "INC-1: identifyImprovements done, CLOSED");
  }

  private static String printed(Runnable example) {
    PrintStream console = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      example.run();
    } finally {
      System.setOut(console);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
