// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.engine.InvalidStateException;
import io.millrace.engine.internal.TestLayers;
import io.millrace.engine.internal.TestPack;
import io.millrace.engine.internal.packs.LoadedPacks.Lease;
import io.millrace.rules.PackLoadException;
import io.millrace.rules.PackProblem;
import io.millrace.rules.PolicyPack;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How many packs stay, and when one that has left is closed. */
@Tag("no-store")
class LoadedPacksTest {
  private final TestLayers layers = new TestLayers();
  private final LoadedPacks packs = new LoadedPacks(2);

  private static PackKey key(String name) {
    return new PackKey("t", name, "1", "0");
  }

  private TestPack use(String name) {
    try (Lease lease = lease(name)) {
      return (TestPack) lease.pack();
    }
  }

  private Lease lease(String name) {
    return packs.lease(key(name), () -> layers.assemble(TestLayers.pack(name, "1", "team")));
  }

  @Test
  void shouldCloseTheLeastRecentlyUsedOne() {
    TestPack a = use("a");
    TestPack b = use("b");
    assertThat(use("a")).isSameAs(a);

    TestPack c = use("c");

    assertThat(b.isClosed()).isTrue();
    assertThat(a.isClosed()).isFalse();
    assertThat(c.isClosed()).isFalse();
    assertThat(packs.size()).isEqualTo(2);
    assertThat(packs.find(key("b"))).isNull();
  }

  @Test
  void shouldCloseOneThatIsUsedOnlyAfterItsLastUse() {
    Lease first = lease("a");
    Lease second = lease("a");
    TestPack a = (TestPack) first.pack();
    use("b");
    use("c");
    assertThat(packs.find(key("a"))).isNull();

    first.close();
    assertThat(a.isClosed()).isFalse();
    second.close();
    assertThat(a.isClosed()).isTrue();
  }

  @Test
  void shouldLetThePacksOfOneTenantLeave() {
    TestPack a = use("a");
    PackKey others = new PackKey("u", "a", "1", "0");
    TestPack b = layers.assemble(TestLayers.pack("b", "1", "team"));
    packs.lease(others, () -> b).close();

    packs.retain("t", Set.of());

    assertThat(a.isClosed()).isTrue();
    assertThat(b.isClosed()).isFalse();
  }

  @Test
  void shouldLoadOnceForThreadsThatWantTheSame() throws Exception {
    int threads = 4;
    CyclicBarrier start = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<PolicyPack>> wanted = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      wanted.add(
          pool.submit(
              () -> {
                start.await(30, TimeUnit.SECONDS);
                return use("a");
              }));
    }
    for (Future<PolicyPack> pack : wanted) {
      assertThat(pack.get(30, TimeUnit.SECONDS)).isSameAs(wanted.get(0).get());
    }
    pool.shutdown();

    assertThat(layers.count()).isEqualTo(1);
  }

  @Test
  void shouldForgetOneThatDidNotLoad() {
    PackProblem problem = new PackProblem("a", 1, "Expected this, but that.", "change it");
    PackLoadException failure = new PackLoadException("a", List.of(problem));

    assertThatThrownBy(
            () ->
                packs.lease(
                    key("a"),
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);

    assertThat(packs.size()).isZero();
    assertThat(use("a").isClosed()).isFalse();
  }

  @Test
  void shouldRefuseToLoadOnceItIsClosed() {
    Lease used = lease("a");
    TestPack idle = use("b");

    packs.close();

    assertThat(idle.isClosed()).isTrue();
    assertThat(((TestPack) used.pack()).isClosed()).isFalse();
    used.close();
    assertThat(((TestPack) used.pack()).isClosed()).isTrue();
    assertThatThrownBy(() -> lease("c"))
        .isInstanceOf(InvalidStateException.class)
        .hasMessage(
            "Expected this Millrace to be open, but it was closed.\n"
                + "Maybe build a new one, or close it later.");
  }
}
