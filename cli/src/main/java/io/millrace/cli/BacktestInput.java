// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import io.millrace.logs.LogProblem;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a backtest was made of, for its reports. Immutable.
 *
 * @param log the log's file name
 * @param format the log's format, in lower case
 * @param sha256 the digest of the log's file
 * @param zone the zone of times that name none, and of the times in reports
 * @param rejectedRows how many rows of the log were left out
 * @param rejections the first problems of these rows
 * @param oldPack how the command line names the old pack; null if it is what was recorded
 * @param newPack how the command line names the new pack
 */
record BacktestInput(
    String log,
    String format,
    String sha256,
    ZoneId zone,
    long rejectedRows,
    List<LogProblem> rejections,
    @Nullable String oldPack,
    String newPack) {

  BacktestInput {
    rejections = List.copyOf(rejections);
  }
}
