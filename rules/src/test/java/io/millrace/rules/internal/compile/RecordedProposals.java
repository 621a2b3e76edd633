// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import io.millrace.rules.drl.Proposals;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes down what rules propose. */
final class RecordedProposals {
  private final List<String> calls = new ArrayList<>();

  /** What was proposed, as "kind[QUERY, 1, why]". */
  List<String> calls() {
    return calls;
  }

  Proposals proxy() {
    return (Proposals)
        Proxy.newProxyInstance(
            Proposals.class.getClassLoader(), new Class<?>[] {Proposals.class}, this::take);
  }

  private @Nullable Object take(Object proxy, Method method, Object @Nullable [] arguments) {
    calls.add(method.getName() + Arrays.toString(arguments));
    return null;
  }
}
