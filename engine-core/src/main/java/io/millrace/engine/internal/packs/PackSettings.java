// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.packs;

import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PackSource;
import io.millrace.rules.PolicyPack;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the builder was told of policies. Immutable.
 *
 * @param ready gives a loaded pack that takes no layers; null to assemble one
 * @param builtIn the data of the built-in pack; null for its defaults
 * @param hostPacks the layers that all tenants share, lowest first
 * @param tenantRules whether packs of tenants may hold rules
 * @param poll how often to look for what other nodes activated
 * @param loaded how many packs of tenants stay loaded at most, besides those that just decide
 */
public record PackSettings(
    @Nullable Supplier<PolicyPack> ready,
    @Nullable BuiltInOptions builtIn,
    List<PackSource> hostPacks,
    boolean tenantRules,
    Duration poll,
    int loaded) {}
