// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.plugin.port.Archive;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What Millrace relies on in an {@link Archive}. Extend it in the plugin's tests, and say where the
 * archive comes from and how to read what it keeps. JUnit 5 runs the tests; each makes an empty
 * archive of its own.
 */
public abstract class ArchiveContract {
  private static final String NAME = "Ann Example";

  /** For subclasses. */
  protected ArchiveContract() {}

  /** An empty archive to test, ready for use. */
  protected abstract Archive archive() throws Exception;

  /** The kept documents of a tenant as JSON, in any order; each work item once. */
  protected abstract List<String> kept(Archive archive, String tenant) throws Exception;

  @Test
  void shouldKeepEveryDocument() throws Exception {
    Archive archive = archive();

    archive.take(List.of(document("acme", "INC-1"), document("acme", "../INC 2")));

    assertEquals(2, kept(archive, "acme").size(), "Expected both documents.");
    assertEquals(List.of(), kept(archive, "other"), "Expected nothing of another tenant.");
  }

  @Test
  void shouldKeepTheSameWorkItemOnce() throws Exception {
    Archive archive = archive();
    Archive.Document document = document("acme", "INC-1");

    archive.take(List.of(document));
    archive.take(List.of(document));

    assertEquals(1, kept(archive, "acme").size(), "Expected the work item once: its key says so.");
  }

  @Test
  void shouldFailIfADocumentCannotBeWritten() throws Exception {
    Archive archive = archive();
    Archive.Document broken =
        new Sheet("acme", "INC-2", UUID.randomUUID()) {
          @Override
          public void writeTo(OutputStream out) throws IOException {
            throw new IOException("no more");
          }
        };

    assertThrows(
        Exception.class,
        () -> archive.take(List.of(broken)),
        "Expected a failure, so that nothing is deleted.");
  }

  @Test
  void shouldEraseAPerson() throws Exception {
    Archive archive = archive();
    archive.take(List.of(document("acme", "INC-1")));

    assertEquals(1, archive.erase(new Replacing(true)), "Expected a dry run to count.");
    assertTrue(
        kept(archive, "acme").get(0).contains(NAME), "Expected a dry run to change nothing.");
    assertEquals(1, archive.erase(new Replacing(false)), "Expected one document to change.");
    assertTrue(kept(archive, "acme").get(0).contains("erased"), "Expected the name to be gone.");
    assertEquals(0, archive.erase(new Replacing(false)), "Expected nothing more to replace.");
  }

  private static Archive.Document document(String tenant, String id) {
    return new Sheet(tenant, id, UUID.randomUUID());
  }

  /** One small document. */
  private static class Sheet implements Archive.Document {
    private final String tenant;
    private final String id;
    private final UUID key;

    Sheet(String tenant, String id, UUID key) {
      this.tenant = tenant;
      this.id = id;
      this.key = key;
    }

    @Override
    public String tenant() {
      return tenant;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public UUID key() {
      return key;
    }

    @Override
    public Instant endedAt() {
      return Instant.parse("2026-03-02T08:00:00Z");
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      String json = "{\"key\":\"" + key + "\",\"requester\":\"" + NAME + "\"}";
      out.write(json.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Replaces the name. */
  private record Replacing(boolean dryRun) implements Archive.Erasure {
    @Override
    public String tenant() {
      return "acme";
    }

    @Override
    public long rewrite(InputStream documents, OutputStream copy) throws IOException {
      String text = new String(documents.readAllBytes(), StandardCharsets.UTF_8);
      List<String> lines = new ArrayList<>();
      long changed = 0;
      for (String line : text.split("\n", -1)) {
        String replaced = line.replace(NAME, "erased");
        changed += replaced.equals(line) ? 0 : 1;
        lines.add(replaced);
      }
      copy.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
      return changed;
    }
  }
}
