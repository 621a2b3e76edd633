// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

/**
 * How far a migration has come. Immutable.
 *
 * @param done how many stream instances have been looked at
 * @param total how many there were at the beginning
 */
public record MigrationProgress(long done, long total) {}
