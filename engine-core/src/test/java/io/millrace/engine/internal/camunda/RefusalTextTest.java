// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("no-store")
class RefusalTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          The closest mapped ancestor 'a' is mapped to scope 'b' which is not an ancestor of target scope 'c' | it lies in 'a', which goes on as 'b', and 'c' does not lie there
          The target gateway must have at least the same number of incoming sequence flows that the source gateway has | it waits for more branches than 'new' does
          The gateway's flow scope 'sub' must be mapped | its subprocess 'sub' does not go on
          Only one gateway can be mapped to gateway 'join' | another join goes on as 'join' too
          Activities have incompatible types (A is not compatible with B) | 'new' is of another kind
          Events are not of the same type (timer != message) | it is a timer and 'new' is a message
          The source activity's event scope (host) must be mapped but the target activity has no event scope | it belongs to 'host', which 'new' does not
          There are multiple mappings for source activity id 'a': x | the plan maps it twice
          The type of the source activity is not supported for activity instance migration | another value stream is at work for it until it ends
          Target activity 'x' is a descendant of multi-instance body 'y' that is not mapped from the source process definition. | 'new' lies in 'y', which has several instances
          Target activity is not asyncBefore | the other version does not wait in front of it or behind it
          Process instance contains not migrated jobs: [7] | jobs of the instance have no place in the other version
          Something else | the process engine refuses it: Something else
          """)
  void shouldSayInOurWordsWhatTheEngineSays(String failure, String expected) {
    assertThat(RefusalText.of(List.of(failure), "new")).isEqualTo(expected);
  }

  @Test
  void shouldSayEachReasonOnce() {
    assertThat(RefusalText.of(List.of("A", "A", "B"), ""))
        .isEqualTo("the process engine refuses it: A, and the process engine refuses it: B");
  }
}
