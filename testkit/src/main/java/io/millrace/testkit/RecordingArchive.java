// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.plugin.port.Archive;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An archive in memory, for tests that read what clean-up hands over. Thread-safe. */
public final class RecordingArchive implements Archive {
  private final Map<UUID, Kept> documents = new LinkedHashMap<>();

  private record Kept(String tenant, byte[] json) {}

  /** An empty archive. */
  public RecordingArchive() {}

  @Override
  public synchronized void take(Iterable<Document> taken) throws IOException {
    Map<UUID, Kept> all = new LinkedHashMap<>();
    for (Document document : taken) {
      ByteArrayOutputStream json = new ByteArrayOutputStream();
      document.writeTo(json);
      all.put(document.key(), new Kept(document.tenant(), json.toByteArray()));
    }
    documents.putAll(all);
  }

  @Override
  public synchronized long erase(Erasure erasure) throws IOException {
    Map<UUID, Kept> replaced = new LinkedHashMap<>();
    long changed = 0;
    for (Map.Entry<UUID, Kept> document : documents.entrySet()) {
      Kept kept = document.getValue();
      if (kept.tenant().equals(erasure.tenant())) {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        changed += erasure.rewrite(new ByteArrayInputStream(kept.json()), copy);
        replaced.put(document.getKey(), new Kept(kept.tenant(), copy.toByteArray()));
      }
    }
    if (!erasure.dryRun()) {
      documents.putAll(replaced);
    }
    return changed;
  }

  /** The kept documents of a tenant as JSON, in the order in which they came first. */
  public synchronized List<String> kept(String tenant) {
    return documents.values().stream()
        .filter(one -> one.tenant().equals(tenant))
        .map(one -> new String(one.json(), StandardCharsets.UTF_8))
        .toList();
  }
}
