// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import io.millrace.examples.replay.report.Canvas.Anchor;
import io.millrace.examples.replay.report.Canvas.Lettering;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import javax.imageio.ImageIO;

/** The charts as PNG files, and one picture of them all. */
final class Pictures {
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 600;
  private static final double SCALE = 1.25;
  private static final int COLUMNS = 2;
  private static final int MARGIN = 24;
  private static final int BANNER = 150;

  private Pictures() {}

  /**
   * Draws and writes all pictures.
   *
   * @return the names of the files
   */
  static List<String> write(ReplayReport report, List<Chart> charts, Path folder)
      throws IOException {
    List<String> files = new ArrayList<>();
    for (Chart chart : charts) {
      BufferedImage picture =
          picture(
              WIDTH,
              HEIGHT,
              SCALE,
              (canvas, graphics) -> {
                tile(canvas, graphics, chart, WIDTH / SCALE, HEIGHT / SCALE);
              });
      files.add(save(picture, folder, chart.id()));
    }
    files.add(save(overview(report, charts), folder, "overview"));
    return List.copyOf(files);
  }

  private static String save(BufferedImage picture, Path folder, String name) throws IOException {
    String file = name + ".png";
    // Not ImageIO.write(File): it hides why a file cannot be written.
    try (OutputStream out = Files.newOutputStream(folder.resolve(file))) {
      if (!ImageIO.write(picture, "png", out)) {
        throw new IOException("this Java cannot write PNG");
      }
    }
    return file;
  }

  private static BufferedImage picture(
      int width, int height, double scale, BiConsumer<Canvas, Graphics2D> drawing) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    try {
      graphics.scale(scale, scale);
      Canvas canvas = new PictureCanvas(graphics);
      canvas.rectangle(Ink.PAPER, 0, 0, width / scale, height / scale);
      drawing.accept(canvas, graphics);
    } finally {
      graphics.dispose();
    }
    return picture;
  }

  private static void tile(
      Canvas canvas, Graphics2D graphics, Chart chart, double width, double height) {
    canvas.text(new Lettering(Ink.TEXT, Anchor.START, 19, true), 20, 34, chart.title());
    graphics.translate(0, 46);
    chart.draw(canvas, width, height - 50);
    graphics.translate(0, -46);
  }

  private static BufferedImage overview(ReplayReport report, List<Chart> charts) {
    int tileWidth = (1600 - MARGIN) / COLUMNS;
    int tileHeight = 390;
    int rows = (charts.size() + COLUMNS) / COLUMNS;
    int height = BANNER + rows * tileHeight + MARGIN;
    return picture(
        1600,
        height,
        1,
        (canvas, graphics) -> {
          banner(canvas, report);
          for (int i = 0; i < charts.size(); i++) {
            // The first chart takes a whole row; the others share theirs.
            int place = i == 0 ? 0 : i + 1;
            double width = i == 0 ? 1600 - MARGIN : tileWidth;
            int x = place % COLUMNS * tileWidth;
            int y = BANNER + place / COLUMNS * tileHeight;
            graphics.translate(x, y);
            tile(canvas, graphics, charts.get(i), width, tileHeight);
            graphics.translate(-x, -y);
          }
        });
  }

  private static void banner(Canvas canvas, ReplayReport report) {
    canvas.text(
        new Lettering(Ink.TEXT, Anchor.START, 26, true),
        20,
        44,
        "Millrace replay: " + Texts.cut(report.source().name(), 80));
    List<Headlines> headlines = Headlines.of(report);
    double room = (1600.0 - 40) / headlines.size();
    for (int i = 0; i < headlines.size(); i++) {
      double x = 20 + i * room;
      canvas.text(Lettering.small(Anchor.START), x, 84, headlines.get(i).name());
      canvas.text(
          new Lettering(Ink.WORKING, Anchor.START, 22, true), x, 110, headlines.get(i).value());
      canvas.text(Lettering.small(Anchor.START), x, 130, headlines.get(i).detail());
    }
  }
}
