// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of the checks says what the list says. */
class CheckReferenceTest {
  private static final Path PAGE = Path.of("..", "docs", "stream-checks.md");
  private static final String UPDATE = "millrace.update-docs";

  @Test
  void shouldDescribeEveryCheck() throws IOException {
    // given
    String page = page();
    if (Boolean.getBoolean(UPDATE)) {
      Files.writeString(PAGE, page);
    }

    // then
    assertThat(Files.readString(PAGE))
        .as(
            "the page is out of date; look at the difference, and if it is meant, run this test"
                + " with -D"
                + UPDATE
                + "=true, which writes it anew")
        .isEqualTo(page);
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Checks of value stream models

            <!-- Written by CheckReferenceTest from checks.json; do not edit. -->

            What is checked in a model before it runs. The same checks, with the same ids and advice, run in Java \
            (`ValueStreams.check`), on the command line (`millrace stream check FILE...`) and, apart from those of the \
            file, in Camunda Modeler (the lint plugin).

            An **error** keeps the model from being deployed. A **warning** is deployed, but will hardly be meant. An \
            **info** is for the designer to know.

            """);
    List<String> intros =
        List.of(
            "## The file\n\nModels from outside are data: what is not known to be harmless is refused.",
            "## The model\n\nSteps, events, conditions and the flow between them.",
            "## The installation\n\nWhat the model relies on where it is to run. What nobody told is"
                + " left out, and the report says so.");
    for (Check.Scope scope : Check.Scope.values()) {
      page.append(intros.get(scope.ordinal())).append("\n\n");
      page.append("| check | severity | what is wrong | why it matters | what to do |\n");
      page.append("|---|---|---|---|---|\n");
      for (Check check : ValueStreams.checks()) {
        if (check.scope() == scope) {
          page.append(row(check));
        }
      }
      page.append('\n');
    }
    page.append(decisions());
    return page.toString();
  }

  private static String row(Check check) {
    return "| `"
        + check.id()
        + "` | "
        + check.severity().label()
        + " | "
        + cell(check.title())
        + " (at "
        + cell(check.at())
        + ") | "
        + cell(check.why())
        + " | "
        + cell(check.advice())
        + " |\n";
  }

  /** Bars end a cell, and braces and angles mean something to some readers of Markdown. */
  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String decisions() {
    return """
        ## What is accepted on purpose

        - **Several flows into one node.** Each of them starts the node, which is what a loop back or a choice that \
        comes together needs. Only if they can come side by side is something wrong: `runs-twice`.
        - **Several flows out of a task or an event** are a parallel split, in BPMN as in the engine. That is no fault, \
        but easily overlooked: an info, `implicit-split`.
        - **Properties of your own** may have any name with a dot in it, such as `acme.colour`.

        ## How the flow is followed

        The tokens of each process and subprocess are followed through all states, up to 10,000 (`too-complex` says when \
        that was not enough). A gateway may take each of its flows whatever their conditions say: a join that only gets \
        all its branches because two conditions happen to agree is reported as `join-may-wait`. An interrupting event is a \
        choice at its activity; what a non-interrupting event starts is followed alone and has to end by itself. Loops and \
        ends inside a subprocess that an event can interrupt are not held to have an exit.

        A variable counts as set after the step or decision that sets it; where flows merge, only what all of them have \
        set counts, after a parallel join what any of them has. The decisions of intake (classification, priority, class \
        of service, routing) are set from every start.
        """;
  }
}
