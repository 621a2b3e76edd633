// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.model.Decision;
import io.millrace.model.PackRef;
import io.millrace.model.Reason;
import io.millrace.rules.Explanation;
import io.millrace.rules.NearMiss;
import io.millrace.rules.workshop.ChainExplanation;
import java.io.IOException;
import java.util.TreeMap;

/** Explained decisions as JSON, as {@code docs/schema/policy-explain.schema.json} describes it. */
final class ExplainJson {
  private final JsonGenerator json;

  private ExplainJson(JsonGenerator json) {
    this.json = json;
  }

  static String of(ChainExplanation chain) {
    return JsonText.of(json -> new ExplainJson(json).decisions(chain));
  }

  private void decisions(ChainExplanation chain) throws IOException {
    json.writeArrayFieldStart("decisions");
    for (Explanation explanation : chain.explanations()) {
      decision(explanation);
    }
    json.writeEndArray();
  }

  private void decision(Explanation explanation) throws IOException {
    Decision decision = explanation.decision();
    PackRef pack = decision.pack();
    json.writeStartObject();
    json.writeStringField("point", decision.point().name());
    json.writeStringField("at", decision.at().toString());
    json.writeObjectFieldStart("pack");
    json.writeStringField("id", pack.id());
    json.writeStringField("version", pack.version());
    json.writeStringField("digest", pack.digest());
    json.writeEndObject();
    JsonText.texts(json, "outputs", decision.outputs());
    json.writeArrayFieldStart("reasons");
    for (Reason reason : decision.reasons()) {
      reason(reason);
    }
    json.writeEndArray();
    JsonText.texts(json, "missing", new TreeMap<>(decision.inputs().missing()));
    json.writeArrayFieldStart("near_misses");
    for (NearMiss miss : explanation.nearMisses()) {
      json.writeStartObject();
      json.writeStringField("rule", miss.rule());
      json.writeStringField("condition", miss.condition());
      json.writeNumberField("met", miss.met());
      json.writeNumberField("conditions", miss.conditions());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void reason(Reason reason) throws IOException {
    json.writeStartObject();
    json.writeStringField("output", reason.output());
    json.writeStringField("value", reason.value());
    json.writeBooleanField("decided", reason.decided());
    json.writeStringField("rule", reason.rule());
    json.writeNumberField("strength", reason.strength());
    json.writeStringField("text", reason.text());
    json.writeStringField("cell", reason.cell());
    JsonText.texts(json, "facts", new TreeMap<>(reason.facts()));
    json.writeEndObject();
  }
}
