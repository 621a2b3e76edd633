// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import java.util.ArrayList;
import java.util.List;

/** A table in columns of even width; the first is aligned left, the others right. */
final class TextTable {
  private static final String INDENT = "  ";
  private static final int MAX_CELL = 100;

  private final List<List<String>> rows = new ArrayList<>();
  private int columns;

  /** Adds a row; what cannot be seen is made visible, and long texts are cut. */
  TextTable row(List<String> cells) {
    rows.add(cells.stream().map(cell -> Texts.cut(Texts.visible(cell), MAX_CELL)).toList());
    columns = Math.max(columns, cells.size());
    return this;
  }

  TextTable row(String... cells) {
    return row(List.of(cells));
  }

  @Override
  public String toString() {
    return text(false);
  }

  /** The table with all columns aligned left. */
  String toLeft() {
    return text(true);
  }

  private String text(boolean left) {
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(INDENT);
      for (int i = 0; i < row.size(); i++) {
        String pad = " ".repeat(widths[i] - width(row.get(i)));
        line.append(i == 0 ? "" : INDENT);
        line.append(left || i == 0 ? row.get(i) + pad : pad + row.get(i));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
