// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.stream;

import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Who takes part in a race.
 *
 * @param name what the report calls it
 * @param tuned whether its H2 keeps as many parsed statements as Millrace's
 * @param contender is made on an empty database
 */
record Entry(String name, boolean tuned, Function<DataSource, Contender> contender) {}
