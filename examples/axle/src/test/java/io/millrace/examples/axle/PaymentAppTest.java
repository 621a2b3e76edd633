// SPDX-License-Identifier: Apache-2.0
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
            "APP-1: makeBusinessCase done, PORTFOLIO_ITEM is OPEN",
            "APP-1: operateService done, PORTFOLIO_ITEM is CLOSED",
            "APP-1 came to: released",
            "Restore the online payment app, in PT24H",
            "INC-1: deployFix done, INCIDENT is OPEN",
            "INC-1: verify done, INCIDENT is CLOSED",
            "INC-1: identifyImprovements done, INCIDENT is CLOSED",
            "INC-1 came to: restored");
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
