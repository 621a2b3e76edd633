// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.bpmn.ValueStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A value stream made up from a seed, of nested blocks: human and automated steps, decisions,
 * timers that interrupt, remind or are waited for, choices, parallel and inclusive branches, loops,
 * subprocesses, event-based gateways, steps that are done several times, and calls of another
 * made-up stream. It ends whatever results are chosen, as long as loops are left at some time.
 */
final class RandomProcess {
  /** The handler that does all automated steps. */
  static final String HANDLER = "machine";

  /** The result that goes round a loop once more. */
  static final String AGAIN = "again";

  private static final int DEPTH = 2;
  private static final String FAR = "P1D";

  private final Random random;
  private final String key;
  private final Map<String, List<String>> results = new LinkedHashMap<>();
  private final Set<String> kinds = new HashSet<>();
  private final List<ValueStream> streams = new ArrayList<>();
  private StreamText text;
  private int count;
  private boolean mayCall = true;

  private RandomProcess(long seed, String key) {
    this.random = new Random(seed);
    this.key = key;
    this.text = StreamText.of(key);
  }

  static RandomProcess of(long seed, String key) {
    RandomProcess process = new RandomProcess(seed, key);
    process.write();
    return process;
  }

  String key() {
    return key;
  }

  /** The stream, and those that it calls. */
  List<ValueStream> streams() {
    return streams;
  }

  /** What steps can be completed with, by the step; nothing for a step without results. */
  Map<String, List<String>> results() {
    return results;
  }

  /** The kinds of blocks that it is made of. */
  Set<String> kinds() {
    return kinds;
  }

  private void write() {
    text.node("<startEvent id='asked'/>");
    String last = sequence("asked", 1 + random.nextInt(2), DEPTH);
    if (random.nextBoolean()) {
      last = milestone("resolved", last);
      last = sequence(last, 1, 1);
    }
    if (random.nextBoolean()) {
      last = milestone("closed", last);
      last = human(last);
    }
    end("done", last, "finished");
    streams.add(text.stream());
  }

  /** Blocks one after the other; gives the node with which they end. */
  private String sequence(String before, int length, int depth) {
    String last = before;
    for (int i = 0; i < length; i++) {
      last = block(last, depth);
    }
    return last;
  }

  private String block(String before, int depth) {
    int kind = random.nextInt(depth == 0 ? 6 : 15);
    return switch (kind) {
      case 0, 1 -> human(before);
      case 2 -> machine(before);
      case 3 -> reminded(before);
      case 4 -> decision(before);
      case 5 -> waiting(before);
      case 6 -> overtaken(before, depth - 1);
      case 7, 8 -> parallel(before, depth - 1);
      case 9 -> choice(before, depth - 1);
      case 10 -> inclusive(before, depth - 1);
      case 11 -> loop(before, depth - 1);
      case 12 -> subprocess(before, depth - 1);
      case 13 -> events(before, depth - 1);
      default -> random.nextBoolean() ? several(before) : call(before);
    };
  }

  private String id(String kind) {
    kinds.add(kind);
    return kind + count++;
  }

  private String humanStep(String id, String before, String... choices) {
    results.put(id, List.of(choices));
    text.human(id, String.join(", ", choices)).to(before, id);
    return id;
  }

  private String human(String before) {
    String id = id("human");
    return random.nextInt(3) == 0 ? humanStep(id, before, "good", "bad") : humanStep(id, before);
  }

  private String machine(String before) {
    String id = id("machine");
    results.put(id, List.of("left", "right"));
    text.automated(id, HANDLER, "left, right").to(before, id);
    return split(id, "left", 0);
  }

  /** A step with a timer that ends beside it. */
  private String reminded(String before) {
    String id = humanStep(id("reminded"), before);
    text.timerOn(id, id + "t", FAR, false);
    end(id + "e", id + "t", "");
    return id;
  }

  private String decision(String before) {
    String id = id("decision");
    text.node(
            "<businessRuleTask id='%s' c:delegateExpression='${millrace.decide}'>".formatted(id)
                + "<extensionElements><c:properties>"
                + "<c:property name='decisionPoint' value='priority'/>"
                + "</c:properties></extensionElements></businessRuleTask>")
        .to(before, id);
    String gateway = id + "g";
    text.node("<exclusiveGateway id='%s' default='%s_%sm'/>".formatted(gateway, gateway, id));
    text.to(id, gateway);
    passing(id + "p");
    text.when(gateway, id + "p", "priority_level", "1 - Critical");
    text.to(gateway, id + "m");
    merge(id + "m", humanStep(id + "u", id + "p"));
    return id + "m";
  }

  private String waiting(String before) {
    String id = id("waiting");
    catchTimer(id, FAR);
    text.to(before, id);
    return id;
  }

  private void catchTimer(String id, String duration) {
    text.node(
        "<intermediateCatchEvent id='%s'>%s</intermediateCatchEvent>"
            .formatted(id, StreamText.timer(duration)));
  }

  /** A step that a timer ends, to go on elsewhere. */
  private String overtaken(String before, int depth) {
    String id = humanStep(id("overtaken"), before);
    text.timerOn(id, id + "t", FAR, true);
    merge(id + "m", sequence(id, 0, depth), sequence(id + "t", 1, depth));
    return id + "m";
  }

  private String parallel(String before, int depth) {
    String id = id("parallel");
    text.node("<parallelGateway id='" + id + "'/>").to(before, id);
    text.node("<parallelGateway id='" + id + "j'/>");
    int branches = 2 + random.nextInt(2);
    for (int i = 0; i < branches; i++) {
      text.to(block(id, depth), id + "j");
    }
    return id + "j";
  }

