// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PriorityMatrix;
import io.millrace.rules.change.GuardrailSettings;
import io.millrace.rules.change.RiskQuestion;
import io.millrace.rules.change.Waiver;
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

  PackDigest(BuiltInOptions options, Extensions extensions) {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    BuiltInPack.resources().forEach(resource -> put(BuiltInPack.bytes(resource)));
    matrix(options.matrix());
    put(Double.toString(options.feedbackRate()));
    new TreeMap<>(options.routes())
        .forEach(
            (category, team) -> {
              put(category);
              put(team);
            });
    put(options.defaultTeam());
    guardrails(options.guardrails());
    extensions
        .resolvers()
        .forEach(
            (point, resolver) -> {
              put("resolver");
              put(point.name());
              put(resolver.name());
            });
  }

  /** Adds a layer. */
  void layer(String digest, boolean trusted) {
    put(digest);
    put(trusted ? "host" : "tenant");
  }

  String hex() {
    return HexFormat.of().formatHex(sha.digest());
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

  private void guardrails(GuardrailSettings settings) {
    put(new TreeMap<>(settings.modes()).toString());
    put(Integer.toString(settings.waivers().size()));
    settings.waivers().forEach(this::waiver);
    named(settings.limits());
    put(Integer.toString(settings.lists().size()));
    new TreeMap<>(settings.lists())
        .forEach(
            (name, texts) -> {
              put(name);
              put(Integer.toString(texts.size()));
              texts.forEach(this::put);
            });
    named(settings.approvers());
    put(settings.questionnaire().bands().toString());
    for (RiskQuestion question : settings.questionnaire().questions()) {
      put(question.fact());
      named(question.points());
    }
  }

  private void waiver(Waiver waiver) {
    put(waiver.guardrail());
    put(waiver.fact());
    put(waiver.value());
    put(waiver.owner());
    put(waiver.reason());
    put(waiver.expires().toString());
  }

  private void named(Map<String, ?> values) {
    put(Integer.toString(values.size()));
    new TreeMap<>(values)
        .forEach(
            (name, value) -> {
              put(name);
              put(value.toString());
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
