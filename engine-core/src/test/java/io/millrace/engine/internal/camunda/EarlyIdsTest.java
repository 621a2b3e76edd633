// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EarlyIdsTest {
  private final EarlyIds ids = new EarlyIds("test");
  private final AtomicInteger fetched = new AtomicInteger();
  private final Semaphore blocks = new Semaphore(0);

  private long block() {
    fetched.incrementAndGet();
    blocks.acquireUninterruptibly();
    return (fetched.get() - 1L) * EarlyIds.BLOCK + 1;
  }

  private static boolean isNumber(String id) {
    return id.chars().allMatch(Character::isDigit);
  }

  private String untilNumber() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    String id = ids.getNextId();
    while (!isNumber(id) && System.nanoTime() < end) {
      Thread.sleep(5);
      id = ids.getNextId();
    }
    return id;
  }

  @Test
  void shouldWaitForNobody() throws InterruptedException {
    ids.from(this::block);

    assertThat(UUID.fromString(ids.getNextId()).version()).isEqualTo(7);
    blocks.release();
    assertThat(untilNumber()).isEqualTo("1");
  }

  @Test
  void shouldFetchTheNextBlockWhenHalfOfOneIsLeft() throws InterruptedException {
    blocks.release(2);
    ids.from(this::block);
    untilNumber();
    Set<String> all = new HashSet<>();
    for (int i = 0; i < EarlyIds.BLOCK / 2 - 2; i++) {
      all.add(ids.getNextId());
    }
    assertThat(fetched).hasValue(1);

    ids.getNextId();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (fetched.get() < 2 && System.nanoTime() < end) {
      ids.getNextId();
    }

    assertThat(fetched).hasValue(2);
    assertThat(all).hasSize(EarlyIds.BLOCK / 2 - 2).allMatch(EarlyIdsTest::isNumber);
  }

  @Test
  void shouldGoOnWithoutBlocks() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(2);
    ids.from(
        () -> {
          asked.countDown();
          throw new IllegalStateException("The database is away.");
        });
    Set<String> all = new HashSet<>();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    int given = 0;
    while (asked.getCount() > 0 && System.nanoTime() < end) {
      all.add(ids.getNextId());
      given++;
      Thread.sleep(1);
    }

    assertThat(asked.getCount()).as("asked again after a while").isZero();
    assertThat(given).as("and not at each id").isGreaterThan(100);
    assertThat(all).hasSize(given).noneMatch(EarlyIdsTest::isNumber);
  }
}
