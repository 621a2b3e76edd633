// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import io.millrace.model.Facts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes items up for a region, in the form in which hosts give them: a time since opening as the
 * instant of opening, words as a title. Where that contradicts another fact, the second form gives
 * the number itself. Whoever uses an item has to try whether it shows what it should.
 */
final class Sampler {
  private static final double HOUR = Duration.ofHours(1).toMillis();

  private final Space space;

  private final OwnAnswers own;

  Sampler(Space space, OwnAnswers own) {
    this.space = space;
    this.own = own;
  }

  /** Items of the region, the most natural one first. */
  List<Facts> samples(Region region) {
    Map<String, Object> given = given(region);
    List<Map<String, Object>> forms = new ArrayList<>();
    forms.addAll(own.leadingTo(region, natural(given)));
    forms.addAll(own.leadingTo(region, given));
    String text = space.atoms().text(region.required());
    List<Facts> samples = new ArrayList<>();
    for (Map<String, Object> form : forms) {
      if (text.isEmpty()) {
        samples.add(Facts.of(form));
      } else {
        addText(samples, form, "title", text);
        addText(samples, form, "description", text);
      }
    }
    return samples.stream().distinct().toList();
  }

  private Map<String, Object> given(Region region) {
    Map<String, Object> given = new LinkedHashMap<>();
    for (int i = 0; i < space.domains().size(); i++) {
      FactDomain domain = space.domains().get(i);
      if (!own.has(i)) {
        domain
            .value(region.values(i).nextSetBit(0))
            .ifPresent(value -> given.put(domain.fact(), value));
      }
    }
    return given;
  }

  private static void addText(
      List<Facts> samples, Map<String, Object> form, String fact, String text) {
    Map<String, Object> with = new LinkedHashMap<>();
    with.put(fact, text);
    form.forEach(with::putIfAbsent);
    samples.add(Facts.of(with));
  }

  private static Map<String, Object> natural(Map<String, Object> given) {
    Map<String, Object> natural = new LinkedHashMap<>();
    given.forEach(
        (name, value) -> {
          if (value instanceof Number number && !natural.containsKey(base(name))) {
            natural.putAll(inBaseFacts(name, number));
          } else if (!given.containsKey(derived(name))) {
            natural.put(name, value);
          }
        });
    return natural;
  }

  private static Map<String, Object> inBaseFacts(String name, Number number) {
    return switch (name) {
      case "age" -> Map.of("openedAt", hoursFromNow(-number.doubleValue()));
      case "timeToDue" -> Map.of("dueAt", hoursFromNow(number.doubleValue()));
      case "timeToPenalty" -> Map.of("penaltyAt", hoursFromNow(number.doubleValue()));
      case "costOfDelay" -> Map.of("valuePerWeek", number);
      case "wsjf" -> Map.of("valuePerWeek", number, "durationDays", 7L);
      default -> Map.of(name, number);
    };
  }

  private static String base(String name) {
    return switch (name) {
      case "wsjf" -> "valuePerWeek";
      default -> name;
    };
  }

  /** The number that is worked out from an instant, and gives the instant itself. */
  private static String derived(String name) {
    return switch (name) {
      case "openedAt" -> "age";
      case "dueAt" -> "timeToDue";
      case "penaltyAt" -> "timeToPenalty";
      default -> "";
    };
  }

  private static String hoursFromNow(double hours) {
    return Items.AT.plusMillis(Math.round(hours * HOUR)).toString();
  }
}