  private String choice(String before, int depth) {
    String id = humanStep(id("choice"), before, "left", "right");
    return split(id, "left", depth);
  }

  /** Two ways after a step: one for a result, one for all others. */
  private String split(String id, String result, int depth) {
    String gateway = id + "g";
    text.node("<exclusiveGateway id='%s' default='%s_%sr'/>".formatted(gateway, gateway, id));
    text.to(id, gateway);
    passing(id + "l").passing(id + "r");
    text.when(gateway, id + "l", id + "_result", result).to(gateway, id + "r");
    merge(id + "m", sequence(id + "l", random.nextInt(2), depth), sequence(id + "r", 1, depth));
    return id + "m";
  }

  private RandomProcess passing(String id) {
    text.node("<intermediateThrowEvent id='" + id + "'/>");
    return this;
  }

  private void merge(String id, String... before) {
    text.node("<exclusiveGateway id='" + id + "'/>");
    for (String one : before) {
      text.to(one, id);
    }
  }

  private String inclusive(String before, int depth) {
    String id = humanStep(id("inclusive"), before, "left", "right", "both");
    String gateway = id + "g";
    text.node("<inclusiveGateway id='%s' default='%s_%sr'/>".formatted(gateway, gateway, id));
    text.to(id, gateway);
    passing(id + "l").passing(id + "b").passing(id + "r");
    text.when(gateway, id + "l", id + "_result", "left' || " + id + "_result == 'both");
    text.when(gateway, id + "b", id + "_result", "both").to(gateway, id + "r");
    text.node("<inclusiveGateway id='" + id + "j'/>");
    for (String way : List.of("l", "b", "r")) {
      text.to(sequence(id + way, 1, Math.min(depth, 0)), id + "j");
    }
    return id + "j";
  }

  private String loop(String before, int depth) {
    String id = id("loop");
    text.node("<exclusiveGateway id='" + id + "in'/>").to(before, id + "in");
    humanStep(id, sequence(id + "in", random.nextInt(2), depth), AGAIN, "on");
    text.node("<exclusiveGateway id='%sg' default='%sg_%sout'/>".formatted(id, id, id));
    text.to(id, id + "g").when(id + "g", id + "in", id + "_result", AGAIN);
    passing(id + "out");
    text.to(id + "g", id + "out");
    return id + "out";
  }

  private String subprocess(String before, int depth) {
    String id = id("subprocess");
    StreamText outer = text;
    text = StreamText.of("inner").numberedAfter(outer);
    text.node("<startEvent id='" + id + "in'/>");
    end(id + "out", sequence(id + "in", 1 + random.nextInt(2), depth), "");
    String inner = text.inner();
    text = outer.numberedAfter(text);
    text.node("<subProcess id='" + id + "'>" + inner + "</subProcess>").to(before, id);
    if (random.nextBoolean()) {
      return id;
    }
    text.timerOn(id, id + "t", FAR, true);
    merge(id + "m", id, humanStep(id + "h", id + "t"));
    return id + "m";
  }

  /** Whichever of two timers comes first. */
  private String events(String before, int depth) {
    String id = id("events");
    text.node("<eventBasedGateway id='" + id + "'/>").to(before, id);
    catchTimer(id + "a", FAR);
    catchTimer(id + "b", "P2D");
    text.to(id, id + "a").to(id, id + "b");
    merge(id + "m", sequence(id + "a", 1, depth), sequence(id + "b", 0, depth));
    return id + "m";
  }

  /** A step for several in turn, or for several machines at once. */
  private String several(String before) {
    boolean machines = random.nextBoolean();
    String id = id(machines ? "machines" : "turns");
    String loops =
        "<multiInstanceLoopCharacteristics isSequential='%s'><loopCardinality>2</loopCardinality>"
                .formatted(!machines)
            + "</multiInstanceLoopCharacteristics>";
    results.put(id, List.of());
    String metadata = text.step("");
    text.node(
        machines
            ? "<serviceTask id='%s' c:type='external' c:topic='%s'>%s%s</serviceTask>"
                .formatted(id, HANDLER, metadata, loops)
            : "<userTask id='%s' name='Do %s'>%s%s</userTask>".formatted(id, id, metadata, loops));
    text.to(before, id);
    return id;
  }

  /** Another stream does it, without calls of its own. */
  private String call(String before) {
    if (!mayCall) {
      return human(before);
    }
    mayCall = false;
    String id = id("call");
    String called = key + "Called";
    StreamText outer = text;
    text = StreamText.of(called);
    text.node("<startEvent id='asked'/>");
    String last = sequence("asked", 1, 1);
    if (random.nextBoolean()) {
      last = human(milestone("resolved", last));
    }
    end("done", last, "mended");
    streams.add(text.stream());
    text = outer;
    results.put(id, List.of("mended", "done", "cancelled"));
    text.node(
            "<callActivity id='%s' calledElement='%s'>%s</callActivity>"
                .formatted(id, called, text.step("mended, done, cancelled")))
        .to(before, id);
    return id;
  }

  private String milestone(String milestone, String before) {
    String id = id(milestone);
    text.node(
            "<intermediateThrowEvent id='%s'>%s</intermediateThrowEvent>"
                .formatted(id, properties("milestone", milestone)))
        .to(before, id);
    return id;
  }

  private void end(String id, String before, String outcome) {
    text.node(
            "<endEvent id='%s'>%s</endEvent>"
                .formatted(id, outcome.isEmpty() ? "" : properties("outcome", outcome)))
        .to(before, id);
  }

  private static String properties(String name, String value) {
    return "<extensionElements><c:properties><c:property name='%s' value='%s'/></c:properties>"
            .formatted(name, value)
        + "</extensionElements>";
  }
}
