package onestop.web.sheets;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import onestop.forms.FormModel;
import onestop.forms.FormPress;
import onestop.web.sheets.Sheet.Cell;
import onestop.web.sheets.Sheet.Head;
import onestop.web.sheets.Sheet.Placed;
import onestop.web.sheets.Sheet.SheetRow;
import onestop.web.sheets.Sheet.Weight;
import org.springframework.stereotype.Component;

/** Writes sheets as files. */
@Component
public class SheetFiles {
  private static final String TEMPLATE = "sheet";

  private final FormPress press;

  SheetFiles(FormPress press) {
    this.press = press;
  }

  /** The formats of a sheet's file. */
  public enum Format {
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    PDF("application/pdf"),
    CSV("text/csv;charset=UTF-8");

    private final String mediaType;

    Format(String mediaType) {
      this.mediaType = mediaType;
    }

    /** Its media type. */
    public String mediaType() {
      return mediaType;
    }
  }

  /** A stream of rows. */
  public interface Stream {
    /** Passes every row to the consumer, in order. */
    void each(Consumer<SheetRow> rows);
  }

  /**
   * Writes the sheet with its own rows and then those of the stream. XLSX and CSV are written while
   * the rows come; a PDF is laid out as a whole, so its stream must be short.
   */
  public void write(Sheet sheet, Stream more, Format format, OutputStream out) throws IOException {
    switch (format) {
      case XLSX -> SheetBook.write(sheet, more::each, out);
      case CSV -> SheetCsv.write(sheet, more::each, out);
      case PDF -> out.write(pdf(sheet, more));
    }
  }

  private byte[] pdf(Sheet sheet, Stream more) {
    List<SheetRow> rows = new ArrayList<>(sheet.rows());
    more.each(rows::add);
    Map<String, Object> fields = new LinkedHashMap<>();
    Sheet.Heading heading = sheet.heading();
    fields.put("formNumber", heading.formNumber());
    fields.put("source", heading.source());
    fields.put("title", heading.title());
    fields.put("period", heading.period());
    fields.put("standing", heading.standing());
    fields.put("reporter", heading.reporter());
    fields.put("receiver", heading.receiver());
    fields.put("unit", heading.unit());
    fields.put("placeAndDate", heading.placeAndDate());
    fields.put("widths", widths(sheet.columns()));
    fields.put(
        "heads",
        sheet.placedHeads().stream()
            .map(cells -> Map.of("cells", cells.stream().map(SheetFiles::head).toList()))
            .toList());
    fields.put("numbers", sheet.columns().stream().map(column -> column.number()).toList());
    fields.put("rows", rows.stream().map(row -> row(row, sheet.locale())).toList());
    fields.put("notes", sheet.notes());
    fields.put("signatures", sheet.signatures());
    return press.print(new FormModel(TEMPLATE, fields, null, sheet.locale())).pdf();
  }

  /** Each column's share of the paper's width, in percent. */
  private static List<String> widths(List<Head> columns) {
    double all = columns.stream().mapToInt(Head::width).sum();
    return columns.stream()
        .map(column -> String.format(Locale.ROOT, "width: %.2f%%", column.width() * 100 / all))
        .toList();
  }

  private static Map<String, Object> head(Placed cell) {
    return Map.of("text", cell.head().text(), "rows", cell.rows(), "columns", cell.columns());
  }

  private static Map<String, Object> row(SheetRow row, Locale locale) {
    return Map.of(
        "weight",
        row.weight() == Weight.LINE ? "line" : row.weight() == Weight.TOTAL ? "total" : "group",
        "cells",
        row.cells().stream()
            .map(cell -> Map.<String, Object>of("text", text(cell, locale), "side", side(cell)))
            .toList());
  }

  /** The text of a cell; a moment takes two lines and never breaks within its day. */
  private static String text(Cell cell, Locale locale) {
    String shown = cell.shown(locale);
    return cell instanceof Cell.Moment ? shown.replace(", ", ",\n") : shown;
  }

  private static String side(Cell cell) {
    if (cell instanceof Cell.Moment) {
      return "moment";
    }
    return cell instanceof Cell.Text ? "words" : "count";
  }
}
