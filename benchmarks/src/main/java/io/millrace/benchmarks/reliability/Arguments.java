// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.reliability;

import java.util.List;

/** The arguments of a program: numbers, in order. */
final class Arguments {
  private Arguments() {}

  static int number(List<String> arguments, int position, int otherwise) {
    return (int) longNumber(arguments, position, otherwise);
  }

  static long longNumber(List<String> arguments, int position, long otherwise) {
    return arguments.size() > position ? Long.parseLong(arguments.get(position)) : otherwise;
  }
}
