package onestop.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Draws what was reached of each aim, from the newest result of each benchmark. */
@Command(
    name = "chart",
    mixinStandardHelpOptions = true,
    description = "Draws the newest results as SVG: how much of each aim is reached.")
final class ChartCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LEFT = 330;
  private static final int WIDTH = 420;
  private static final int ROW = 44;
  private static final int TOP = 74;

  /** The scale runs from a hundredth of the aim to ten times the aim. */
  private static final double DECADES = 3;

  @Option(
      names = "--results",
      defaultValue = "benchmarks/results",
      description = "folder of JSON lines, one file a run: DATE-NAME.json")
  private Path results = Path.of("benchmarks/results");

  @Option(
      names = "--out",
      defaultValue = "docs/pictures/benchmarks.svg",
      description = "the SVG file")
  private Path out = Path.of("docs/pictures/benchmarks.svg");

  /**
   * A line of the chart.
   *
   * @param bench the run it is read from
   * @param ours where in its JSON our figure is
   * @param stock where the stock engine's figure is, if it is there
   * @param aim in the same unit
   * @param unit {@code /s}: more is better; {@code ms}: less is better; otherwise more is better
   */
  private record Line(
      String bench, String ours, String stock, double aim, String unit, String vi, String en) {
    double share(double value) {
      return unit.equals("ms") ? aim / value : value / aim;
    }
  }

  private static final List<Line> LINES =
      List.of(
          rate("year", "/ours/median", 2_222, "Trọn vòng đời hồ sơ", "whole lives of dossiers"),
          rate(
              "wall",
              "/ours/median",
              10_000,
              "Thư xin lỗi khi đến hạn cùng lúc",
              "a wall of letters"),
          rate("intake", "/ours/median", 10_000, "Tiếp nhận hàng loạt", "bulk intake"),
          new Line(
              "intake",
              "/http/median",
              "",
              10_000,
              "/s",
              "Tiếp nhận hàng loạt qua HTTP",
              "bulk intake, HTTP"),
          new Line(
              "flat",
              "/year/ratio",
              "",
              0.95,
              "×",
              "Bảng đầy so với bảng rỗng",
              "lives, full to empty tables"),
          new Line(
              "flat",
              "/wall/ratio",
              "",
              0.95,
              "×",
              "Thư: bảng đầy so với bảng rỗng",
              "letters, full to empty tables"),
          millis("flat", "/inboxFull/sql/p99", 5, "Trang hộp việc, SQL (p99)", "inbox page, SQL"),
          millis(
              "flat", "/inboxFull/http/p99", 25, "Trang hộp việc, HTTP (p99)", "inbox page, HTTP"),
          millis(
              "clerks",
              "/together/claim/p99",
              100,
              "200 người: nhận việc (p99)",
              "200 users: claim"),
          millis(
              "clerks",
              "/together/complete/p99",
              100,
              "200 người: hoàn thành (p99)",
              "200 users: complete"),
          millis(
              "clerks",
              "/alone/complete/p99",
              10,
              "Một người: hoàn thành (p99)",
              "one clerk: complete"));

  private static Line rate(String bench, String ours, double aim, String vi, String en) {
    return new Line(bench, ours, ours.replace("/ours", "/stock"), aim, "/s", vi, en);
  }

  private static Line millis(String bench, String at, double aim, String vi, String en) {
    return bench.equals("clerks")
        ? new Line(bench, "/ours" + at, "/stock" + at, aim, "ms", vi, en)
        : new Line(bench, at, "", aim, "ms", vi, en);
  }

  @Override
  public Integer call() throws Exception {
    Map<String, JsonNode> newest = newest();
    if (newest.isEmpty()) {
      System.err.println("--results " + results + ": no file DATE-NAME.json with a run in it");
      return 2;
    }
    Path folder = out.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(out, svg(newest));
    System.out.println(out);
    return 0;
  }

  /** The last run of each benchmark on PostgreSQL, by the files' names. */
  private Map<String, JsonNode> newest() throws IOException {
    Map<String, JsonNode> newest = new TreeMap<>();
    try (Stream<Path> files = Files.list(results)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        List<String> lines = Files.readAllLines(file).stream().filter(l -> !l.isBlank()).toList();
        JsonNode run = lines.isEmpty() ? null : JSON.readTree(lines.get(lines.size() - 1));
        if (run != null && run.path("db").asText().equals("postgres")) {
          newest.put(run.path("bench").asText(), run);
        }
      }
    }
    return newest;
  }

  private static String svg(Map<String, JsonNode> runs) {
    List<String> rows = new ArrayList<>();
    for (Line line : LINES) {
      JsonNode run = runs.get(line.bench());
      Double ours = run == null ? null : number(run, line.ours());
      if (run != null && ours != null) {
        rows.add(row(rows.size(), line, ours, number(run, line.stock())));
      }
    }
    int height = TOP + rows.size() * ROW + 40;
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        <text x="16" y="24" font-size="16" font-weight="bold">Đã đạt bao nhiêu phần mục tiêu · How much of each aim is reached</text>
        <text x="16" y="44" fill="#555555">%s</text>
        """
            .formatted(LEFT + WIDTH + 190, height, machine(runs)));
    for (int decade = 0; decade <= DECADES; decade++) {
      int x = LEFT + (int) (WIDTH * decade / DECADES);
      boolean aim = decade == 2;
      svg.append(
          """
          <line x1="%d" y1="%d" x2="%d" y2="%d" stroke="%s" stroke-width="%d"/>
          <text x="%d" y="%d" text-anchor="middle" fill="#555555">%s</text>
          """
              .formatted(
                  x,
                  TOP - 8,
                  x,
                  height - 34,
                  aim ? "#b3261e" : "#dddddd",
                  aim ? 2 : 1,
                  x,
                  height - 14,
                  aim ? "mục tiêu · aim" : "×" + trim(Math.pow(10, decade - 2))));
    }
    rows.forEach(svg::append);
    return svg.append("</svg>\n").toString();
  }

  private static String row(int index, Line line, double ours, @Nullable Double stock) {
    int y = TOP + index * ROW;
    String said = trim(ours) + " " + line.unit() + " (" + trim(line.aim()) + ")";
    String bars =
        """
        <text x="16" y="%d">%s</text>
        <text x="16" y="%d" fill="#555555" font-size="11">%s</text>
        <rect x="%d" y="%d" width="%d" height="14" fill="#1f5fa8"/>
        <text x="%d" y="%d">%s</text>
        """
            .formatted(
                y + 12,
                line.vi(),
                y + 27,
                line.en(),
                LEFT,
                y,
                length(line.share(ours)),
                LEFT + WIDTH + 12,
                y + 12,
                said);
    if (stock == null) {
      return bars;
    }
    return bars
        + """
        <rect x="%d" y="%d" width="%d" height="8" fill="#9aa5b1"/>
        <text x="%d" y="%d" fill="#555555" font-size="11">Camunda: %s %s</text>
        """
            .formatted(
                LEFT,
                y + 17,
                length(line.share(stock)),
                LEFT + WIDTH + 12,
                y + 27,
                trim(stock),
                line.unit());
  }

  private static int length(double share) {
    double decades = Math.log10(Math.max(share, 1e-9)) + 2;
    return (int) (WIDTH * Math.min(DECADES, Math.max(0.02, decades)) / DECADES);
  }

  private static @Nullable Double number(JsonNode run, String at) {
    JsonNode found = at.isEmpty() ? null : run.at(at);
    return found == null || !found.isNumber() || found.asDouble() <= 0 ? null : found.asDouble();
  }

  private static String machine(Map<String, JsonNode> runs) {
    JsonNode machine = runs.values().iterator().next().path("machine");
    return "PostgreSQL, %s CPU, %s GiB, Java %s"
        .formatted(
            machine.path("cores").asText(),
            machine.path("memoryGiB").asText(),
            machine.path("java").asText());
  }

  private static String trim(double value) {
    return value >= 100
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
  }
}
