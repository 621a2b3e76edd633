// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MappingReaderTest {
  @TempDir Path folder;

  @Test
  void shouldReadTheBuiltInServiceNowMapping() {
    // when
    Mapping mapping = MappingReader.builtIn("servicenow");

    // then
    assertThat(mapping.name()).isEqualTo("servicenow");
    assertThat(mapping.phase("New")).isEqualTo(Phase.REGISTERED);
    assertThat(mapping.phase("Active")).isEqualTo(Phase.WORKING);
    assertThat(
            List.of(
                "Awaiting User Info", "Awaiting Problem", "Awaiting Vendor", "Awaiting Evidence"))
        .allMatch(state -> mapping.phase(state) == Phase.BLOCKED);
    assertThat(mapping.phase("Resolved")).isEqualTo(Phase.RESOLVED);
    assertThat(mapping.phase("Closed")).isEqualTo(Phase.CLOSED);
    assertThat(mapping.specialistOnNewGroup()).isTrue();
    assertThat(mapping.changing()).containsExactly("impact", "urgency");
    assertThat(mapping.recordedPriority()).isEqualTo("priority");
    assertThat(mapping.notFacts()).contains("made_sla", "reassignment_count");
  }

  @Test
  void shouldKeepAnIncidentWhereItIsAtAnUnknownState() {
    // when
    Mapping mapping = MappingReader.builtIn("servicenow");

    // then
    assertThat(mapping.knows("-100")).isFalse();
    assertThat(mapping.phase("-100")).isEqualTo(Phase.KEEP);
  }

  @Test
  void shouldReadTheBuiltInXesMapping() {
    // when
    Mapping mapping = MappingReader.builtIn("xes");

    // then
    assertThat(mapping.phase("Accepted/In Progress")).isEqualTo(Phase.WORKING);
    assertThat(mapping.phase("Accepted/Assigned")).isEqualTo(Phase.WAITING);
    assertThat(mapping.phase("Queued/Awaiting Assignment")).isEqualTo(Phase.WAITING);
    assertThat(mapping.phase("Accepted/Wait - Vendor")).isEqualTo(Phase.BLOCKED);
    assertThat(mapping.phase("Completed/Resolved")).isEqualTo(Phase.RESOLVED);
    assertThat(mapping.phase("Completed/In Call")).isEqualTo(Phase.CONFIRMED);
    assertThat(mapping.phase("Completed/Cancelled")).isEqualTo(Phase.CONFIRMED);
    assertThat(mapping.phase("Completed/Closed")).isEqualTo(Phase.CLOSED);
    assertThat(mapping.phase("Unmatched/Unmatched")).isEqualTo(Phase.KEEP);
    assertThat(mapping.changing()).containsExactly("impact");
  }

  @Test
  void shouldRefuseABuiltInMappingThatDoesNotExist() {
    assertThatThrownBy(() -> MappingReader.builtIn("jira"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("No mapping jira.yaml");
  }

  @Test
  void shouldTakeDefaultsForWhatIsLeftOut() throws IOException {
    // given
    Path file = write("states: {Open: working}");

    // when
    Mapping mapping = MappingReader.read(file);

    // then
    assertThat(mapping.name()).isEqualTo(file.toString());
    assertThat(mapping.otherwise()).isEqualTo(Phase.KEEP);
    assertThat(mapping.recordedPriority()).isEqualTo("priority");
    assertThat(mapping.titleFrom()).isEmpty();
    assertThat(mapping.changing()).isEmpty();
    assertThat(mapping.notFacts()).isEmpty();
    assertThat(mapping.specialistOnNewGroup()).isFalse();
  }

  @Test
  void shouldTakeStatesThatAreNumbers() throws IOException {
    // when
    Mapping mapping = MappingReader.read(write("states: {-100: keep, 1: registered}"));

    // then
    assertThat(mapping.knows("-100")).isTrue();
    assertThat(mapping.phase("1")).isEqualTo(Phase.REGISTERED);
  }

  @ParameterizedTest
  @EnumSource
  void shouldReadEachPhaseWord(Phase phase) throws IOException {
    // given
    String word = phase.name().toLowerCase(Locale.ROOT);

    // when
    Mapping mapping = MappingReader.read(write("states: {X: " + word + "}\notherwise: " + word));

    // then
    assertThat(mapping.phase("X")).isEqualTo(phase);
    assertThat(mapping.phase("Y")).isEqualTo(phase);
  }

  @Test
  void shouldTellMappingsApartByTheirContent() throws IOException {
    // given
    Mapping one = MappingReader.read(write("states: {A: working, B: waiting}"));
    Mapping turned = MappingReader.read(write("states: {B: waiting, A: working}"));
    Mapping other = MappingReader.read(write("states: {A: working, B: blocked}"));

    // then
    assertThat(one.canonical()).isEqualTo(turned.canonical()).isNotEqualTo(other.canonical());
  }

  @Test
  void shouldRefuseUnknownKeys() {
    shouldRefuse(
        "states: {A: working}\nstate: {}\nspecialist: true",
        "to hold only the keys [changing, name, not-facts, otherwise, recorded-priority,"
            + " specialist-on-new-group, states, title-from], but it holds [specialist, state].",
        "Maybe compare it with a mapping that ships with the replay.");
  }

  @Test
  void shouldRefuseAnUnknownPhaseWord() {
    shouldRefuse(
        "states: {Active: busy}",
        "to map 'states: Active' to one of [registered, working, waiting, blocked, resolved,"
            + " confirmed, closed, keep], but it maps it to 'busy'.",
        "Maybe compare it");
  }

  @Test
  void shouldRefuseAnUnknownWordForOtherStates() {
    shouldRefuse(
        "states: {Active: working}\notherwise: ignore",
        "to map 'otherwise' to one of [",
        "but it maps it to 'ignore'.");
  }

  @Test
  void shouldRefuseAStateWithoutMeaning() {
    shouldRefuse("states: {Active: }", "to map 'states: Active' to", "maps it to 'null'");
  }

  @Test
  void shouldRefuseAMappingWithoutStates() {
    shouldRefuse("name: mine", "to give the meaning of 'states', but it gives none.");
    shouldRefuse("states: {}", "to give the meaning of 'states', but it gives none.");
    shouldRefuse("states: [Active]", "to give the meaning of 'states', but it gives none.");
  }

  @Test
  void shouldRefuseATextWhereAListBelongs() {
    shouldRefuse(
        "states: {Active: working}\nchanging: impact",
        "to give a list for 'changing', but it gives 'impact'.");
  }

  @Test
  void shouldRefuseASwitchThatIsNeitherTrueNorFalse() {
    shouldRefuse(
        "states: {Active: working}\nspecialist-on-new-group: yes",
        "to say true or false for 'specialist-on-new-group', but it says 'yes'.");
  }

  @Test
  void shouldNameTheLineOfBadYaml() {
    shouldRefuse(
        "states:\n  Active: working\n  Closed: [closed\nname: x\n",
        "to be YAML, but it is not",
        "line 4",
        "Maybe correct the place that the message names.");
  }

  @Test
  void shouldRefuseAStateThatIsThereTwice() {
    shouldRefuse("states:\n  A: working\n  A: waiting\n", "found duplicate key A", "line 3");
  }

  @Test
  void shouldRefuseYamlWithoutKeys() {
    shouldRefuse("- a\n- b\n", "to hold keys and values, but it does not.", "Maybe start from");
    shouldRefuse("", "to hold keys and values, but it does not.");
  }

  @Test
  void shouldRefuseATextThatIsNotUtf8() throws IOException {
    // given
    Path file = folder.resolve("latin.yaml");
    Files.write(file, "states: {Gelöst: resolved}".getBytes(StandardCharsets.ISO_8859_1));

    // then
    assertThatThrownBy(() -> MappingReader.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected mapping '"
                + file
                + "' to be UTF-8 text, but it is not.\nMaybe save it as UTF-8.");
  }

  @Test
  void shouldRefuseAMissingFile() {
    // given
    Path file = folder.resolve("none.yaml");

    // then
    assertThatThrownBy(() -> MappingReader.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected mapping '"
                + file
                + "' to be there, but there is no such file.\nMaybe check the path.");
  }

  @Test
  void shouldRefuseAFolder() {
    assertThatThrownBy(() -> MappingReader.read(folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("to be readable, but reading failed: ")
        .hasMessageContaining("Maybe check that it is a file and may be read.");
  }

  @Test
  void shouldRefuseAFileThatIsTooLarge() throws IOException {
    // given
    Path file = write("#".repeat((1 << 20) + 1));

    // then
    assertThatThrownBy(() -> MappingReader.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected mapping '"
                + file
                + "' to have at most 1 MiB, but it is larger.\nMaybe pass the mapping and not the"
                + " log.");
  }

  private void shouldRefuse(String yaml, String... texts) {
    assertThatThrownBy(() -> MappingReader.read(write(yaml)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Expected mapping '" + folder.resolve("mapping.yaml") + "'")
        .hasMessageContainingAll(texts);
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("mapping.yaml"), yaml);
  }
}
