// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.engine.FileArchive;
import io.millrace.event.Event;
import io.millrace.event.EventType;
import io.millrace.model.Facts;
import io.millrace.plugin.port.Archive;
import io.millrace.plugin.port.Participant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contracts of archives and participants: good ones pass, planted mistakes are found. */
class OtherPortContractsTest {

  /** Millrace's own archive. */
  @Nested
  class FilesTest extends ArchiveContract {
    @TempDir Path folder;

    @Override
    protected Archive archive() {
      return FileArchive.in(folder);
    }

    @Override
    protected List<String> kept(Archive archive, String tenant) throws IOException {
      Path of = ((FileArchive) archive).folderOf(tenant);
      List<String> lines = new ArrayList<>();
      if (Files.isDirectory(of)) {
        try (Stream<Path> files = Files.list(of)) {
          for (Path file : files.filter(one -> one.toString().endsWith(".jsonl")).toList()) {
            lines.addAll(Files.readAllLines(file));
          }
        }
      }
      return lines.stream().distinct().toList(); // a work item that comes again is there twice
    }
  }

  /** A participant that writes within a transaction. */
  @Nested
  class LedgerTest extends ParticipantContract {
    private final List<Event> ledger = new ArrayList<>();

    @Override
    protected Participant participant() {
      return ledger::addAll;
    }

    @Override
    protected long effects() {
      return ledger.size();
    }

    @Override
    protected void rollBack() {
      ledger.clear();
    }
  }

  @Test
  void shouldFindAParticipantThatActsOutsideTheTransaction() {
    List<Event> mailed = new ArrayList<>();
    ParticipantContract contract =
        new ParticipantContract() {
          @Override
          protected Participant participant() {
            return mailed::addAll;
          }

          @Override
          protected long effects() {
            return mailed.size();
          }

          @Override
          protected void rollBack() {}
        };

    assertThatThrownBy(contract::shouldLeaveNothingBehindAfterARollback)
        .hasMessageContaining("Expected no effect of what was rolled back.");
  }

  @Test
  void shouldVetoWhatItWasToldTo() {
    Instant at = Instant.parse("2026-03-02T08:00:00Z");
    Event event =
        new Event(UUID.randomUUID(), EventType.STEP_BLOCKED, "t", "i", 1, at, at, Facts.none());
    ScriptedParticipant participant = new ScriptedParticipant().vetoes(EventType.STEP_BLOCKED);

    assertThatThrownBy(() -> participant.beforeCommit(List.of(event)))
        .hasMessage("the participant was told to veto STEP_BLOCKED");
    participant.vetoes(null).beforeCommit(List.of(event));
    assertThat(participant.calls()).hasSize(2);
  }
}
