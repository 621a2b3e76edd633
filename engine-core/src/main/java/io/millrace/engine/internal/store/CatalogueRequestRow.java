// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import java.time.Instant;
import java.util.UUID;

/** A row of MR_CATALOGUE_REQUEST. */
public record CatalogueRequestRow(
    UUID itemKey, String tenant, String requester, String catalogueItem, Instant openedAt) {}
