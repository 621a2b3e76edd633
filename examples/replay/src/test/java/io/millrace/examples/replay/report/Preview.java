package io.millrace.examples.replay.report;

import java.nio.file.Path;

/** Writes made-up reports into a folder, to look at them. */
final class Preview {
  private Preview() {}

  /**
   * @param args the folder
   */
  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    ReportWriter.write(Samples.large(), folder.resolve("large"));
    ReportWriter.write(Samples.small(), folder.resolve("small"));
    ReportWriter.write(Samples.tiny(), folder.resolve("tiny"));
    System.out.print(ReplaySummary.toText(Samples.large()));
  }
}
