package onestop.web.sheets;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import onestop.web.download.SpreadsheetCsv;
import onestop.web.sheets.Sheet.Cell;
import onestop.web.sheets.Sheet.SheetRow;

/**
 * Writes a sheet as CSV for programs: RFC 4180, UTF-8, one line of heads, numbers without marks,
 * shares with a point, cells that look like formulas prefixed with an apostrophe. Rows are written
 * as they come.
 */
final class SheetCsv {
  private SheetCsv() {}

  static void write(Sheet sheet, Consumer<Consumer<SheetRow>> more, OutputStream out)
      throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    CsvWriter csv = CsvWriter.builder().build(text);
    csv.writeRecord(sheet.columnNames());
    Consumer<SheetRow> line = row -> csv.writeRecord(cells(row));
    sheet.rows().forEach(line);
    more.accept(line);
    csv.flush();
  }

  private static List<String> cells(SheetRow row) {
    return row.cells().stream().map(SheetCsv::plain).toList();
  }

  private static String plain(Cell cell) {
    if (cell instanceof Cell.Number number) {
      return String.valueOf(number.value());
    }
    if (cell instanceof Cell.Share share) {
      return share.whole() == 0 ? "" : String.format(Locale.ROOT, "%.1f", share.percent());
    }
    return SpreadsheetCsv.cell(cell.shown(Locale.ROOT));
  }
}
