// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A random value stream of blocks: steps, parallel branches, choices and subprocesses. It can be
 * edited at random, and knows which steps were renamed.
 */
final class RandomStream {
  private static final String[] TOPICS = {"auto", "other"};

  private final Random random;
  private final List<Block> blocks;
  private final Map<String, String> renamed = new LinkedHashMap<>();
  private int count;

  private RandomStream(Random random, int count, List<Block> blocks) {
    this.random = random;
    this.count = count;
    this.blocks = blocks;
  }

  /** What a stream is made of; a block has an id, and lists of blocks inside. */
  private record Block(String kind, String id, String detail, List<List<Block>> inner) {
    Block copy() {
      List<List<Block>> copies = new ArrayList<>();
      inner.forEach(list -> copies.add(new ArrayList<>(list.stream().map(Block::copy).toList())));
      return new Block(kind, id, detail, copies);
    }
  }

  static RandomStream of(Random random) {
    RandomStream stream = new RandomStream(random, 0, new ArrayList<>());
    int length = 2 + random.nextInt(3);
    for (int i = 0; i < length; i++) {
      stream.blocks.add(stream.block(2));
    }
    return stream;
  }

  private Block block(int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 9)) {
      case 0, 1 -> step("human");
      case 2 -> step("auto");
      case 3 -> step("timed");
      case 4, 5 -> of("parallel", List.of(list(depth - 1), list(depth - 1)));
      case 6 -> of("choice", List.of(list(depth - 1), list(depth - 1)));
      case 7 -> of("sub", List.of(list(depth - 1)));
      default -> step("human");
    };
  }

  private List<Block> list(int depth) {
    List<Block> list = new ArrayList<>(List.of(block(depth)));
    if (random.nextBoolean()) {
      list.add(block(depth));
    }
    return list;
  }

  private Block step(String kind) {
    return new Block(kind, "s" + count++, TOPICS[random.nextInt(2)], new ArrayList<>());
  }

  private Block of(String kind, List<List<Block>> inner) {
    return new Block(kind, "s" + count++, "", new ArrayList<>(inner));
  }

  /** A version of this stream with a few random edits. */
  RandomStream edited() {
    RandomStream copy =
        new RandomStream(
            random, count + 100, new ArrayList<>(blocks.stream().map(Block::copy).toList()));
    int edits = 1 + random.nextInt(3);
    for (int i = 0; i < edits; i++) {
      copy.edit();
    }
    return copy;
  }

  private void edit() {
    List<List<Block>> lists = new ArrayList<>(List.of(blocks));
    collect(blocks, lists);
    List<Block> list = lists.get(random.nextInt(lists.size()));
    int at = random.nextInt(list.size());
    Block old = list.get(at);
    switch (random.nextInt(9)) {
      case 0, 1 -> {
        Block other = new Block(old.kind(), "s" + count++, old.detail(), old.inner());
        list.set(at, other);
        renamed.put(old.id(), other.id());
      }
      case 2 -> {
        if (list.size() > 1) {
          list.remove(at);
        }
      }
      case 3, 4 -> list.add(at, block(1));
      case 5 -> {
        list.remove(at);
        list.add(random.nextInt(list.size() + 1), old);
      }
      case 6 -> {
        String[] kinds = {"human", "auto", "timed"};
        if (old.inner().isEmpty()) {
          list.set(at, new Block(kinds[random.nextInt(3)], old.id(), old.detail(), old.inner()));
        }
      }
      case 7 -> list.set(at, of("sub", List.of(new ArrayList<>(List.of(old)))));
      default -> {
        if (old.kind().equals("sub") || old.kind().equals("parallel")) {
          list.remove(at);
          old.inner().forEach(inner -> list.addAll(at, inner));
        } else {
          list.set(at, of("parallel", List.of(new ArrayList<>(List.of(old)), list(0))));
        }
      }
    }
  }

  private static void collect(List<Block> blocks, List<List<Block>> lists) {
    for (Block block : blocks) {
      for (List<Block> inner : block.inner()) {
        lists.add(inner);
        collect(inner, lists);
      }
    }
  }

  /** The new names of elements by their old ones. */
  Map<String, String> renamed() {
    return renamed;
  }

  StreamText text(String key) {
    Writer writer = new Writer(StreamText.of(key));
    writer.text.node("<startEvent id='asked'/>");
    String last = writer.write(blocks, "asked");
    writer.text.node("<endEvent id='done'/>").to(last, "done");
    return writer.text;
  }

  /** Writes blocks one after the other; gives the node with which each ends. */
  private static final class Writer {
    private StreamText text;

    Writer(StreamText text) {
      this.text = text;
    }

    String write(List<Block> list, String before) {
      String last = before;
      for (Block block : list) {
        last = write(block, last);
      }
      return last;
    }

    private String write(Block block, String before) {
      String id = block.id();
      switch (block.kind()) {
        case "auto" -> text.automated(id, block.detail(), "").to(before, id);
        case "timed" ->
            text.human(id)
                .to(before, id)
                .timerOn(id, id + "t", "P1D", false)
                .node("<endEvent id='" + id + "e'/>")
                .to(id + "t", id + "e");
        case "parallel" -> {
          text.node("<parallelGateway id='" + id + "'/>").to(before, id);
          text.node("<parallelGateway id='" + id + "j'/>");
          block.inner().forEach(inner -> text.to(write(inner, id), id + "j"));
          return id + "j";
        }
        case "choice" -> {
          String gateway = id + "g";
          text.human(id, "left, right").to(before, id);
          text.node("<exclusiveGateway id='%s' default='%s_%sl'/>".formatted(gateway, gateway, id));
          text.to(id, gateway).node("<exclusiveGateway id='" + id + "m'/>");
          text.node("<task id='" + id + "l'/>").to(gateway, id + "l");
          text.node("<task id='" + id + "r'/>").when(gateway, id + "r", id + "_result", "right");
          text.to(write(block.inner().get(0), id + "l"), id + "m");
          text.to(write(block.inner().get(1), id + "r"), id + "m");
          return id + "m";
        }
        case "sub" -> {
          StreamText outer = text;
          text = StreamText.of("inner").numberedAfter(outer);
          text.node("<startEvent id='" + id + "in'/>");
          String last = write(block.inner().get(0), id + "in");
          text.node("<endEvent id='" + id + "out'/>").to(last, id + "out");
          outer.node("<subProcess id='" + id + "'>" + text.inner() + "</subProcess>");
          text = outer.numberedAfter(text).to(before, id);
        }
        default -> text.human(id).to(before, id);
      }
      return id;
    }
  }
}
