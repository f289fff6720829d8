package onestop.desk.lists;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import onestop.kernel.Failure;

/**
 * A list of applicants as a spreadsheet has it: texts only. Nothing of it is stored; between its
 * preview and its confirmation the browser keeps it.
 *
 * @param head the headings of the columns
 * @param lines the rows that are not blank, in their order; at most {@value #MOST}
 */
public record ApplicantList(List<String> head, List<Line> lines) {
  /** The most rows of one list. */
  public static final int MOST = 1_000;

  /** The most columns, and the most characters of a cell. */
  static final int MOST_COLUMNS = 200;

  static final int LONGEST_CELL = 2_000;

  /** The most bytes of a list that a browser keeps, when unpacked. */
  private static final int LARGEST = 4 * 1024 * 1024;

  public ApplicantList {
    head = List.copyOf(head);
    lines = List.copyOf(lines);
  }

  /**
   * One row.
   *
   * @param no the number of the row in the file, from 1
   * @param cells as many as the list has headings
   */
  public record Line(int no, List<String> cells) {
    public Line {
      cells = List.copyOf(cells);
    }
  }

  /**
   * A list of the rows of a file: the first row that is not blank is the head.
   *
   * @throws Failure {@code desk/list-…} that names the row and the column at fault
   */
  static ApplicantList of(Iterable<Line> rows) {
    List<String> head = List.of();
    List<Line> lines = new ArrayList<>();
    for (Line row : rows) {
      int width = width(row.cells());
      if (width == 0) {
        continue;
      }
      requireTexts(row, width);
      if (head.isEmpty()) {
        head = head(row.cells().subList(0, width));
        continue;
      }
      if (width > head.size()) {
        throw Failure.badInput(
            "desk",
            "list-beyond",
            "line",
            row.no(),
            "column",
            name(width - 1),
            "last",
            name(head.size() - 1));
      }
      if (lines.size() == MOST) {
        throw Failure.badInput("desk", "list-too-long", "max", MOST);
      }
      lines.add(new Line(row.no(), filled(row.cells(), head.size())));
    }
    if (lines.isEmpty()) {
      throw Failure.badInput("desk", "list-empty");
    }
    return new ApplicantList(head, lines);
  }

  private static int width(List<String> cells) {
    int width = cells.size();
    while (width > 0 && cells.get(width - 1).isBlank()) {
      width--;
    }
    return width;
  }

  private static List<String> filled(List<String> cells, int size) {
    List<String> all = new ArrayList<>(cells.subList(0, Math.min(size, cells.size())));
    while (all.size() < size) {
      all.add("");
    }
    return all;
  }

  /** A spreadsheet reckons a text that begins with these signs, here and wherever it is opened. */
  private static void requireTexts(Line row, int width) {
    if (width > MOST_COLUMNS) {
      throw Failure.badInput("desk", "list-too-wide", "line", row.no(), "max", MOST_COLUMNS);
    }
    for (int column = 0; column < width; column++) {
      String text = row.cells().get(column).strip();
      if (text.startsWith("=") || text.startsWith("@")) {
        throw Failure.badInput("desk", "list-formula", "cell", name(column) + row.no());
      }
      if (text.length() > LONGEST_CELL) {
        throw Failure.badInput(
            "desk", "list-cell-too-long", "cell", name(column) + row.no(), "max", LONGEST_CELL);
      }
    }
  }

  private static List<String> head(List<String> cells) {
    Map<String, Integer> seen = new HashMap<>();
    List<String> head = new ArrayList<>();
    for (int column = 0; column < cells.size(); column++) {
      String heading = cells.get(column).strip().replaceAll("\\s+", " ");
      if (heading.isEmpty()) {
        throw Failure.badInput("desk", "list-no-heading", "column", name(column));
      }
      Integer before = seen.putIfAbsent(ListColumns.plain(heading), column);
      if (before != null) {
        throw Failure.badInput(
            "desk",
            "list-twice",
            "heading",
            heading,
            "first",
            name(before),
            "second",
            name(column));
      }
      head.add(heading);
    }
    return head;
  }

  /** The letters of a column, from 0: {@code A}, {@code B} … {@code AA}. */
  static String name(int column) {
    String last = String.valueOf((char) ('A' + column % 26));
    return column < 26 ? last : name(column / 26 - 1) + last;
  }

  /** The list in one word for a field of a page. */
  public String packed() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CsvWriter csv =
        CsvWriter.builder()
            .build(
                new OutputStreamWriter(new DeflaterOutputStream(bytes), StandardCharsets.UTF_8))) {
      csv.writeRecord(with("", head));
      lines.forEach(line -> csv.writeRecord(with(Integer.toString(line.no()), line.cells())));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
  }

  private static List<String> with(String first, List<String> cells) {
    List<String> all = new ArrayList<>();
    all.add(first);
    all.addAll(cells);
    return all;
  }

  /**
   * The list that was {@linkplain #packed packed}.
   *
   * @throws Failure {@code desk/list-lost} if it is none, and as for a file
   */
  public static ApplicantList unpacked(String packed) {
    try (InflaterInputStream in =
        new InflaterInputStream(new ByteArrayInputStream(Base64.getUrlDecoder().decode(packed)))) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw Failure.badInput("desk", "list-lost");
      }
      List<Line> rows = new ArrayList<>();
      try (CsvReader<CsvRecord> csv =
          CsvReader.builder()
              .allowExtraFields(true)
              .allowMissingFields(true)
              .ofCsvRecord(new String(bytes, StandardCharsets.UTF_8))) {
        for (CsvRecord record : csv) {
          List<String> cells = record.getFields();
          String no = cells.get(0);
          rows.add(
              new Line(no.isEmpty() ? 1 : Integer.parseInt(no), cells.subList(1, cells.size())));
        }
      }
      return of(rows);
    } catch (IOException | IllegalArgumentException e) {
      throw Failure.badInput("desk", "list-lost").causedBy(e);
    }
  }

  /** How many rows there are, for a reader who reads no rows. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "ApplicantList[%d rows]", lines.size());
  }
}
