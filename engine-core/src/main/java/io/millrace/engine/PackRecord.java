// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.PackRef;
import java.time.Instant;

/**
 * A policy pack that a tenant has added. Immutable.
 *
 * @param ref its id, its version, and the digest of its own files
 * @param size the size of its zip file, in bytes
 * @param addedAt when it was added
 * @param addedBy who added it
 */
public record PackRecord(PackRef ref, int size, Instant addedAt, String addedBy) {}
