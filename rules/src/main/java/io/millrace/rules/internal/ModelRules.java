package io.millrace.rules.internal;

import io.millrace.model.DecisionPoint;
import io.millrace.rules.internal.analysis.PointRules;
import io.millrace.rules.internal.analysis.RuleGroup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.model.Model;
import org.drools.model.Rule;

/** Shows the rules of a compiled model of the built-in pack one by one, with their places. */
final class ModelRules {
  private static final Pattern HEAD = Pattern.compile("\\s*rule\\s+\"([^\"]+)\".*");

  private ModelRules() {}

  static PointRules of(DecisionPoint point, List<String> outputs, Model model) {
    String file =
        model.getPackageName().replace('.', '/') + "/" + point.name() + ".drl"; // as it is packaged
    Map<String, Integer> lines = lines(file);
    List<PolicyRule> rules = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Rule rule : model.getRules()) {
      CompiledRule compiled = CompiledRule.find(rule);
      if (compiled == null) {
        others.add(NearMisses.fullName(rule));
      } else {
        rules.add(compiled.at(file, lines.getOrDefault(rule.getName(), 0)));
      }
    }
    RuleGroup group = new RuleGroup("rules", RuleGroup.Hit.ALL, true, rules);
    return new PointRules(point, outputs, List.of(group), others, true);
  }

  /** The line of each rule by its name; none if the source is not there. */
  private static Map<String, Integer> lines(String resource) {
    Map<String, Integer> found = new HashMap<>();
    try (InputStream in = ModelRules.class.getResourceAsStream("/" + resource)) {
      if (in == null) {
        return found;
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        Matcher head = HEAD.matcher(line);
        if (head.matches()) {
          found.put(head.group(1), number);
        }
      }
      return found;
    } catch (IOException e) {
      throw BuiltInPack.failed(resource, e);
    }
  }
}
