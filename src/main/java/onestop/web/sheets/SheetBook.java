package onestop.web.sheets;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import onestop.web.sheets.Sheet.Cell;
import onestop.web.sheets.Sheet.Head;
import onestop.web.sheets.Sheet.Placed;
import onestop.web.sheets.Sheet.SheetRow;
import onestop.web.sheets.Sheet.Weight;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.StyleSetter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Writes a sheet as XLSX in the layout of its form: landscape A4, head repeated on every page. Rows
 * are written as they come; a million and more of them take no more memory than a thousand. For one
 * thread.
 */
final class SheetBook {
  /**
   * The most rows of one worksheet; further rows go to the next one. Excel's limit is 1,048,576.
   */
  private static final int ROWS_A_SHEET = 1_000_000;

  private static final int FLUSH = 1_000;
  private static final String FONT = "Times New Roman";
  private static final double LINE_HEIGHT = 15;

  private final Sheet sheet;
  private final List<Head> columns;
  private final Workbook book;
  private Worksheet page;
  private int row;
  private int pages;

  private SheetBook(Sheet sheet, OutputStream out) {
    this.sheet = sheet;
    this.columns = sheet.columns();
    this.book = new Workbook(out, "onestop", "1.0");
    book.setGlobalDefaultFont(FONT, 11);
    this.page = open();
  }

  /** Writes the sheet with its own rows, then those of the producer. */
  static void write(Sheet sheet, Consumer<Consumer<SheetRow>> more, OutputStream out)
      throws IOException {
    SheetBook writer = new SheetBook(sheet, out);
    sheet.rows().forEach(writer::add);
    more.accept(writer::add);
    writer.foot();
    writer.book.finish();
  }

  private Worksheet open() {
    pages++;
    page = book.newWorksheet(pages == 1 ? "1" : String.valueOf(pages));
    page.pageOrientation("landscape");
    page.paperSize(PaperSize.A4_PAPER);
    page.setFitToPage(true);
    page.fitToWidth((short) 1);
    page.fitToHeight((short) 0);
    page.leftMargin(0.4f);
    page.rightMargin(0.4f);
    page.topMargin(0.5f);
    page.bottomMargin(0.5f);
    page.footer("&P / &N", Position.CENTER);
    for (int i = 0; i < columns.size(); i++) {
      page.width(i, columns.get(i).width());
    }
    row = 0;
    heading();
    tableHead();
    return page;
  }

  /** Three blocks side by side: the form, its title, the reporter and the receiver. */
  private void heading() {
    Sheet.Heading heading = sheet.heading();
    int last = columns.size() - 1;
    int left = Math.min(1, last);
    int right = Math.max(left + 1, last - Math.max(2, columns.size() / 4));
    block(0, 0, left, heading.formNumber()).bold().set();
    block(1, 0, left, heading.source()).italic().set();
    block(0, left + 1, right - 1, heading.title().toUpperCase(sheet.locale()))
        .bold()
        .fontSize(13)
        .horizontalAlignment("center")
        .set();
    page.rowHeight(0, 36);
    block(1, left + 1, right - 1, heading.period()).horizontalAlignment("center").set();
    block(2, left + 1, right - 1, heading.standing()).italic().horizontalAlignment("center").set();
    block(0, right, last, heading.reporter()).set();
    block(1, right, last, heading.receiver()).set();
    block(2, right, last, heading.unit()).italic().set();
    page.rowHeight(1, 30);
    page.rowHeight(2, 18);
    row = 4;
  }

  private StyleSetter block(int at, int from, int to, String text) {
    page.inlineString(at, from, text);
    StyleSetter style = page.range(at, from, at, to).style();
    style.wrapText(true).verticalAlignment("top").fontName(FONT).fontSize(11);
    return to > from ? style.merge() : style;
  }

