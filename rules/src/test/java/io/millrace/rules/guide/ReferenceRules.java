// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.guide;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.millrace.model.DecisionPoint;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.RuleInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the built-in rules and the rows of the built-in tables. */
final class ReferenceRules {
  private static final Pattern RULE =
      Pattern.compile("(?s)when\\s+(?:\\$item : )?Item\\((.*?)\\)\\s*then\\s+(.*)");
  private static final Pattern READ = Pattern.compile(", \\$item\\.read\\([^)]*\\)");

  private final PolicyPack pack;
  private final Markdown page;

  ReferenceRules(PolicyPack pack, Markdown page) {
    this.pack = pack;
    this.page = page;
  }

  void write() {
    page.heading(2, "Built-in rules and tables");
    page.text(
        "To override one, give a rule the same package and name, or a table the same name; to switch"
            + " it off, name it below `disable`.");
    for (DecisionPoint point : pack.points()) {
      List<RuleInfo> rules =
          pack.contents().rules().stream().filter(rule -> rule.point().equals(point)).toList();
      if (!rules.isEmpty()) {
        page.heading(3, point.name());
        written(rules.stream().filter(rule -> rule.file().endsWith(".drl")).toList());
        tables(rules.stream().filter(rule -> rule.file().endsWith(".csv")).toList());
      }
    }
  }

  private void written(List<RuleInfo> rules) {
    if (rules.isEmpty()) {
      return;
    }
    String name = rules.get(0).fullName();
    page.text("Rules in the package `" + name.substring(0, name.indexOf('/')) + "`:");
    page.table("rule", "when", "proposes");
    for (RuleInfo rule : rules) {
      Matcher matcher = RULE.matcher(rule.definition());
      boolean isPlain = matcher.matches();
      String when = isPlain ? matcher.group(1) : rule.definition();
      String then = isPlain ? matcher.group(2) : "";
      page.row(
          rule.fullName().substring(rule.fullName().indexOf('/') + 1),
          when.isBlank() ? "always" : Markdown.code(oneLine(when)),
          Markdown.code(oneLine(then)));
    }
    page.end();
  }

  private static String oneLine(String code) {
    String text = READ.matcher(code).replaceAll("").replace("proposals.", "");
    return text.replaceAll("\\s+", " ").replaceAll(";$", "").strip();
  }

  private void tables(List<RuleInfo> rows) {
    Map<String, String> files = new LinkedHashMap<>();
    rows.forEach(
        row -> files.put(row.fullName().substring(0, row.fullName().indexOf('/')), row.file()));
    files.forEach(this::table);
  }

  private void table(String name, String resource) {
    Map<String, String> settings = new LinkedHashMap<>();
    List<String> headers = List.of();
    int number = 0;
    for (List<String> line : lines(resource)) {
      if (!headers.isEmpty()) {
        number++;
        row(number, headers, line, settings.getOrDefault("strength", "50"));
      } else if (line.stream().anyMatch(cell -> cell.startsWith("when "))) {
        headers = line;
        String hit = settings.getOrDefault("hit", "first");
        page.text("Table **" + name + "** (hit `" + hit + "`):");
        page.table("row", "when", "then", "strength", "because");
      } else if (line.size() > 1) {
        settings.put(line.get(0), line.get(1));
      }
    }
    page.end();
  }

  private void row(int number, List<String> headers, List<String> cells, String strength) {
    List<String> when = new ArrayList<>();
    List<String> then = new ArrayList<>();
    Map<String, String> others = new LinkedHashMap<>();
    for (int i = 0; i < headers.size(); i++) {
      String header = headers.get(i);
      String cell = cells.get(i);
      if (cell.isEmpty()) {
        continue;
      }
      if (header.startsWith("when ")) {
        when.add("`" + header.substring("when ".length()) + "`: " + cell);
      } else if (header.startsWith("then ")) {
        then.add("`" + header.substring("then ".length()) + "` = " + cell);
      } else if (header.equals("raise") || header.equals("points")) {
        then.add(header + " " + cell);
      } else {
        others.put(header, cell);
      }
    }
    page.row(
        others.getOrDefault("rule", Integer.toString(number)),
        when.isEmpty() ? "always" : String.join("; ", when),
        String.join("; ", then),
        others.getOrDefault("strength", strength),
        others.getOrDefault("because", ""));
  }

  private static List<List<String>> lines(String resource) {
    List<List<String>> lines = new ArrayList<>();
    try (InputStream in = PolicyPack.class.getResourceAsStream("/" + resource)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource " + resource);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      try (CsvReader<CsvRecord> records =
          CsvReader.builder()
              .commentStrategy(CommentStrategy.SKIP)
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .ofCsvRecord(text)) {
        records.forEach(one -> lines.add(one.getFields()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }
}
