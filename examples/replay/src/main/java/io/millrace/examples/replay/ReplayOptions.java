// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

import io.millrace.logs.LogFormat;
import java.nio.file.Path;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for. Immutable.
 *
 * @param log the log; null for the bundled day
 * @param format the format; null to find out
 * @param matrix a matrix's name or file; null for the format's default
 * @param mapping a file; null for the format's default
 * @param report the report folder
 * @param data the folder of the database; null for one beside the report that is deleted at the end
 * @param zone the zone of times that name none
 * @param skipBadRows whether bad rows are left out and listed
 * @param batch how many events of the log go into one transaction
 * @param quiet whether no progress is shown
 */
record ReplayOptions(
    @Nullable Path log,
    @Nullable LogFormat format,
    @Nullable String matrix,
    @Nullable Path mapping,
    Path report,
    @Nullable Path data,
    ZoneId zone,
    boolean skipBadRows,
    int batch,
    boolean quiet) {}