  private void tableHead() {
    int first = row;
    for (List<Placed> cells : sheet.placedHeads()) {
      for (Placed cell : cells) {
        int top = first + cell.row();
        int bottom = top + cell.rows() - 1;
        int right = cell.column() + cell.columns() - 1;
        page.inlineString(top, cell.column(), cell.head().text());
        StyleSetter style = page.range(top, cell.column(), bottom, right).style();
        bordered(style).bold().wrapText(true);
        style.horizontalAlignment("center").verticalAlignment("center");
        if (bottom > top || right > cell.column()) {
          style.merge();
        }
        style.set();
      }
    }
    int numbers = first + sheet.headRows();
    for (int i = 0; i < sheet.headRows(); i++) {
      page.rowHeight(first + i, i == sheet.headRows() - 1 ? 48 : 32);
    }
    for (int i = 0; i < columns.size(); i++) {
      page.inlineString(numbers, i, "(" + columns.get(i).number() + ")");
      StyleSetter style = page.style(numbers, i);
      bordered(style).italic().fontSize(9).horizontalAlignment("center").set();
    }
    page.repeatRows(first, numbers);
    page.freezePane(Math.min(2, columns.size()), numbers + 1);
    row = numbers + 1;
  }

  private static StyleSetter bordered(StyleSetter style) {
    style.borderStyle(BorderStyle.THIN).fontName(FONT).fontSize(11);
    return style;
  }

  private void add(SheetRow line) {
    if (row >= ROWS_A_SHEET) {
      finishPage();
      open();
    }
    boolean strong = line.weight() != Weight.LINE;
    page.rowHeight(row, LINE_HEIGHT * lines(line));
    for (int i = 0; i < line.cells().size(); i++) {
      Cell cell = line.cells().get(i);
      StyleSetter style = page.style(row, i);
      bordered(style).verticalAlignment("top");
      if (strong) {
        style.bold();
      }
      if (line.weight() == Weight.TOTAL) {
        style.fillColor("EDEDED");
      }
      put(cell, i, style);
      style.set();
    }
    row++;
    if (row % FLUSH == 0) {
      flush();
    }
  }

  /** The number of text lines that the row's longest cell takes in its column. */
  private int lines(SheetRow line) {
    int most = 1;
    for (int i = 0; i < line.cells().size(); i++) {
      int length = line.cells().get(i).shown(sheet.locale()).length();
      most = Math.max(most, (length + columns.get(i).width() - 1) / columns.get(i).width());
    }
    return most;
  }

  private void put(Cell cell, int column, StyleSetter style) {
    if (cell instanceof Cell.Number number) {
      page.value(row, column, number.value());
      style.format("#,##0");
    } else if (cell instanceof Cell.Moment moment) {
      page.value(row, column, moment.at());
      style.format("dd/mm/yyyy hh:mm");
    } else if (cell instanceof Cell.Share share && share.whole() > 0) {
      page.value(row, column, share.percent());
      style.format("0.0");
    } else {
      page.inlineString(row, column, cell.shown(sheet.locale()));
      style.wrapText(true);
    }
  }

  private void foot() {
    int last = columns.size() - 1;
    row++;
    for (String note : sheet.notes()) {
      page.inlineString(row, 0, note);
      StyleSetter style = page.range(row, 0, row, last).style();
      style.italic().wrapText(true).fontName(FONT).fontSize(10).verticalAlignment("top");
      style.merge().set();
      int width = columns.stream().mapToInt(Head::width).sum();
      page.rowHeight(row, 14.0 * (1 + note.length() / width));
      row++;
    }
    row++;
    int blocks = sheet.signatures().size();
    for (int i = 0; i < blocks; i++) {
      int from = i * columns.size() / blocks;
      int to = (i + 1) * columns.size() / blocks - 1;
      if (i == blocks - 1) {
        block(row, from, to, sheet.heading().placeAndDate())
            .italic()
            .horizontalAlignment("center")
            .set();
      }
      block(row + 1, from, to, sheet.signatures().get(i))
          .bold()
          .horizontalAlignment("center")
          .set();
    }
    page.rowHeight(row + 1, 32);
    finishPage();
  }

  private void flush() {
    try {
      page.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void finishPage() {
    try {
      page.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
