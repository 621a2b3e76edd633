// SPDX-License-Identifier: Apache-2.0
package io.millrace.plugin.port;

import io.millrace.model.Demand;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;

/** Ids that follow from what a demand says. */
final class ContentId {
  private static final String SOURCE_ID = "sourceId";
  private static final int DIGITS = 24;

  private ContentId() {}

  static String of(Demand demand) {
    String source = demand.source().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return source + "-" + demand.facts().findText(SOURCE_ID).orElseGet(() -> digest(demand));
  }

  /** Each part with its length, so that no two demands read alike. */
  private static String digest(Demand demand) {
    StringBuilder text = new StringBuilder();
    add(text, demand.title());
    add(text, demand.description());
    add(text, Objects.toString(demand.requester(), ""));
    add(text, Objects.toString(demand.stream(), ""));
    add(text, Objects.toString(demand.occurredAt(), ""));
    new TreeMap<>(demand.facts().values())
        .forEach(
            (name, value) -> {
              add(text, name);
              add(text, value.toString());
            });
    new TreeMap<>(demand.facts().missing()).keySet().forEach(name -> add(text, name));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  private static void add(StringBuilder text, String part) {
    text.append(part.length()).append(':').append(part);
  }
}
