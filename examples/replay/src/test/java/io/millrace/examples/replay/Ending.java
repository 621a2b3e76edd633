// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a run of the command line ended. Immutable.
 *
 * @param exitCode its exit code
 * @param out what it printed
 * @param err what it printed about its progress and its failure
 */
record Ending(int exitCode, String out, String err) {

  /** Runs the command line in this process, without progress. */
  static Ending of(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts =
        Stream.concat(Stream.of("--quiet"), Arrays.stream(arguments).map(Object::toString))
            .toArray(String[]::new);
    int exitCode =
        ReplayCommand.run(
            new StopSignal(), new PrintWriter(out, true), new PrintWriter(err, true), texts);
    return new Ending(exitCode, out.toString(), err.toString());
  }

  /** What it printed about its failure, without the progress. */
  String failure() {
    return err.lines()
        .filter(line -> !line.matches("(Reading|Replaying|Continuing) .*"))
        .collect(Collectors.joining("\n"));
  }
}
