// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says in plain words, and with the line of the rule, what the generator or compiler reports. */
final class CompileErrors {
  private static final Pattern METHOD = Pattern.compile("Method (\\w+) on .* is missing");
  private static final Pattern CLASS = Pattern.compile("Unable to find class: (\\S+)");
  private static final Pattern NOT_BOOLEAN =
      Pattern.compile("Predicate '(.*)' must be a Boolean expression", Pattern.DOTALL);
  private static final Pattern EXPRESSION =
      Pattern.compile("Unable to Analyse Expression (.*?):?\\s*", Pattern.DOTALL);
  private static final String LOOK_UP =
      "look up its name and arguments in io.millrace.rules.drl.Item and Proposals";

  private CompileErrors() {}

  /** Reports what the generator says about a rule. */
  static void report(ParsedRule rule, List<String> messages, Problems problems) {
    int before = problems.size();
    for (String message : messages) {
      Refusal known = known(rule, message);
      if (known != null) {
        problems.refuse(rule, known);
      }
    }
    if (problems.size() == before) {
      String message = messages.get(0).lines().findFirst().orElse("").strip();
      problems.refuse(rule, other(rule.line(), message));
    }
  }

  /** Reports what the compiler says about a generated source. */
  static void report(
      JavaClasses.Error error, RuleIndex index, List<ParsedFile> files, Problems problems) {
    ParsedRule rule = index.ofSource(error.source(), error.line());
    if (rule != null && !error.message().startsWith("Only a type can be imported")) {
      String generated = index.sourceLine(error.source(), error.line());
      int line = rule.lineOf(generated, index.condition(error.source()));
      problems.refuse(rule, other(line, error.message()));
      return;
    }
    for (ParsedFile file : files) {
      file.descr().getImports().stream()
          .filter(one -> error.message().contains(one.getTarget().replace(".*", "")))
          .forEach(
              one ->
                  problems.add(
                      file.path(),
                      one.getLine(),
                      "Expected to find '" + one.getTarget() + "', but there is no such type.",
                      "correct its name, or add its library to the application"));
    }
    if (files.stream().noneMatch(problems::concerns)) {
      String path = files.get(0).path();
      problems.add(
          path, 0, "Expected rules that compile, but " + plain(error.message()) + ".", LOOK_UP);
    }
  }

  private static @Nullable Refusal known(ParsedRule rule, String message) {
    Matcher method = METHOD.matcher(message);
    if (method.find()) {
      String name = method.group(1);
      return new Refusal(
          rule.lineOf(name + "("),
          "to ask questions that there are, but there is no '" + name + "' with such arguments",
          LOOK_UP);
    }
    Matcher type = CLASS.matcher(message);
    if (type.find()) {
      String name = Refusal.quote(type.group(1));
      return new Refusal(
          rule.lineOf(name),
          "to be about an 'Item', but '" + name + "' is not known",
          "write 'Item( ... )', or import what it stands for");
    }
    return condition(rule, message);
  }

  private static @Nullable Refusal condition(ParsedRule rule, String message) {
    Matcher predicate = NOT_BOOLEAN.matcher(message);
    if (predicate.find()) {
      String source = predicate.group(1);
      return new Refusal(
          rule.lineOf(source),
          "to have conditions that are true or false, but '" + Refusal.quote(source) + "' is not",
          "compare it with a value, or bind it to a name");
    }
    Matcher expression = EXPRESSION.matcher(message);
    if (expression.matches()) {
      String source = expression.group(1).replace("_this.", "");
      return new Refusal(
          rule.lineOf(source),
          "to have conditions that can be understood, but '" + Refusal.quote(source) + "' cannot",
          "look for a name that is not bound or is misspelt");
    }
    return null;
  }

  private static Refusal other(int line, String message) {
    return new Refusal(line, "to compile, but " + plain(message), LOOK_UP);
  }

  private static String plain(String message) {
    String line = message.strip().replaceAll("\\s+", " ").replaceFirst("[.:]+$", "");
    return line.isEmpty()
        ? "it does not"
        : line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1);
  }
}
