package onestop.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Rate, heap and database size of a stretch, over the lives that were behind it. */
final class StretchChart {
  private static final int LEFT = 90;
  private static final int WIDTH = 640;
  private static final int PANEL = 120;
  private static final int GAP = 56;
  private static final int TOP = 40;

  private final List<JsonNode> slices;
  private final StringBuilder svg = new StringBuilder();

  /** A chart of these lines of {@code slices.ndjson}, of which there is at least one. */
  StretchChart(List<JsonNode> slices) {
    this.slices = slices;
  }

  /** The picture, each panel from 0 to its greatest value. */
  String svg() {
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        """
            .formatted(LEFT + WIDTH + 30, TOP + 4 * (PANEL + GAP)));
    panel(0, "Vòng đời mỗi giây · lives a second", s -> s.get("perSecond").asDouble());
    panel(1, "Heap sau khi dọn, MiB · heap after collection", s -> s.get("heapMiB").asDouble());
    panel(2, "Cơ sở dữ liệu, GB · database", s -> s.get("databaseBytes").asDouble() / 1e9);
    panel(3, "WAL, GB", s -> s.get("walBytes").asDouble() / 1e9);
    return svg.append("</svg>\n").toString();
  }

  private void panel(int index, String title, ToDoubleFunction<JsonNode> value) {
    int top = TOP + index * (PANEL + GAP);
    double most = Math.max(1e-9, slices.stream().mapToDouble(value).max().orElse(1));
    double end = slices.get(slices.size() - 1).get("total").asDouble();
    StringBuilder points = new StringBuilder();
    for (JsonNode slice : slices) {
      points.append(
          String.format(
              Locale.ROOT,
              "%.1f,%.1f ",
              LEFT + WIDTH * slice.get("total").asDouble() / end,
              top + PANEL * (1 - value.applyAsDouble(slice) / most)));
    }
    svg.append(
        String.format(
            Locale.ROOT,
            """
            <text x="%d" y="%d" font-weight="bold">%s</text>
            <path d="M%d %d V%d H%d" fill="none" stroke="#555555"/>
            <text x="%d" y="%d" text-anchor="end" fill="#555555">%,.1f</text>
            <text x="%d" y="%d" text-anchor="end" fill="#555555">0</text>
            <text x="%d" y="%d" text-anchor="end" fill="#555555">%,.0f</text>
            <polyline points="%s" fill="none" stroke="#1f5fa8" stroke-width="2"/>
            """,
            LEFT,
            top - 10,
            title,
            LEFT,
            top,
            top + PANEL,
            LEFT + WIDTH,
            LEFT - 8,
            top + 10,
            most,
            LEFT - 8,
            top + PANEL,
            LEFT + WIDTH,
            top + PANEL + 16,
            end,
            points.toString().strip()));
  }
}
