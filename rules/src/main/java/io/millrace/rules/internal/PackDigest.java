package io.millrace.rules.internal;

import io.millrace.model.DecisionPoint;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PriorityMatrix;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The digest of the built-in pack: its rules as written and its data. Every part goes in with its
 * length, so that no two contents give the same bytes.
 */
final class PackDigest {
  private final MessageDigest sha;

  PackDigest(BuiltInOptions options) {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    BuiltInPack.OUTPUTS.keySet().forEach(this::rules);
    matrix(options.matrix());
    put(Double.toString(options.feedbackRate()));
    new TreeMap<>(options.routes())
        .forEach(
            (category, team) -> {
              put(category);
              put(team);
            });
    put(options.defaultTeam());
  }

  String hex() {
    return HexFormat.of().formatHex(sha.digest());
  }

  private void rules(DecisionPoint point) {
    String resource = BuiltInPack.packageOf(point).replace('.', '/') + "/" + point.name() + ".drl";
    try (InputStream in = BuiltInPack.open(resource)) {
      put(in.readAllBytes());
    } catch (IOException e) {
      throw BuiltInPack.failed(resource, e);
    }
  }

  private void matrix(PriorityMatrix matrix) {
    put(matrix.name());
    put(matrix.orientation().name());
    put(matrix.impactFallback());
    put(matrix.urgencyFallback());
    put(matrix.cellFallback());
    put(matrix.axisOrientation().name());
    aliases(matrix.impactAliases());
    aliases(matrix.urgencyAliases());
    matrix.urgencies().forEach(this::put);
    for (int row = 0; row < matrix.impacts().size(); row++) {
      put(matrix.impacts().get(row));
      matrix.cells().get(row).forEach(this::put);
    }
  }

  private void aliases(Map<String, String> aliases) {
    put(Integer.toString(aliases.size()));
    new TreeMap<>(aliases)
        .forEach(
            (alias, label) -> {
              put(alias);
              put(label);
            });
  }

  private void put(String part) {
    put(part.getBytes(StandardCharsets.UTF_8));
  }

  private void put(byte[] part) {
    sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
    sha.update(part);
  }
}
