// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.drools.io.ByteArrayResource;
import org.jspecify.annotations.Nullable;
import org.kie.internal.builder.conf.LanguageLevelOption;

/** Reads DRL. What it read is compiled as it is, so no second parser may see something else. */
final class RuleParser {
  static final LanguageLevelOption LANGUAGE = LanguageLevelOption.DRL6;

  private static final Pattern NOISE = Pattern.compile("^\\[ERR \\d+\\] Line \\d+:\\d+ ");
  private static final Pattern IN_RULE = Pattern.compile(" in (?:rule|query|pattern) .*$");

  private RuleParser() {}

  /** What the file says; null, and a problem for each error, if it cannot be read. */
  static @Nullable ParsedFile parse(RuleFile file, Problems problems) {
    DrlParser parser = new DrlParser(LANGUAGE);
    PackageDescr descr = null;
    try {
      descr = parser.parse(resource(file), file.text());
    } catch (DroolsParserException e) {
      if (!parser.hasErrors()) {
        problems.add(file.path(), 0, problem(String.valueOf(e.getMessage())), advice(""));
      }
    }
    for (DroolsError error : parser.getErrors()) {
      int line = error.getLines().length == 0 ? 0 : error.getLines()[0];
      String message = String.valueOf(error.getMessage());
      problems.add(file.path(), line, problem(message), advice(message));
    }
    return descr == null || parser.hasErrors() ? null : new ParsedFile(file, descr);
  }

  /** The path stays out of it: the generator writes the name of a resource into its sources. */
  static ByteArrayResource resource(RuleFile file) {
    String encoding = StandardCharsets.UTF_8.name();
    return new ByteArrayResource(file.text().getBytes(StandardCharsets.UTF_8), encoding);
  }

  private static String problem(String message) {
    String first = message.lines().findFirst().orElse("");
    String plain = NOISE.matcher(first).replaceFirst("");
    Matcher rule = IN_RULE.matcher(plain);
    String where = rule.find() ? rule.group().strip().replace('"', '\'') : "";
    String what = Refusal.quote(rule.replaceFirst("").replaceAll("[.]$", ""));
    return "Expected rules in DRL, but there is a syntax error"
        + (where.isEmpty() ? "" : " " + where)
        + ": "
        + what
        + ".";
  }

  private static String advice(String message) {
    if (message.contains("<eof>")) {
      return "close what is open: a bracket, a text, or the rule with 'end'";
    }
    return "look for a bracket, a comma or a quotation mark that is missing before it";
  }
}
