// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.internal.packs.PackAssembler;
import io.millrace.model.PackRef;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PackLoadException;
import io.millrace.rules.PackProblem;
import io.millrace.rules.PackSource;
import io.millrace.rules.PolicyPacks;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Layers that say one thing: which team takes what no route matches. Each pack is the built-in one
 * with that team. Thread-safe.
 */
public final class TestLayers implements PackAssembler {
  /** The team of packs without a layer. */
  public static final String BASE_TEAM = "base-desk";

  private final List<WeakReference<TestPack>> assembled = new CopyOnWriteArrayList<>();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final AtomicReference<String> baseTeam = new AtomicReference<>(BASE_TEAM);

  /** A pack that routes everything without a route to a team. */
  public static PackSource pack(String id, String version, String team) {
    return PackSource.of(
        id, Map.of(PackSource.MANIFEST, String.join("\n", id, version, team) + "\n"));
  }

  /** From now on a pack of this id does not load any more. */
  public void refuse(String id) {
    refused.add(id);
  }

  /** Every pack that was put together and is still reachable, the base first. */
  public List<TestPack> reachable() {
    return assembled.stream().map(WeakReference::get).filter(pack -> pack != null).toList();
  }

  /** How many packs were put together. */
  public int count() {
    return assembled.size();
  }

  @Override
  public TestPack assemble(@Nullable PackSource tenant) {
    String[] lines =
        tenant == null
            ? new String[] {"base", "1", baseTeam.get()}
            : new String(tenant.bytes(PackSource.MANIFEST), StandardCharsets.UTF_8).split("\n", -1);
    if (refused.contains(lines[0]) || lines[2].isEmpty()) {
      throw new PackLoadException(
          "the pack '" + lines[0] + "'",
          List.of(
              new PackProblem(
                  PackSource.MANIFEST, 3, "Expected a team, but there is none.", "name one")));
    }
    String digest = tenant == null ? "0".repeat(64) : tenant.digest().replace('0', 'f');
    TestPack pack =
        new TestPack(
            new PackRef(lines[0], lines[1], digest), PolicyPacks.builtIn(options(lines[2])));
    assembled.add(new WeakReference<>(pack));
    return pack;
  }

  private static BuiltInOptions options(String team) {
    return BuiltInOptions.builder().routes(Map.of()).defaultTeam(team).build();
  }
}
