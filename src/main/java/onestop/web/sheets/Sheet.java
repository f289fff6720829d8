package onestop.web.sheets;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import onestop.facts.Rate;

/**
 * A report in the layout of its form, in one language: the common content of page, XLSX, PDF and
 * CSV.
 *
 * @param heads the head of the table; its leaves are the columns, from left to right
 * @param rows in order; empty where they are streamed beside it
 * @param notes under the table
 * @param signatures the signers, from left to right
 */
public record Sheet(
    Heading heading,
    List<Head> heads,
    List<SheetRow> rows,
    List<String> notes,
    List<String> signatures,
    Locale locale) {

  /**
   * The heading above the table.
   *
   * @param formNumber the number of the form; empty if it has none
   * @param source the document that prescribes the form; empty if there is none
   * @param period the period in words
   * @param standing the moment of the figures
   * @param reporter the unit that reports
   * @param receiver the recipient of the report; empty if there is none
   * @param unit the unit of the counts
   * @param placeAndDate the place and date above the signatures
   */
  public record Heading(
      String formNumber,
      String source,
      String title,
      String period,
      String standing,
      String reporter,
      String receiver,
      String unit,
      String placeAndDate) {}

  /** The kind of a column's values. */
  public enum Kind {
    TEXT,
    NUMBER,
    SHARE
  }

  /**
   * A cell of the table's head.
   *
   * @param number the number of the column, as printed under a leaf
   * @param width the width of a leaf, in characters
   * @param parts the cells under it; a leaf has none
   */
  public record Head(String text, String number, int width, Kind kind, List<Head> parts) {
    static Head leaf(String text, String number, int width, Kind kind) {
      return new Head(text, number, width, kind, List.of());
    }

    static Head over(String text, Head... parts) {
      return new Head(text, "", 0, Kind.TEXT, List.of(parts));
    }

    int depth() {
      return 1 + parts.stream().mapToInt(Head::depth).max().orElse(0);
    }

    List<Head> leaves() {
      return parts.isEmpty()
          ? List.of(this)
          : parts.stream().flatMap(part -> part.leaves().stream()).toList();
    }
  }

  /** The emphasis of a row. */
  public enum Weight {
    /** The sum of all. */
    TOTAL,
    /** A row with rows of its own. */
    GROUP,
    LINE
  }

  /**
   * A row of the table.
   *
   * @param of the row's subject, as named in an address; empty for the total
   * @param cells the cells, one for each column
   */
  public record SheetRow(Weight weight, String of, List<Cell> cells) {}

  /** The content of a cell. */
  public sealed interface Cell {
    /** The format of a moment on a form. */
    DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm", Locale.ROOT);

    /** Words. */
    record Text(String text) implements Cell {}

    /**
     * A count.
     *
     * @param column the number of the column that counted it
     */
    record Number(long value, String column) implements Cell {}

    /** An hour of a day, in the city's zone. */
    record Moment(LocalDateTime at) implements Cell {}

    /** A share in percent; empty if the whole is 0. */
    record Share(long part, long whole) implements Cell {
      /** In percent, to one decimal; the whole must not be 0. */
      public double percent() {
        return new Rate(part, whole).percent();
      }
    }

    /** The text of the cell in that language. */
    default String shown(Locale locale) {
      boolean english = locale.getLanguage().equals("en");
      Locale marks = english ? Locale.ENGLISH : Locale.GERMANY;
      if (this instanceof Text text) {
        return text.text();
      }
      if (this instanceof Moment moment) {
        return MOMENT.format(moment.at());
      }
      if (this instanceof Number number) {
        return String.format(marks, "%,d", number.value());
      }
      Share share = (Share) this;
      return share.whole() == 0 ? "–" : String.format(marks, "%.1f", share.percent());
    }
  }

  /** A cell of the head with its position and span. */
  public record Placed(Head head, int row, int column, int rows, int columns) {}

  /** The columns, from left to right. */
  public List<Head> columns() {
    return heads.stream().flatMap(head -> head.leaves().stream()).toList();
  }

  /** The full name of each column, with its number. */
  public List<String> columnNames() {
    List<String> names = new ArrayList<>();
    heads.forEach(head -> name(head, "", names));
    return names;
  }

  private static void name(Head head, String over, List<String> names) {
    String name = over.isEmpty() ? head.text() : over + " / " + head.text();
    if (head.parts().isEmpty()) {
      names.add(name + " (" + head.number() + ")");
    }
    head.parts().forEach(part -> name(part, name, names));
  }

  /** The number of rows of the head, without the row of column numbers. */
  public int headRows() {
    return heads.stream().mapToInt(Head::depth).max().orElse(0);
  }

  /** The cells of the head, row by row. */
  public List<List<Placed>> placedHeads() {
    List<List<Placed>> rows = new ArrayList<>();
    for (int i = 0; i < headRows(); i++) {
      rows.add(new ArrayList<>());
    }
    int column = 0;
    for (Head head : heads) {
      column = place(head, 0, column, rows);
    }
    return rows;
  }

  private static int place(Head head, int row, int column, List<List<Placed>> rows) {
    int columns = head.leaves().size();
    boolean leaf = head.parts().isEmpty();
    rows.get(row).add(new Placed(head, row, column, leaf ? rows.size() - row : 1, columns));
    int next = column;
    for (Head part : head.parts()) {
      next = place(part, row + 1, next, rows);
    }
    return column + columns;
  }

  /** Cells of words. */
  static List<Cell> words(String... texts) {
    return Arrays.stream(texts).map(Cell.Text::new).map(Cell.class::cast).toList();
  }
}
