package io.millrace.engine.internal;

import io.millrace.model.Demand;
import io.millrace.model.Facts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/** Tells whether two requests say the same, whatever the order of their facts. */
final class Fingerprint {
  private Fingerprint() {}

  static String of(Demand demand) {
    Demand plain =
        new Demand(
            demand.id(),
            demand.title(),
            demand.description(),
            demand.source(),
            demand.requester(),
            demand.stream(),
            Facts.none(),
            demand.occurredAt());
    return sha256(plain + "\n" + new TreeMap<>(demand.facts().values()));
  }

  static String of(Object request) {
    return sha256(request.toString());
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
