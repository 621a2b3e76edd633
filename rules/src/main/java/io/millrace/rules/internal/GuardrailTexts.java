// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.rules.change.GuardrailSettings;
import io.millrace.rules.change.Guardrails;
import io.millrace.rules.change.RiskQuestion;
import io.millrace.rules.change.Waiver;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The settings of guardrails as texts by name, to be read and compared. */
final class GuardrailTexts {
  private GuardrailTexts() {}

  static Map<String, String> of(GuardrailSettings settings) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String guardrail : Guardrails.NAMES) {
      String mode = settings.mode(guardrail).name().toLowerCase(Locale.ROOT);
      texts.put("guardrail " + guardrail, mode);
    }
    settings.limits().forEach((name, limit) -> texts.put("limit " + name, limit.toString()));
    settings.lists().forEach((name, list) -> texts.put("list " + name, String.join(", ", list)));
    settings.approvers().forEach((name, role) -> texts.put("approver " + name, role));
    for (Waiver waiver : settings.waivers()) {
      String name = "waiver " + waiver.guardrail() + " of " + waiver.fact() + " " + waiver.value();
      String text = "until " + waiver.expires() + " by " + waiver.owner() + ": " + waiver.reason();
      texts.merge(name, text, (first, second) -> first + "; " + second);
    }
    questions(texts, settings);
    return texts;
  }

  private static void questions(Map<String, String> texts, GuardrailSettings settings) {
    texts.put("risk bands", settings.questionnaire().bands().toString());
    for (RiskQuestion question : settings.questionnaire().questions()) {
      texts.put("risk question " + question.fact(), new TreeMap<>(question.points()).toString());
    }
  }
}
