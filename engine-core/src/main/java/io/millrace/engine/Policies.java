// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.PackRef;
import io.millrace.rules.PackSource;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The policy packs of one tenant: what it adds on top of the policies that all tenants share, and
 * when which pack is in force. Thread-safe; it neither shows nor changes what other tenants have.
 *
 * <p>A pack in force decides for every work item of the tenant from its instant on, on every node
 * that works on the same database: at once where it was activated, and within the poll interval of
 * the {@linkplain MillraceBuilder#packPoll builder} elsewhere. Decisions that run meanwhile finish
 * on the pack that they began with. If a pack that is in force cannot be loaded, for example after
 * an upgrade, the one before goes on deciding and the log says so; each decision names its pack.
 *
 * <p>References to packs of a tenant carry the digest of the pack's own files; the pack that a
 * {@link io.millrace.model.Decision} names has the same id and version, and the digest of all its
 * layers together.
 *
 * <p>Changes throw {@link ConcurrentChangeException} for a conflict with others that trying again
 * did not solve; they can be repeated then.
 */
public interface Policies {

  /**
   * Checks and compiles a pack and stores it, without activating it. Takes a second or more, in the
   * calling thread. A pack that is there already is left as it is.
   *
   * @return the pack's id, version and digest
   * @throws io.millrace.rules.PackLoadException with every problem of the pack
   * @throws ConflictException if the tenant has other content under the same id and version
   */
  PackRef add(PackSource pack);

  /**
   * Lets a pack that was added take effect, once it loads and its scenarios pass; until then, and
   * if it fails, nothing changes. An activation for later is a plan: another one for the same
   * instant replaces it, and {@link #rollback} and {@link #deactivate} withdraw it.
   *
   * @throws NotFoundException if the tenant has no such pack
   * @throws io.millrace.rules.PackLoadException if it does not load, or its scenarios fail
   * @throws io.millrace.model.InvalidInputException if it is to take effect in the past
   * @throws InvalidStateException if the tenant has too many plans
   * @throws ConflictException if the command id was used for another request
   */
  ActivationRecord activate(PackActivation request);

  /**
   * Returns to the pack that was in force before, at once, and withdraws every plan. Rolling back
   * again goes back further, at last to no pack of the tenant.
   *
   * @throws InvalidStateException if there is nothing to go back to
   * @throws io.millrace.rules.PackLoadException if the pack before does not load any more
   */
  default ActivationRecord rollback(String reason) {
    return rollback(reason, null);
  }

  /**
   * As {@link #rollback(String)}; the same command id again returns the first result instead of
   * going back further.
   *
   * @throws ConflictException if the command id was used for another request
   */
  ActivationRecord rollback(String reason, @Nullable String commandId);

  /**
   * Goes on without a pack of the tenant, at once, and withdraws every plan.
   *
   * @throws InvalidStateException if the tenant has neither a pack in force nor a plan
   */
  default ActivationRecord deactivate(String reason) {
    return deactivate(reason, null);
  }

  /**
   * As {@link #deactivate(String)}; the same command id again returns the first result.
   *
   * @throws ConflictException if the command id was used for another request
   */
  ActivationRecord deactivate(String reason, @Nullable String commandId);

  /** The pack in force now; the shared one if the tenant has none of its own. */
  PackRef active();

  /**
   * The pack in force at an instant by what is recorded now, plans included; the shared one of
   * today if the tenant had none of its own.
   */
  PackRef activeAt(Instant instant);

  /** The latest 50 entries of the history, newest first. */
  default Page<ActivationRecord> history() {
    return history(0, 50);
  }

  /**
   * Who let which pack take effect, when and why; newest first.
   *
   * @param offset how many entries to leave out, at least 0
   * @param limit how many entries at most, from 1 to {@link WorklistQuery#MAX_LIMIT}
   */
  Page<ActivationRecord> history(int offset, int limit);

  /** The latest 50 packs of the tenant, newest first. */
  default Page<PackRecord> packs() {
    return packs(0, 50);
  }

  /**
   * The packs that the tenant has added, newest first.
   *
   * @param offset how many packs to leave out, at least 0
   * @param limit how many packs at most, from 1 to {@link WorklistQuery#MAX_LIMIT}
   */
  Page<PackRecord> packs(int offset, int limit);

  /** The files of a pack, to look at or, by {@link PackSource#toZip}, to download. */
  Optional<PackSource> find(String id, String version);
}
