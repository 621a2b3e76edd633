// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes made-up reports into a folder, to look at them, and the example for the docs. */
final class Preview {
  private Preview() {}

  /**
   * @param args the folder
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    ReportWriter.write(Samples.large(), folder.resolve("large"));
    ReportWriter.write(Samples.small(), folder.resolve("small"));
    ReportWriter.write(Samples.tiny(), folder.resolve("tiny"));
    ReportWriter.write(Samples.saying("<b onclick='x'>\"&\u202e"), folder.resolve("hostile"));
    Files.writeString(
        folder.resolve("report.json"),
        ReportJson.of(Samples.small(), List.of("wip.png", "overview.png")));
    System.out.print(ReplaySummary.toText(Samples.large()));
  }
}
