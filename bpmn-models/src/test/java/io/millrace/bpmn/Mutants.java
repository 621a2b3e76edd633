// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Models that are spoilt at random, to compare two ways of checking them. */
final class Mutants {
  private static final Pattern TARGET = Pattern.compile("(?<=targetRef=\")\\w+(?=\")");
  private static final Pattern GATEWAY =
      Pattern.compile("(?s)<bpmn:(exclusive|parallel|inclusive)Gateway .*?</bpmn:\\1Gateway>");
  private static final Pattern DEFAULT = Pattern.compile(" default=\"\\w+\"");
  private static final Pattern BESIDE = Pattern.compile(" cancelActivity=\"false\"");
  private static final Pattern PROPERTY = Pattern.compile("<camunda:property [^>]*/>");
  private static final Pattern VALUE =
      Pattern.compile("(?<=<camunda:property name=\"\\w{1,30}\" value=\")[^\"]*");
  private static final Pattern COMPARED = Pattern.compile("(?<=\\$\\{)\\w+(?= ==)");
  private static final Pattern CONDITION =
      Pattern.compile("(?s)<bpmn:conditionExpression.*?</bpmn:conditionExpression>");
  private static final Pattern END = Pattern.compile("(<bpmn:endEvent id=\"\\w+\"[^>]*>)");

  private final Random random;

  Mutants(long seed) {
    this.random = new Random(seed);
  }

  /** The model with one to four changes; it may be as good as before. */
  String spoil(String model) {
    String spoilt = model;
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      spoilt = change(spoilt);
    }
    return spoilt;
  }

  private String change(String model) {
    List<UnaryOperator<String>> changes =
        List.of(
            m -> swap(m, TARGET, (target, other) -> other),
            m -> swap(m, TARGET, (target, other) -> other),
            m -> swap(m, GATEWAY, (gateway, other) -> retype(gateway)),
            m -> swap(m, GATEWAY, (gateway, other) -> retype(gateway)),
            m -> swap(m, DEFAULT, (found, other) -> ""),
            m -> swap(m, BESIDE, (found, other) -> ""),
            m -> swap(m, PROPERTY, (found, other) -> ""),
            m -> swap(m, PROPERTY, (found, other) -> other),
            m -> swap(m, VALUE, (value, other) -> value + "x"),
            m -> swap(m, VALUE, (value, other) -> other),
            m -> swap(m, COMPARED, (variable, other) -> other),
            m -> swap(m, CONDITION, (found, other) -> ""),
            m ->
                swap(
                    m,
                    END,
                    (end, other) ->
                        end.endsWith("/>") ? end : end + "<bpmn:terminateEventDefinition />"));
    return changes.get(random.nextInt(changes.size())).apply(model);
  }

  /** Replaces one of the places, given its text and that of another one. */
  private String swap(String model, Pattern places, BinaryOperator<String> replacement) {
    List<MatchResult> found = places.matcher(model).results().toList();
    if (found.isEmpty()) {
      return model;
    }
    MatchResult place = found.get(random.nextInt(found.size()));
    String other = found.get(random.nextInt(found.size())).group();
    return model.substring(0, place.start())
        + replacement.apply(place.group(), other)
        + model.substring(place.end());
  }

  private String retype(String gateway) {
    String type = List.of("exclusive", "parallel", "inclusive").get(random.nextInt(3));
    Matcher types = Pattern.compile("(?<=<bpmn:|</bpmn:)\\w+(?=Gateway)").matcher(gateway);
    return types.replaceAll(type);
  }
}
