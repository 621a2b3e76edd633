// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Catches what a program prints and reads its tables. */
public final class Output {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  /** Where the program prints. */
  public PrintStream stream() {
    return stream;
  }

  /** The first column of the table's rows, without its head. */
  public List<String> firstColumn() {
    return rows().stream().map(row -> row[1].strip()).toList();
  }

  /** A numeric column of the table, the first one being 0. */
  public List<Double> numbers(int column) {
    return rows().stream()
        .map(row -> Double.valueOf(row[column + 1].strip().replace(",", "")))
        .toList();
  }

  /** The round trips per item of each contender. */
  public List<Double> perItem() {
    return toString()
        .lines()
        .filter(line -> line.contains(" round trips per item"))
        .map(line -> line.replaceAll(".*: ([0-9.]+) round trips per item.*", "$1"))
        .map(Double::valueOf)
        .toList();
  }

  @Override
  public String toString() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private List<String[]> rows() {
    return toString()
        .lines()
        .filter(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> line.split("\\|", -1))
        .toList();
  }
}
