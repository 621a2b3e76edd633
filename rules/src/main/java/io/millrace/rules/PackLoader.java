// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import io.millrace.model.DecisionPoint;
import io.millrace.model.InvalidInputException;
import io.millrace.plugin.port.PullOrder;
import io.millrace.plugin.port.Resolver;
import io.millrace.rules.internal.Extensions;
import io.millrace.rules.internal.LayeredPack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a policy pack together from layers: the built-in pack, then the host's packs, then a
 * tenant's; a later layer adds to the earlier ones and overrides them. Not thread-safe; loading
 * does not consume it.
 *
 * <p>A later layer replaces a rule of the same package and name, a table of the same name, a
 * setting of the same key; what its {@code disable} list names is left out.
 *
 * <p>A host's rules are the host's own code. A tenant brings data only, tables and scenarios,
 * unless {@link #tenantRules} allows rules too; these are checked, as source and as compiled code,
 * before a class is loaded.
 */
public final class PackLoader {
  private BuiltInOptions options = BuiltInOptions.defaults();
  private final List<Layer> layers = new ArrayList<>();
  private final Extensions.Builder extensions = new Extensions.Builder();
  private boolean tenantRules;
  private Duration budget = Duration.ofMillis(100);

  PackLoader() {}

  /**
   * One layer above the built-in pack.
   *
   * @param source its files
   * @param trusted whether its rules are trusted as code
   */
  public record Layer(PackSource source, boolean trusted) {}

  /** The data of the built-in pack; its defaults if not said. */
  public PackLoader builtIn(BuiltInOptions value) {
    options = value;
    return this;
  }

  /** Adds a pack of the host on top. */
  public PackLoader host(PackSource pack) {
    layers.add(new Layer(pack, true));
    return this;
  }

  /** Adds a pack of a tenant on top. */
  public PackLoader tenant(PackSource pack) {
    layers.add(new Layer(pack, false));
    return this;
  }

  /** Whether packs of tenants may hold rules, which are then checked; they may not by default. */
  public PackLoader tenantRules(boolean allowed) {
    tenantRules = allowed;
    return this;
  }

  /**
   * Says who picks among the proposals for a decision point, instead of the documented order.
   *
   * @param name of the resolver; it goes into the pack's digest
   * @throws InvalidInputException if the point has a resolver already, or takes none
   */
  public PackLoader resolver(DecisionPoint point, String name, Resolver resolver) {
    extensions.resolver(point, name, resolver);
    return this;
  }

  /**
   * Adds a pull order that layers may choose by its name.
   *
   * @throws InvalidInputException if the name is no name, or there is one of that name already
   */
  public PackLoader pullOrder(String name, PullOrder order) {
    extensions.pullOrder(name, order);
    return this;
  }

  /**
   * How long one decision may take if a tenant's rules take part in it; 100 ms by default. It is
   * looked at before each rule fires. A decision that takes longer fails with a {@link
   * PolicyEvaluationException}.
   *
   * @throws InvalidInputException if it is not positive
   */
  public PackLoader timeBudget(Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new InvalidInputException(
          "Expected the time budget to be positive, but it is " + value + ".",
          "pass a duration such as Duration.ofMillis(100)");
    }
    budget = value;
    return this;
  }

  /**
   * Checks and compiles the layers. Takes a second or more if they hold rules; the packs that are
   * loaded already go on serving.
   *
   * @throws PackLoadException with every problem of every layer
   */
  public PolicyPack load() {
    return LayeredPack.load(options, layers, extensions.build(), tenantRules, budget);
  }
}
