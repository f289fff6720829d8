package onestop.web.page.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import onestop.web.page.Formats;

/**
 * A chart of bars, one group a month, as rectangles of an SVG picture. Equal numbers give an equal
 * picture; the numbers themselves are in the table beside it.
 *
 * @param width the width of the picture; its height is constant
 */
record BarChart(
    int width, List<Bar> bars, List<Mark> lines, List<Mark> months, List<Series> legend) {
  static final int HEIGHT = 240;
  private static final int BOTTOM = 200;
  private static final int TOP = 14;
  private static final int LEFT = 56;
  private static final int GROUP = 66;
  private static final int BAR = 15;

  /** One measure of the chart: its label, its colour and its numbers by month. */
  record Series(String name, String fill, ToLongFunction<String> count) {}

  /** One rectangle; {@code words} describes it for pointers and screen readers. */
  record Bar(int x, int y, int width, int height, String fill, String words) {}

  /** A label at a position in the picture. */
  record Mark(int x, int y, String text) {}

  /** The measures side by side in each month. */
  static BarChart of(List<String> months, List<Series> series, Formats formats) {
    long most = 1;
    for (String month : months) {
      for (Series one : series) {
        most = Math.max(most, one.count().applyAsLong(month));
      }
    }
    long step = step(most);
    long top = (most + step - 1) / step * step;
    int width = LEFT + Math.max(1, months.size()) * GROUP + 8;
    List<Mark> lines = new ArrayList<>();
    for (long value = 0; value <= top; value += step) {
      lines.add(new Mark(LEFT, y(value, top), formats.number(value)));
    }
    List<Bar> bars = new ArrayList<>();
    List<Mark> labels = new ArrayList<>();
    for (int m = 0; m < months.size(); m++) {
      String month = months.get(m);
      int left = LEFT + m * GROUP + (GROUP - series.size() * BAR) / 2;
      for (int s = 0; s < series.size(); s++) {
        Series one = series.get(s);
        long count = one.count().applyAsLong(month);
        int y = y(count, top);
        String words = one.name() + ", " + formats.month(month) + ": " + formats.number(count);
        bars.add(new Bar(left + s * BAR, y, BAR - 2, BOTTOM - y, one.fill(), words));
      }
      labels.add(new Mark(LEFT + m * GROUP + GROUP / 2, BOTTOM + 18, formats.month(month)));
    }
    return new BarChart(width, bars, lines, labels, series);
  }

  /** A round distance between lines: 1, 2 or 5 times a power of ten, at most five lines. */
  private static long step(long most) {
    long power = 1;
    while (true) {
      for (int digit : new int[] {1, 2, 5}) {
        if (most <= digit * power * 5) {
          return digit * power;
        }
      }
      power *= 10;
    }
  }

  private static int y(long value, long top) {
    int height = (int) (value * (BOTTOM - TOP) / top);
    return BOTTOM - (value > 0 ? Math.max(1, height) : 0);
  }

  /** The height of the picture. */
  public int height() {
    return HEIGHT;
  }
}
