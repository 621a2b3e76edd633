// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import io.millrace.rules.drl.Cell;
import io.millrace.rules.drl.Item;
import io.millrace.rules.drl.Proposals;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a tenant's rules may call and name; everything else is refused. All of it ends soon, needs
 * little memory, changes nothing, and gives the same answer in every place and language.
 */
final class AllowList {
  /** The questions of the item. */
  static final Set<String> QUESTIONS = declared(Item.class);

  /** The ways to propose. */
  static final Set<String> PROPOSALS = declared(Proposals.class);

  /** What a file may import. */
  static final Set<String> IMPORTS =
      Set.of(
          Item.class.getName(),
          Proposals.class.getName(),
          Cell.class.getName(),
          "java.lang.String",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Double",
          "java.lang.Boolean",
          "java.time.Duration",
          "java.time.Instant",
          "java.time.LocalDate",
          "java.time.OffsetDateTime",
          "java.util.List",
          "java.util.Map",
          "java.util.Set");

  /** Types that a local variable may have. */
  static final Set<String> TYPES =
      Stream.concat(
              IMPORTS.stream().map(name -> name.substring(name.lastIndexOf('.') + 1)),
              Stream.of("boolean", "int", "long", "double", "var"))
          .filter(name -> !name.equals("Item") && !name.equals("Proposals"))
          .collect(Collectors.toUnmodifiableSet());

  /** Methods of values, by the internal name of the type that declares them. */
  private static final Map<String, Set<String>> METHODS = methods();

  /** Static methods, as written in rules. */
  static final Set<String> STATIC_CALLS =
      Set.of(
          "Double.valueOf",
          "Duration.between",
          "Duration.ofDays",
          "Duration.ofHours",
          "Duration.ofMinutes",
          "Instant.parse",
          "Integer.valueOf",
          "List.of",
          "LocalDate.parse",
          "Long.valueOf",
          "Map.of",
          "Math.abs",
          "Math.ceil",
          "Math.floor",
          "Math.max",
          "Math.min",
          "Math.round",
          "OffsetDateTime.parse",
          "Set.of",
          "String.valueOf");

  /** Methods of values, as written in rules. */
  static final Set<String> CALLS =
      METHODS.entrySet().stream()
          .filter(entry -> !entry.getKey().equals(internal(Proposals.class)))
          .filter(entry -> !entry.getKey().startsWith("org/"))
          .flatMap(entry -> entry.getValue().stream())
          .collect(Collectors.toUnmodifiableSet());

  private AllowList() {}

  /** Whether code that a rule's author wrote may call it, as compiled. */
  static boolean mayCall(String owner, String name, String descriptor) {
    if (!METHODS.getOrDefault(owner, Set.of()).contains(name)) {
      return false;
    }
    boolean isBox = owner.startsWith("java/lang/") && !owner.equals("java/lang/String");
    boolean parses = isBox && descriptor.startsWith("(Ljava/lang/String;");
    return !parses && !descriptor.contains("[");
  }

  /** Whether values of the type may be met in rules, as compiled. */
  static boolean isKnown(String internalName) {
    return METHODS.containsKey(internalName) && !internalName.startsWith("org/");
  }

  private static Map<String, Set<String>> methods() {
    Map<String, Set<String>> methods = new HashMap<>();
    methods.put(internal(Item.class), QUESTIONS);
    methods.put(internal(Proposals.class), PROPOSALS);
    methods.put(internal(Cell.class), declared(Cell.class));
    put(
        methods,
        "java/lang/String",
        "charAt compareTo contains endsWith equals equalsIgnoreCase indexOf isBlank isEmpty length"
            + " startsWith strip substring trim valueOf");
    put(methods, "java/lang/Boolean", "booleanValue equals valueOf");
    put(methods, "java/lang/Double", "doubleValue equals intValue longValue valueOf compareTo");
    put(methods, "java/lang/Integer", "doubleValue equals intValue longValue valueOf compareTo");
    put(methods, "java/lang/Long", "doubleValue equals intValue longValue valueOf compareTo");
    put(methods, "java/lang/Math", "abs ceil floor max min round");
    put(methods, "java/lang/Object", "equals");
    time(methods);
    put(methods, "java/util/List", "contains get isEmpty of size");
    put(methods, "java/util/Map", "containsKey get getOrDefault isEmpty of size");
    put(methods, "java/util/Set", "contains isEmpty of size");
    put(
        methods,
        "org/drools/modelcompiler/util/EvaluationUtil",
        "areNullSafeEquals areNumbersNullSafeEquals equals notEquals greaterThan lessThan"
            + " greaterOrEqual lessOrEqual greaterThanNumbers lessThanNumbers greaterOrEqualNumbers"
            + " lessOrEqualNumbers");
    return Map.copyOf(methods);
  }

  private static void time(Map<String, Set<String>> methods) {
    put(
        methods,
        "java/time/Duration",
        "between compareTo equals isNegative isZero ofDays ofHours ofMinutes toDays toHours"
            + " toMinutes");
    put(methods, "java/time/Instant", "compareTo equals isAfter isBefore parse");
    put(methods, "java/time/DayOfWeek", "compareTo equals getValue");
    String date =
        "compareTo equals getDayOfMonth getDayOfWeek getMonthValue getYear isAfter isBefore";
    put(methods, "java/time/LocalDate", date + " parse");
    put(methods, "java/time/OffsetDateTime", date + " getHour getMinute parse toInstant");
  }

  private static void put(Map<String, Set<String>> methods, String owner, String names) {
    methods.put(owner, Set.of(names.split(" ")));
  }

  private static Set<String> declared(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .map(Method::getName)
        .filter(name -> !name.contains("$"))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String internal(Class<?> type) {
    return type.getName().replace('.', '/');
  }
}
