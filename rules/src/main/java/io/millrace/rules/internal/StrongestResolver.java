// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.model.Reason;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The first proposal of each output decides: they come in the documented order. */
final class StrongestResolver implements Resolver {
  private final String[] outputs;

  StrongestResolver(List<String> outputs) {
    this.outputs = outputs.toArray(String[]::new);
  }

  @Override
  public boolean strongestWins() {
    return true;
  }

  @Override
  public Map<String, String> settle(Proposal[] first, DefaultItem item, boolean[] isAsked) {
    Map<String, String> answer = new HashMap<>(4);
    int previous = -1;
    for (Proposal proposal : first) {
      if (isAsked[proposal.output()] && proposal.output() != previous) {
        previous = proposal.output();
        answer.put(outputs[previous], proposal.value());
      }
    }
    return answer;
  }

  @Override
  public Answer resolve(Proposal[] first, Proposal[] last, DefaultItem item) {
    Map<String, String> answer = new LinkedHashMap<>(outputs.length * 2);
    Reason[] reasons = new Reason[last.length];
    int previous = -1;
    for (int i = 0; i < last.length; i++) {
      Proposal proposal = last[i];
      String output = outputs[proposal.output()];
      boolean decided = proposal.output() != previous;
      if (decided) {
        answer.put(output, proposal.value());
        previous = proposal.output();
      }
      reasons[i] = proposal.reason(output, decided);
    }
    return new Answer(answer, List.of(reasons));
  }
}
