// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

/** The bytes of a row of MR_PACK. Owned by whoever reads or writes them. */
public record PackContent(String digest, byte[] zip) {}
