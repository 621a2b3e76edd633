// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

/** How many instances of a stream run on the model of a digest. */
public record RunningCount(String digest, long count) {}
