package onestop.web.download;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import onestop.forms.PdfTable;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A table written row by row, in constant memory, as one of three kinds of file. */
public interface TableOut extends AutoCloseable {
  /** For programs. */
  DateTimeFormatter CSV = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  /** For people. */
  DateTimeFormatter PDF = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm", Locale.ROOT);

  /** Adds a row: a text or a {@link LocalDateTime} for each column. */
  void row(List<?> cells) throws IOException;

  @Override
  void close() throws IOException;

  private static List<String> texts(List<?> cells, DateTimeFormatter moments) {
    return cells.stream()
        .map(cell -> cell instanceof LocalDateTime at ? moments.format(at) : cell.toString())
        .toList();
  }

  /** Comma-separated values in UTF-8, the head first. */
  static TableOut csv(OutputStream out, List<String> head) {
    CsvWriter csv = CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    csv.writeRecord(head);
    return new TableOut() {
      @Override
      public void row(List<?> cells) {
        csv.writeRecord(texts(cells, CSV).stream().map(SpreadsheetCsv::cell).toList());
      }

      @Override
      public void close() throws IOException {
        csv.close();
      }
    };
  }

  /** A PDF, A4 landscape. */
  static TableOut pdf(OutputStream out, String title, PdfTable.Head head) throws IOException {
    PdfTable table = new PdfTable(out, title, head);
    return new TableOut() {
      @Override
      public void row(List<?> cells) throws IOException {
        table.row(texts(cells, PDF));
      }

      @Override
      public void close() throws IOException {
        table.close();
      }
    };
  }

  /** A workbook; a further sheet begins when a sheet is full. */
  static TableOut xlsx(OutputStream out, List<String> head) {
    return new Sheets(out, head);
  }

  /**
   * Writes rows in portions; texts are stored in their cells, because a table of shared texts would
   * grow.
   */
  final class Sheets implements TableOut {
    private static final int MOST = 1_000_000;
    private static final int PORTION = 500;

    private final Workbook book;
    private final List<String> head;
    private Worksheet sheet;
    private int row;
    private int sheets = 1;

    Sheets(OutputStream out, List<String> head) {
      this.book = new Workbook(out, "onestop", "1.0");
      this.head = head;
      this.sheet = book.newWorksheet("1");
      write(head);
    }

    @Override
    public void row(List<?> cells) throws IOException {
      if (row > MOST) {
        sheet.finish();
        row = 0;
        sheet = book.newWorksheet(String.valueOf(++sheets));
        write(head);
      }
      write(cells);
      if (row % PORTION == 0) {
        sheet.flush();
      }
    }

    private void write(List<?> cells) {
      for (int column = 0; column < cells.size(); column++) {
        if (cells.get(column) instanceof LocalDateTime moment) {
          sheet.value(row, column, moment);
          sheet.style(row, column).format("dd/mm/yyyy hh:mm").set();
        } else {
          sheet.inlineString(row, column, cells.get(column).toString());
        }
      }
      row++;
    }

    @Override
    public void close() throws IOException {
      book.finish();
    }
  }
}
