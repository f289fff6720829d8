package onestop.cli.replay;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * A list as CSV text (RFC 4180, UTF-8, line feed), the first row its heading.
 *
 * <p>A cell that a spreadsheet would read as a formula is prefixed with an apostrophe.
 */
final class CsvText {
  private final StringWriter text = new StringWriter();
  private final CsvWriter csv;
  private final DateTimeFormatter time;

  CsvText(ZoneId zone, String... heading) {
    csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
    time = DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(zone);
    csv.writeRecord(heading);
  }

  void row(@Nullable Object... cells) {
    String[] record = new String[cells.length];
    for (int i = 0; i < cells.length; i++) {
      record[i] = cell(cells[i]);
    }
    csv.writeRecord(record);
  }

  private String cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Instant at) {
      return time.format(at);
    }
    String text = value.toString();
    boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    return formula && !(value instanceof Number) ? "'" + text : text;
  }

  @Override
  public String toString() {
    try {
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
